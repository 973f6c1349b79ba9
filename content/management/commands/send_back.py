"""`manage.py send_back`: say no to a submission, and why."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from content import publishing
from content.management.actions import ActionCommand
from content.models import Submission


class Command(ActionCommand):
    help = "Sends a submission of somebody else back. `manage.py submissions` has the numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("submission", type=int)
        parser.add_argument("--why", required=True, help="what has to be different; whoever submitted it reads it")
        super().add_arguments(parser)

    def act(self, by: User, options: dict[str, Any]) -> str:
        submission = Submission.objects.filter(pk=options["submission"]).first()
        if submission is None:
            raise CommandError(f"There is no submission {options['submission']}.")
        publishing.send_back(submission=submission, by=by, why=options["why"])
        return f"{submission.topic.slug}: submission {submission.pk} sent back"
