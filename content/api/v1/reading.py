"""From a request to the release that it is about, and to the bytes that show it: each made once per release."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from content.release_facts import ReleaseFacts
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
from rugpijn.http.representation import OF_EACH, Representation, made, represent_json

TOPIC = Text("het onderwerp", "the topic")
RELEASE = Text("de uitgave", "the release")


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


def numbered(facts: ReleaseFacts) -> dict[str, Any]:
    """Which release it is."""
    return {"number": facts.number, "digest": facts.digest}


def of_release(release: LiveRelease) -> dict[str, Any]:
    """What every answer about a topic says of itself."""
    return {
        "topic": release.topic,
        "release": numbered(release.facts),
        "intendedUse": settings.INTENDED_USE,
        "clinicalReview": release.facts.clinical_review,
    }


Maker = Callable[[LiveRelease, str, str], dict[str, Any] | None]


def representation(maker: Maker, release: LiveRelease, slug: str, language: str) -> Representation | None:
    """The bytes for (release, what, slug, language), made once; None where the release has no such record."""
    key = (maker, release.topic, release.number, release.facts.digest, slug, language, release.facts.reviews)
    found = made.find(key)
    if found is None:
        value = maker(release, slug, language)
        if value is None:  # what does not exist must not fill the memory of what does
            return None
        found = represent_json({**of_release(release), **value}, language=language)
        made.put(key, found, len(found.body) + OF_EACH)
    return found
