"""The releases as every reader sees them: in memory, parsed and compiled once, never half old and half new.

A `Catalogue` is one immutable look at everything that is published. `catalogue()` gives the newest one; it is looked
at again at most every RELEASE_REFRESH_SECONDS. When the database cannot be reached the last look stays.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import OperationalError, models
from django.utils import timezone

from content import timeline
from content.documents import Document
from content.models import Publication, Release
from content.parts import parts

logger = logging.getLogger(__name__)


class UnknownTopic(LookupError):
    """No topic of this name has a live release."""


class UnknownRelease(LookupError):
    """This topic has no published release of this number."""


class WithdrawnRelease(LookupError):
    """The release is withdrawn: stop showing it."""


@dataclass(frozen=True)
class ReleaseFacts:
    """What is known of a release without its document."""

    number: int
    digest: str
    approved_at: datetime
    why: str
    demo: bool
    pk: int


@dataclass(frozen=True)
class LiveRelease:
    """A release that can be read: its facts, its document, and what each part compiled of it."""

    facts: ReleaseFacts
    document: Document
    languages: tuple[str, ...]
    compiled: Mapping[str, Any]

    @property
    def number(self) -> int:
        return self.facts.number

    @property
    def topic(self) -> str:
        return self.document.topic


@dataclass(frozen=True)
class TopicReleases:
    """A topic's releases and publications at one moment."""

    topic: str
    facts: Mapping[int, ReleaseFacts]
    events: tuple[timeline.Event, ...]

    @cached_property
    def _all_spans(self) -> tuple[timeline.Span, ...]:
        """Planned ones too. Worked out once: a look serves many thousands of requests."""
        return timeline.spans(self.events, datetime.max.replace(tzinfo=UTC))

    def spans(self, now: datetime) -> tuple[timeline.Span, ...]:
        """Every stretch of time, up to `now`, in which a release was live, oldest first."""
        return timeline.until(self._all_spans, now)

    def live(self, now: datetime) -> int | None:
        """The number of the release that is live at `now`."""
        last = self.spans(now)[-1:]
        return last[0].release if last and last[0].end is None else None

    def current(self, now: datetime) -> LiveRelease:
        """The release that is live. Raises UnknownTopic when there is none."""
        number = self.live(now)
        if number is None:
            raise UnknownTopic(self.topic)
        return _loaded(self.facts[number])

    def numbered(self, number: int, now: datetime) -> LiveRelease:
        """A release by its number, once it was live. Raises UnknownRelease or WithdrawnRelease."""
        if not any(span.release == number for span in self.spans(now)):
            raise UnknownRelease(number)
        if number in self.withdrawn(now):
            raise WithdrawnRelease(number)
        return _loaded(self.facts[number])

    def loaded(self, number: int) -> LiveRelease:
        """A release by its number, also when it is withdrawn: to tell about it, not to go on with it."""
        return _loaded(self.facts[number])

    def withdrawn(self, now: datetime) -> Mapping[int, bool]:
        return timeline.withdrawn(self.events, now)

    def answers(self, number: int, now: datetime, at: datetime) -> bool:
        """Whether a release still answers triage: current, superseded for less than a day, or replayed.

        A replay is about a moment `at` at which the release was live, or had been for less than a day. A withdrawn
        release never answers.
        """
        if number in self.withdrawn(now):
            return False
        grace = timedelta(hours=settings.SUPERSEDED_RELEASE_HOURS)
        live = [span for span in self.spans(now) if span.release == number]
        return any(span.end is None or now < span.end + grace or span.start <= at < span.end + grace for span in live)


@dataclass(frozen=True)
class Catalogue:
    """Everything published, at one look."""

    topics: Mapping[str, TopicReleases] = field(default_factory=dict)
    looked_at: datetime | None = None
    mark: tuple[int, int | None] = (0, None)

    def topic(self, slug: str) -> TopicReleases:
        """The releases of a topic. Raises UnknownTopic."""
        found = self.topics.get(slug)
        if found is None:
            raise UnknownTopic(slug)
        return found

    def current(self, now: datetime) -> tuple[LiveRelease, ...]:
        """The live release of every topic that has one."""
        live = (topic for topic in self.topics.values() if topic.live(now) is not None)
        return tuple(topic.current(now) for topic in live)


@lru_cache(maxsize=64)
def _loaded(facts: ReleaseFacts) -> LiveRelease:
    """The release with its document, read once and checked against its digest."""
    row = Release.objects.select_related("submission").get(pk=facts.pk)
    document = Document.read(row.submission.document, facts.digest)
    compiled = {part.name: part.compile(document) for part in parts()}
    return LiveRelease(facts, document, document.languages(), MappingProxyType(compiled))


def _look(before: Catalogue) -> Catalogue:
    """A new look at the publications; topics that did not change are taken over.

    Publications are only ever added, so as many as before with the same last one are the same ones.
    """
    seen = Publication.objects.aggregate(count=models.Count("pk"), last=models.Max("pk"))
    mark = seen["count"], seen["last"]
    if before.looked_at is not None and mark == before.mark:
        return replace(before, looked_at=timezone.now())
    events: dict[str, list[timeline.Event]] = {}
    rows = Publication.objects.values_list("topic__slug", "pk", "release__number", "event", "recall", "effective_at")
    for slug, pk, number, event, recall, at in rows:
        events.setdefault(slug, []).append(timeline.Event(pk, number, event == "withdrawn", recall, at))
    topics = {slug: _topic(slug, tuple(found), before.topics.get(slug)) for slug, found in sorted(events.items())}
    return Catalogue(MappingProxyType(topics), timezone.now(), mark)


def _topic(slug: str, events: tuple[timeline.Event, ...], before: TopicReleases | None) -> TopicReleases:
    if before is not None and before.events == events:
        return before
    rows = Release.objects.filter(topic__slug=slug, publications__isnull=False).distinct()
    values = rows.annotate(demo=models.F("submission__demo")).values(
        "number", "digest", "approved_at", "why", "demo", "pk"
    )
    return TopicReleases(slug, MappingProxyType({row["number"]: ReleaseFacts(**row) for row in values}), events)


class _Reader:
    """Keeps the newest catalogue. One thread at a time looks; the others go on with the last one."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self._due = 0.0
        self._failed: DatabaseError | None = None
        self._looking = threading.Lock()

    def catalogue(self) -> Catalogue:
        if self._is_due() and self._looking.acquire(blocking=self._catalogue.looked_at is None):
            try:
                if self._is_due():  # another thread may have looked while this one waited
                    self._look_again()
            finally:
                self._looking.release()
        if self._catalogue.looked_at is None:
            raise OperationalError("No release could be read yet: the database did not answer.") from self._failed
        return self._catalogue

    def _is_due(self) -> bool:
        return time.monotonic() >= self._due

    def _look_again(self) -> None:
        """A look that failed is not tried again at once either: else each request waits for the database in turn."""
        try:
            self._catalogue = _look(self._catalogue)
        except DatabaseError as error:
            self._failed = error
            what, since = type(error).__name__, self._catalogue.looked_at
            logger.warning("The releases cannot be read (%s); the last look is of %s", what, since)
        self._due = time.monotonic() + settings.RELEASE_REFRESH_SECONDS

    def forget(self) -> None:
        with self._looking:
            self._catalogue = Catalogue()
            self._due = 0.0


_reader = _Reader()


def catalogue() -> Catalogue:
    """Everything published, at most RELEASE_REFRESH_SECONDS old. OperationalError while there was no look yet."""
    return _reader.catalogue()


def forget() -> None:
    """Look again at the next call, at everything: for tests and for after a restored backup."""
    _reader.forget()
    _loaded.cache_clear()
