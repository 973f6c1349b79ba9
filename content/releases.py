"""The releases as every reader sees them: in memory, parsed and compiled once, never half old and half new.

A `Catalogue` is one immutable look at everything that is published. `catalogue()` gives the newest one, with no query:
a thread of this process looks again when something is published, and every RELEASE_REFRESH_SECONDS (see `watching`).
When the database cannot be reached the last look stays.
"""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.utils import timezone

from content import loaded, timeline
from content.documents import DocumentDamaged, UnknownFormat
from content.loaded import LiveRelease, Unreadable
from content.newest import Newest
from content.release_facts import (
    Mark,
    ReleaseFacts,
    Rows,
    events_of,
    facts_of,
    mark_of_now,
    rows_by_topic,
    summaries_of,
)
from content.summaries import Summary

__all__ = [
    "Catalogue",
    "LiveRelease",
    "TopicReleases",
    "UnknownRelease",
    "UnknownTopic",
    "Unreadable",
    "WithdrawnRelease",
    "catalogue",
    "forget",
]

logger = logging.getLogger(__name__)

# Of what is new, so many releases are read and compiled before anybody asks.
MOST_READY: Final = 32


class UnknownTopic(LookupError):
    """No topic of this name has a live release."""


class UnknownRelease(LookupError):
    """This topic has no published release of this number."""


class WithdrawnRelease(LookupError):
    """The release is withdrawn: stop showing it."""


@dataclass(frozen=True)
class TopicReleases:
    """A topic's releases and publications at one moment. `rows`: how many publications and signatures there were.

    `summaries`: by the number of the release, of what is live and of what will be.
    """

    topic: str
    facts: Mapping[int, ReleaseFacts]
    events: tuple[timeline.Event, ...]
    rows: Rows = (0, 0)
    summaries: Mapping[int, Summary] = field(default_factory=dict)

    @cached_property
    def _all_spans(self) -> tuple[timeline.Span, ...]:
        """Planned ones too. Worked out once: a look serves many thousands of requests."""
        return timeline.spans(self.events, datetime.max.replace(tzinfo=UTC))

    def spans(self, now: datetime) -> tuple[timeline.Span, ...]:
        """Every stretch of time, up to `now`, in which a release was live, oldest first."""
        return timeline.until(self._all_spans, now)

    def live(self, now: datetime) -> int | None:
        """The number of the release that is live at `now`."""
        for span in reversed(self._all_spans):
            if span.start <= now:
                return span.release if span.end is None or span.end > now else None
        return None

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
        return self.loaded(number)

    def numbered(self, number: int, now: datetime) -> LiveRelease:
        """A release by its number, once it was live. Raises UnknownRelease or WithdrawnRelease."""
        if not any(span.release == number for span in self.spans(now)):
            raise UnknownRelease(number)
        if number in self.withdrawn(now):
            raise WithdrawnRelease(number)
        return self.loaded(number)

    def loaded(self, number: int) -> LiveRelease:
        """A release by its number, also when it is withdrawn: to tell about it, not to go on with it."""
        facts = self.facts[number]
        return loaded.loaded(facts, lambda: facts in self.live_from(timezone.now()))

    def summary(self, now: datetime) -> Summary | None:
        """What the list of topics says of the release that is live; None where none is, or it cannot be read."""
        number = self.live(now)
        return None if number is None else self.summaries.get(number) or _summary(self, number)

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

    def live(self, now: datetime) -> Iterator[tuple[TopicReleases, ReleaseFacts]]:
        """Every topic that has a live release, with that release. Nothing is read for it."""
        for topic in self.topics.values():
            number = topic.live(now)
            if number is not None:
                yield topic, topic.facts[number]


def _summary(topic: TopicReleases, number: int) -> Summary | None:
    """Of a release from before there were summaries. One that cannot be read takes no other along."""
    try:
        release = topic.loaded(number)
        return Summary.of(release.document, release.languages)
    except (DocumentDamaged, UnknownFormat) as error:
        logger.error("The live release of %s cannot be read (%s)", topic.topic, type(error).__name__)  # noqa: TRY400
        return None


def _look(before: Catalogue, afresh: bool) -> Catalogue:
    """A new look at the publications and signatures: of the topics that have more of them than before.

    `afresh`: count them, also where the newest ones are the same.
    """
    mark = mark_of_now()
    if before.looked_at is not None and mark == before.mark and not afresh:
        return replace(before, looked_at=timezone.now())
    rows = rows_by_topic()
    changed = [
        slug for slug, counted in rows.items() if slug not in before.topics or before.topics[slug].rows != counted
    ]
    if not changed:
        return replace(before, looked_at=timezone.now(), mark=mark)
    topics = {**before.topics, **_topics(changed, rows)}
    return Catalogue(MappingProxyType(dict(sorted(topics.items()))), timezone.now(), mark)


def _topics(slugs: Collection[str], rows: Mapping[str, Rows]) -> dict[str, TopicReleases]:
    """These topics as they are now: of many as few queries as of one."""
    events = events_of(slugs)
    facts = facts_of(slugs)
    found = [TopicReleases(slug, MappingProxyType(facts[slug]), events[slug], rows[slug]) for slug in slugs]
    now = timezone.now()
    summaries = summaries_of([one for topic in found for one in topic.live_from(now)])
    return {topic.topic: replace(topic, summaries=_summaries(topic, now, summaries)) for topic in found}


def _summaries(topic: TopicReleases, now: datetime, known: Mapping[int, Summary]) -> Mapping[int, Summary]:
    return MappingProxyType({one.number: known[one.pk] for one in topic.live_from(now) if one.pk in known})


def _make_ready(before: Catalogue, found: Catalogue) -> None:
    """Read and compile what is live, or will be, of the topics that changed: else whoever asks first waits for it.

    A release that cannot be read now is no reason to show an older look: who asks for it hears what is the matter.
    """
    changed = (topic for slug, topic in found.topics.items() if before.topics.get(slug) is not topic)
    coming = (facts for topic in changed for facts in topic.live_from(timezone.now()))
    for facts in islice(coming, MOST_READY):
        try:
            loaded.load_here(facts)
        except Exception as error:
            logger.error("Release %s cannot be read (%s)", facts.digest, type(error).__name__)  # noqa: TRY400


_newest = Newest(Catalogue(), _look, _make_ready)


def catalogue() -> Catalogue:
    """Everything published, as it was last seen. OperationalError while there was no look yet."""
    return _newest.get()


def forget() -> None:
    """Look again at the next call, at everything: for tests and for after a restored backup."""
    _newest.forget()
    loaded.forget()
