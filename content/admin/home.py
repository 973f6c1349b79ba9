"""The first page: what is live, what waits for whom, what is still in draft."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from content import publishing, timeline
from content.admin.comparing import Shown, pending
from content.admin.due import Due, due, undated
from content.admin.todo import todo
from content.drafts import name_in
from content.models import Release, Submission, Topic

_LONGEST_LIST = 5


@dataclass(frozen=True)
class Published:
    """A release that people see from this moment on."""

    release: Release
    since: datetime


@dataclass(frozen=True)
class Card:
    """One topic at a glance."""

    topic: Topic
    name: str
    live: Published | None
    planned: tuple[Published, ...]
    waiting: tuple[Submission, ...]
    changes: tuple[Shown, ...]
    due: tuple[Due, ...]
    undated: int

    @property
    def first_changes(self) -> tuple[Shown, ...]:
        return self.changes[:_LONGEST_LIST]

    @property
    def more_changes(self) -> int:
        return max(0, len(self.changes) - _LONGEST_LIST)


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's DASHBOARD_CALLBACK."""
    may_look = request.user.has_perm("content.view_topic")
    return context | {
        "cards": [_card(topic) for topic in Topic.objects.all()] if may_look else [],
        "todo": todo(request.user) if may_look else [],
        "may_submit": request.user.has_perm("content.submit"),
        "may_approve": request.user.has_perm("content.approve"),
    }


def _card(topic: Topic) -> Card:
    now, standing = timezone.now(), timeline.standing(publishing.events_of(topic))
    releases = {release.number: release for release in topic.releases.select_related("approved_by")}
    shown = [Published(releases[event.release], event.effective_at) for event in standing]
    past = [published for published in shown if published.since <= now]
    return Card(
        topic=topic,
        name=name_in(topic.record()) or topic.slug,
        live=past[-1] if past else None,
        planned=tuple(published for published in shown if published.since > now),
        waiting=tuple(
            topic.submissions.filter(release=None, send_back=None, base=publishing.tip_of(topic)).select_related(
                "submitted_by"
            )
        ),
        changes=tuple(pending(topic)),
        due=tuple(due(topic)),
        undated=undated(topic),
    )
