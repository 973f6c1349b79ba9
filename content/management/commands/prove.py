"""`manage.py prove`: prove a submission again, such as after an update of the software."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from content import publishing
from content.management.actions import ActionCommand
from content.management.findings import found_in
from content.models import Submission


class Command(ActionCommand):
    help = "Proves a submission's document again. `manage.py submissions` has the numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("submission", type=int)
        super().add_arguments(parser)

    def act(self, by: User, options: dict[str, Any]) -> str:
        submission = Submission.objects.filter(pk=options["submission"]).first()
        if submission is None:
            raise CommandError(f"There is no submission {options['submission']}.")
        publishing.prove(submission=submission, by=by)
        return "\n".join([*found_in(submission), f"submission {submission.pk}: proved"])
