"""`manage.py approve`: make a submission a release, and publish it."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from content import publishing
from content.management.actions import ActionCommand
from content.models import Submission
from content.proven import Acceptance


class Command(ActionCommand):
    help = "Approves a submission of somebody else and publishes it. `manage.py submissions` has the numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("submission", type=int)
        parser.add_argument("--why", required=True, help="kept with the release")
        accepting = "a finding of the proofs that you looked at and accept, by its name; may be repeated"
        parser.add_argument("--accept", action="append", default=[], metavar="NAME", help=accepting)
        parser.add_argument("--why-over-budget", default="", help="why more people may go to a doctor than the budget")
        super().add_arguments(parser)

    def act(self, by: User, options: dict[str, Any]) -> str:
        submission = Submission.objects.filter(pk=options["submission"]).first()
        if submission is None:
            raise CommandError(f"There is no submission {options['submission']}.")
        acceptance = Acceptance(frozenset(options["accept"]), options["why_over_budget"])
        release = publishing.approve(submission=submission, by=by, why=options["why"], acceptance=acceptance)
        return f"{release.topic.slug}: release {release.number} published"
