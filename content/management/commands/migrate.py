"""`manage.py migrate`: as the owner, which the web role is not."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == "owner" and not settings.MIGRATION_DATABASE_URL:
            raise CommandError(
                "MIGRATION_DATABASE_URL is missing: the role that serves (DATABASE_URL) may not change tables. "
                "Set it to the address of the owner: postgresql://rugpijn:...@host/rugpijn."
            )
        super().handle(*args, **options)
