"""From a request to the release that it is about, and to the bytes that show it: each made once per release."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from content.releases import (
    LiveRelease,
    TopicReleases,
    UnknownRelease,
    UnknownTopic,
    WithdrawnRelease,
    catalogue,
)
from rugpijn.http import kinds, query
from rugpijn.http.observing import note_release
from rugpijn.http.problems import Problem, Text, unknown_resource
from rugpijn.http.representation import Representation, represent_json

TOPIC = Text("het onderwerp", "the topic")
RELEASE = Text("de uitgave", "the release")
# Enough for every path of some tens of topics in two languages; the oldest go first.
MOST_REPRESENTATIONS = 2048


def topic_releases(topic: str) -> TopicReleases:
    """The releases of a topic that has, or had, one live; a plan is nobody's business yet. Raises a Problem."""
    found = catalogue().topics.get(topic)
    if found is None or not found.spans(timezone.now()):
        raise unknown_resource("topic", TOPIC, topic, "/v1/topics")
    return found


def release_of(topic: str, number: int | None, now: datetime) -> LiveRelease:
    """The topic's current release, or the numbered one. Raises a Problem."""
    releases = topic_releases(topic)
    try:
        return releases.current(now) if number is None else releases.numbered(number, now)
    except UnknownTopic:
        if releases.spans(now):  # it was there, and was taken back
            raise Problem(kinds.RELEASE_WITHDRAWN) from None
        raise unknown_resource("topic", TOPIC, topic, "/v1/topics") from None
    except UnknownRelease:
        raise unknown_resource("release", RELEASE, number, f"/v1/topics/{topic}/releases") from None
    except WithdrawnRelease:
        raise Problem(kinds.RELEASE_WITHDRAWN) from None


def once_live(topic: str, number: int) -> LiveRelease:
    """A release that is, or ever was, live; also a withdrawn one, to tell about it. Raises a Problem."""
    releases = topic_releases(topic)
    if not any(span.release == number for span in releases.spans(timezone.now())):
        raise unknown_resource("number", RELEASE, number, f"/v1/topics/{topic}/releases")
    return releases.loaded(number)


def asked_release(request: HttpRequest, topic: str) -> LiveRelease:
    """The release that `?release=` asks for, else the current one."""
    release = release_of(topic, query.whole_number(request, "release"), timezone.now())
    note_release(request, release.topic, release.number)
    return release


def of_release(release: LiveRelease) -> dict[str, Any]:
    """What every answer about a topic says of itself."""
    return {
        "topic": release.topic,
        "release": {"number": release.number, "digest": release.facts.digest},
        "intendedUse": settings.INTENDED_USE,
        "clinicalReview": release.facts.clinical_review,
    }


Maker = Callable[[LiveRelease, str, str], dict[str, Any] | None]


class _Asked:
    """What to make, hashed by what it is made of and not by the release in memory."""

    __slots__ = ("key", "maker", "release")

    def __init__(self, maker: Maker, release: LiveRelease, slug: str, language: str) -> None:
        self.maker = maker
        self.release = release
        self.key = (maker, release.topic, release.number, release.facts.digest, slug, language, release.facts.reviews)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class _NoSuchRecord(LookupError):
    """Raised rather than returned: what does not exist must not fill the memory of what does."""


@lru_cache(maxsize=MOST_REPRESENTATIONS)
def _made(asked: _Asked) -> Representation:
    *_, slug, language, _reviews = asked.key
    value = asked.maker(asked.release, slug, language)
    if value is None:
        raise _NoSuchRecord
    return represent_json({**of_release(asked.release), **value}, language=language)


def representation(maker: Maker, release: LiveRelease, slug: str, language: str) -> Representation | None:
    """The bytes for (release, what, slug, language), made once; None where the release has no such record."""
    try:
        return _made(_Asked(maker, release, slug, language))
    except _NoSuchRecord:
        return None
