"""The first page, with what triage adds to it: how it is used."""

from typing import Any

from django.http import HttpRequest

from content.admin.home import overview as of_content
from content.models import Topic
from triage.admin.use import use_of


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's DASHBOARD_CALLBACK."""
    may_look = request.user.has_perm("content.view_release")
    shown = [use_of(topic) for topic in Topic.objects.all()] if may_look else []
    return of_content(request, context) | {"panels": [use for use in shown if use]}
