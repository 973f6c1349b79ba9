"""The first page: what is live, what waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from content import publishing, timeline
from content.drafts import name_in
from content.models import Release, Submission, Topic


@dataclass(frozen=True)
class Card:
    """One topic at a glance."""

    topic: Topic
    name: str
    live: Release | None
    changes: int
    waiting: tuple[Submission, ...]


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's DASHBOARD_CALLBACK."""
    may_look = request.user.has_perm("content.view_topic")
    return context | {"cards": [_card(topic) for topic in Topic.objects.all()] if may_look else []}


def _card(topic: Topic) -> Card:
    live = timeline.current(publishing.events_of(topic), timezone.now())
    tip = publishing.tip_of(topic)
    return Card(
        topic=topic,
        name=name_in(topic.record()) or topic.slug,
        live=topic.releases.filter(number=live).first() if live else None,
        changes=len(publishing.pending_changes(topic)),
        waiting=tuple(topic.submissions.filter(release=None, base=tip).select_related("submitted_by")),
    )
