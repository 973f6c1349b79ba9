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
from django.db import OperationalError, connection, connections, models
from django.utils import timezone

from content import timeline
from content.documents import Document, DocumentDamaged, UnknownFormat
from content.models import Publication, Release
from content.parts import parts
from content.release_facts import ReleaseFacts, Reviewed, mark_of_now, reviews_by_release, same_reviews

logger = logging.getLogger(__name__)

# Seconds that a request waits for a look. Without any look there is nothing to answer with.
FIRST_LOOK_PATIENCE = 0.8
LOOK_PATIENCE = 0.1


class UnknownTopic(LookupError):
    """No topic of this name has a live release."""


class UnknownRelease(LookupError):
    """This topic has no published release of this number."""


class Unreadable(Exception):
    """A stored release that this version of the code cannot read."""


class WithdrawnRelease(LookupError):
    """The release is withdrawn: stop showing it."""


@dataclass(frozen=True, eq=False)
class LiveRelease:
    """A release that can be read: its facts, its document, and what each part compiled of it. Read once, so itself
    alone.

    `figures`: what was measured when it was proved; empty for a release from before there were proofs.
    """

    facts: ReleaseFacts
    document: Document
    languages: tuple[str, ...]
    compiled: Mapping[str, Any]
    figures: Mapping[str, Any]

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

    def withdrawn(self, now: datetime) -> Mapping[int, timeline.Event]:
        """The withdrawn releases, each with its withdrawal."""
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
    mark: tuple[int, int | None, int] = (0, None, 0)

    def topic(self, slug: str) -> TopicReleases:
        """The releases of a topic. Raises UnknownTopic."""
        found = self.topics.get(slug)
        if found is None:
            raise UnknownTopic(slug)
        return found

    def current(self, now: datetime) -> tuple[LiveRelease, ...]:
        """The live release of every topic that has one."""
        found = (_readable(topic, now) for topic in self.topics.values() if topic.live(now) is not None)
        return tuple(release for release in found if release is not None)


def _readable(topic: TopicReleases, now: datetime) -> LiveRelease | None:
    """The live release; None when it cannot be read, so that one topic does not take the others along."""
    try:
        return topic.current(now)
    except (DocumentDamaged, UnknownFormat, Unreadable) as error:
        logger.error("The live release of %s cannot be read (%s)", topic.topic, type(error).__name__)  # noqa: TRY400
        return None


@lru_cache(maxsize=64)
def _loaded(facts: ReleaseFacts) -> LiveRelease:
    """The release with its document, read once and checked against its digest."""
    row = Release.objects.select_related("submission", "proof").get(pk=facts.pk)
    document = Document.read(row.submission.document, facts.digest)
    try:
        compiled = {part.name: part.compile(document) for part in parts()}
    except Exception as error:
        raise Unreadable(f"{document.topic} {facts.number}") from error
    figures = MappingProxyType(row.proof.figures if row.proof else {})
    return LiveRelease(facts, document, document.languages(), MappingProxyType(compiled), figures)


def _look(before: Catalogue) -> Catalogue:
    """A new look at the publications and signatures; topics that did not change are taken over.

    Both are only ever added, so as many as before with the same last one are the same ones.
    """
    mark = mark_of_now()
    if before.looked_at is not None and mark == before.mark:
        return replace(before, looked_at=timezone.now())
    events: dict[str, list[timeline.Event]] = {}
    rows = Publication.objects.values_list(
        "topic__slug", "pk", "release__number", "event", "recall", "effective_at", "why"
    )
    for slug, pk, number, event, recall, at, why in rows:
        events.setdefault(slug, []).append(timeline.Event(pk, number, event == "withdrawn", recall, at, why))
    reviews = reviews_by_release()
    topics = {
        slug: _topic(slug, tuple(found), before.topics.get(slug), reviews) for slug, found in sorted(events.items())
    }
    return Catalogue(MappingProxyType(topics), timezone.now(), mark)


def _topic(
    slug: str,
    events: tuple[timeline.Event, ...],
    before: TopicReleases | None,
    reviews: Mapping[int, tuple[Reviewed, ...]],
) -> TopicReleases:
    if before is not None and before.events == events and same_reviews(before.facts, reviews):
        return before
    rows = Release.objects.filter(topic__slug=slug, publications__isnull=False).distinct()
    values = rows.annotate(demo=models.F("submission__demo")).values(
        "number", "digest", "approved_at", "why", "demo", "pk"
    )
    facts = {row["number"]: ReleaseFacts(**row, reviews=reviews.get(row["pk"], ())) for row in values}
    return TopicReleases(slug, MappingProxyType(facts), events)


class _Reader:
    """Keeps the newest catalogue. One look at a time, in a thread of its own: a hanging database holds no request."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self._due = 0.0
        self._failed: DatabaseError | None = None
        self._looking = threading.Lock()
        self._look: threading.Thread | None = None

    def catalogue(self) -> Catalogue:
        if time.monotonic() >= self._due:
            self._look_again()
        if self._catalogue.looked_at is None:
            raise OperationalError("No release could be read yet: the database did not answer.") from self._failed
        return self._catalogue

    def _look_again(self) -> None:
        """Inside a transaction only this connection sees what was done there, so then it looks itself."""
        if connection.in_atomic_block:
            self._take_a_look()
            return
        with self._looking:
            if self._look is None or not self._look.is_alive():
                self._look = threading.Thread(target=self._look_apart, daemon=True)
                self._look.start()
            look = self._look
        look.join(FIRST_LOOK_PATIENCE if self._catalogue.looked_at is None else LOOK_PATIENCE)

    def _look_apart(self) -> None:
        try:
            self._take_a_look()
        finally:
            connections.close_all()  # this thread's own

    def _take_a_look(self) -> None:
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
            look, self._look = self._look, None
        if look is not None:
            look.join()
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
