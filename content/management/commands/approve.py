"""`manage.py approve`: make a submission a release, and publish it."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from content import publishing
from content.management.actions import ActionCommand
from content.models import Submission


class Command(ActionCommand):
    help = "Approves a submission of somebody else and publishes it. `manage.py submissions` has the numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("submission", type=int)
        parser.add_argument("--why", required=True, help="kept with the release")
        super().add_arguments(parser)

    def act(self, by: User, options: dict[str, Any]) -> str:
        submission = Submission.objects.filter(pk=options["submission"]).first()
        if submission is None:
            raise CommandError(f"There is no submission {options['submission']}.")
        release = publishing.approve(submission=submission, by=by, why=options["why"])
        return f"{release.topic.slug}: release {release.number} published"
