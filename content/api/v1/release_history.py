"""The history of a topic's releases as the API shows it."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from content import timeline
from content.release_facts import ReleaseFacts
from content.releases import TopicReleases


def history(releases: TopicReleases) -> list[dict[str, Any]]:
    """Every release that was ever live, newest number first."""
    now = timezone.now()
    first_live: dict[int, str] = {}
    for span in releases.spans(now):
        first_live.setdefault(span.release, moment(span.start))
    gone, live = releases.withdrawn(now), releases.live(now)
    return [
        _release(releases.facts[number], first_live[number], gone.get(number), live == number)
        for number in sorted(first_live, reverse=True)
    ]


def _status(withdrawal: timeline.Event | None, live: bool) -> str:
    if withdrawal is not None:
        return "recalled" if withdrawal.recall else "withdrawn"
    return "live" if live else "superseded"


def moment(at: datetime) -> str:
    """A timestamp as the API writes it: RFC 3339, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _release(facts: ReleaseFacts, published_at: str, withdrawal: timeline.Event | None, live: bool) -> dict[str, Any]:
    return {
        "number": facts.number,
        "digest": facts.digest,
        "status": _status(withdrawal, live),
        "why": facts.why,
        "approvedAt": moment(facts.approved_at),
        "publishedAt": published_at,
        "withdrawnAt": None if withdrawal is None else moment(withdrawal.effective_at),
        "withdrawnWhy": None if withdrawal is None else withdrawal.why,
        "intendedUse": settings.INTENDED_USE,
        "clinicalReview": facts.clinical_review,
        "reviews": [
            {
                "name": review.name,
                "profession": review.profession,
                "registrationNumber": review.registration,
                "signedAt": moment(review.at),
            }
            for review in facts.reviews
        ],
        "demo": facts.demo,
    }
