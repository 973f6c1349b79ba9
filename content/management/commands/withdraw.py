"""`manage.py withdraw`: take a release back; the one before it is live again."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandParser

from content import publishing
from content.management.actions import ReleaseCommand, release_named
from content.models import Release


class Command(ReleaseCommand):
    help = "Withdraws a release. With --recall, apps must stop showing it at once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--recall", action="store_true", help="it may harm: apps must stop showing it")

    def act(self, by: User, options: dict[str, Any]) -> str:
        release = release_named(options)
        publishing.withdraw(release=release, by=by, why=options["why"], recall=options["recall"])
        done = "recalled" if options["recall"] else "withdrawn"
        return f"{options['topic']}: release {release.number} {done}. {_left(publishing.tip_of(release.topic))}"


def _left(tip: Release | None) -> str:
    return "Nothing is published now." if tip is None else f"Release {tip.number} is what new work builds on now."
