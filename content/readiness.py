"""What an operator's probe asks of this app; named in the setting READINESS_CHECKS."""

from typing import Final

from django.db import connection
from django.utils import timezone

from content.releases import catalogue
from rugpijn.http.health import Check

MOST_NAMED: Final = 10


def database() -> Check:
    """Whether the database answers. Without it, releases that are in memory are still served."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check(ok=True, detail="answers", required=False)


def releases() -> Check:
    """Which releases are live, and how old this look at them is."""
    seen = catalogue()
    now = timezone.now()
    live = [f"{topic.topic} {facts.number}" for topic, facts in seen.live(now)]
    named = ", ".join([*live[:MOST_NAMED], *([f"{len(live) - MOST_NAMED} more"] if len(live) > MOST_NAMED else [])])
    age = f", looked at {(now - seen.looked_at).total_seconds():.0f} s ago" if seen.looked_at else ""
    return Check(ok=bool(live), detail=f"{named or 'nothing is published'}{age}")
