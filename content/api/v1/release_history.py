"""The history of a topic's releases as the API shows it."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.api.v1 import reading
from content.releases import ReleaseFacts, TopicReleases


def history(releases: TopicReleases) -> list[dict[str, Any]]:
    """Every release that was ever live, newest number first."""
    now = timezone.now()
    first_live: dict[int, str] = {}
    for span in releases.spans(now):
        first_live.setdefault(span.release, moment(span.start))
    status = _statuses(releases, now)
    return [
        _release(releases.facts[number], first_live[number], status.get(number, "superseded"))
        for number in sorted(first_live, reverse=True)
    ]


def _statuses(releases: TopicReleases, now: datetime) -> dict[int, str]:
    gone = releases.withdrawn(now)
    statuses = {number: "recalled" if recalled else "withdrawn" for number, recalled in gone.items()}
    live = releases.live(now)
    return statuses if live is None else {**statuses, live: "live"}


def moment(at: datetime) -> str:
    """A timestamp as the API writes it: RFC 3339, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _release(facts: ReleaseFacts, published_at: str, status: str) -> dict[str, Any]:
    return {
        "number": facts.number,
        "digest": facts.digest,
        "status": status,
        "why": facts.why,
        "approvedAt": moment(facts.approved_at),
        "publishedAt": published_at,
        "intendedUse": settings.INTENDED_USE,
        "clinicalReview": reading.CLINICAL_REVIEW,
        "demo": facts.demo,
    }
