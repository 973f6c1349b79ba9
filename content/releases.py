"""The releases as every reader sees them: in memory, parsed and compiled once, never half old and half new.

A `Catalogue` is one immutable look at everything that is published. `catalogue()` gives the newest one, with no query:
a thread of this process looks again when something is published, and every RELEASE_REFRESH_SECONDS (see `watching`).
When the database cannot be reached the last look stays.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

from content import timeline
from content.documents import Document, DocumentDamaged, UnknownFormat
from content.models import Publication, Release
from content.newest import Newest
from content.parts import parts
from content.release_facts import Mark, ReleaseFacts, Reviewed, mark_of_now, reviews_by_release, same_reviews

logger = logging.getLogger(__name__)

# Releases that are kept in memory; half of them are made ready before anybody asks.
MOST_LOADED: Final = 64


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

    def live_from(self, now: datetime) -> Iterator[ReleaseFacts]:
        """Of the release that is live at `now`, and of those that will be."""
        for span in self._all_spans:
            if span.end is None or span.end > now:
                yield self.facts[span.release]

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
    mark: Mark = ((), ())

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


@lru_cache(maxsize=MOST_LOADED)
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


def _look(before: Catalogue, afresh: bool) -> Catalogue:
    """A new look at the publications and signatures; topics that did not change are taken over.

    Both are only ever added: where the last ones are the same, all are. `afresh`: look at all of them anyway.
    """
    mark = mark_of_now()
    if before.looked_at is not None and mark == before.mark and not afresh:
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
    return Catalogue(_as_before(before.topics, topics), timezone.now(), mark)


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


def _as_before(before: Mapping[str, TopicReleases], now: dict[str, TopicReleases]) -> Mapping[str, TopicReleases]:
    """The same object where nothing changed: all that was made of it stays good."""
    same = before.keys() == now.keys() and all(before[slug] is topic for slug, topic in now.items())
    return before if same else MappingProxyType(now)


def _make_ready(before: Catalogue, found: Catalogue) -> None:
    """Read and compile what is live, or will be, of the topics that changed: else whoever asks first waits for it.

    A release that cannot be read now is no reason to show an older look: who asks for it hears what is the matter.
    """
    changed = (topic for slug, topic in found.topics.items() if before.topics.get(slug) is not topic)
    coming = (facts for topic in changed for facts in topic.live_from(timezone.now()))
    for facts in islice(coming, MOST_LOADED // 2):
        with suppress(Exception):
            _loaded(facts)


_newest = Newest(Catalogue(), _look, _make_ready)


def catalogue() -> Catalogue:
    """Everything published, as it was last seen. OperationalError while there was no look yet."""
    return _newest.get()


def forget() -> None:
    """Look again at the next call, at everything: for tests and for after a restored backup."""
    _newest.forget()
    _loaded.cache_clear()
