"""`Wacht op u`: what this person can do now about what others did."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from content import publishing
from content.models import Submission, Topic


@dataclass(frozen=True)
class Todo:
    """One thing that waits, and where to do it."""

    what: str
    about: str
    url: str


def todo(user: Any) -> list[Todo]:
    """To judge first, then one's own work that came back or was spoken about."""
    to_judge = [_judge(one) for one in _waiting(user)] if user.has_perm("content.approve") else []
    own = _own(user) if user.has_perm("content.submit") else []
    return [*to_judge, *own]


def _waiting(user: Any) -> list[Submission]:
    found = Submission.objects.filter(release=None, send_back=None).exclude(submitted_by=user)
    tips = {topic.pk: publishing.tip_of(topic) for topic in Topic.objects.all()}
    return [one for one in found.select_related("submitted_by") if one.base_id == _pk(tips[one.topic_id])]


def _pk(row: Any) -> int | None:
    return row.pk if row else None


def _judge(one: Submission) -> Todo:
    return Todo(f"Beoordelen, van {one.submitted_by}", one.note, _page(one))


def _own(user: Any) -> list[Todo]:
    """Of each topic the last thing that this person submitted; what came before it is settled by it."""
    found: list[Todo] = []
    for topic in Topic.objects.all():
        last = topic.submissions.filter(submitted_by=user).select_related("send_back__by").first()
        if last is None or hasattr(last, "release"):
            continue
        if hasattr(last, "send_back"):
            found.append(Todo(f"Teruggestuurd door {last.send_back.by}", last.send_back.why, _page(last)))
        elif (said := last.comments.select_related("by").last()) and said.by_id != user.pk:
            found.append(Todo(f"Reactie van {said.by}", said.text, _page(last)))
    return found


def _page(one: Submission) -> str:
    return reverse("admin:content_submission_change", args=[one.pk])
