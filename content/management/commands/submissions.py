"""`manage.py submissions`: what waits for approval."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.management.findings import found_in
from content.models import Submission


class Command(BaseCommand):
    help = "Lists the submissions that wait for approval, the newest first."

    def handle(self, *_args: Any, **_options: Any) -> None:
        waiting = Submission.objects.filter(release=None, send_back=None).select_related(
            "topic", "base", "submitted_by"
        )
        for one in waiting:
            self.stdout.write(told(one))
            for line in found_in(one):
                self.stdout.write(line)
        if not waiting:
            self.stdout.write("nothing waits for approval")


def told(one: Submission) -> str:
    base = f"on release {one.base.number}" if one.base else "as the first release"
    at = f"{timezone.localtime(one.submitted_at):%d-%m-%Y %H:%M}"
    changes = f"{len(one.changes)} changed"
    return f"{one.pk}: {one.topic.slug}, {changes}, {base}, by {one.submitted_by.get_username()} at {at}: {one.note}"
