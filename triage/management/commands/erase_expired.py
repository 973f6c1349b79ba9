"""`manage.py erase_expired`: erase stored assessments, and hashed keys, whose time is over."""

import time
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from triage import storing, usage


def minutes(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given) > 0):
        raise ArgumentTypeError(f"{given} is not a number of minutes: use 1 or more.")
    return int(given)


class Command(BaseCommand):
    help = (
        "Erases stored assessments whose 30 days are over, and counts of use that are older than 400 days. An expired "
        "assessment is not shown any more, swept or not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=minutes, metavar="MINUTES", help="go on, so often, until it is stopped")

    def handle(self, *_args: Any, **options: Any) -> None:
        every: int | None = options["every"]
        if every is None:
            self.stdout.write(f"{_swept()} expired assessments erased")
            return
        while True:
            self._once_more()
            time.sleep(every * 60)

    def _once_more(self) -> None:
        """A database that is down is no reason to stop: it comes back, and what expired is still there."""
        try:
            self.stdout.write(f"{_swept()} expired assessments erased")
        except DatabaseError as error:
            self.stderr.write(f"nothing erased: {type(error).__name__}")
        connection.close()


def _swept() -> int:
    """In steps, so that no lock is held for long."""
    usage.forget_old()
    swept = 0
    while gone := storing.erase_expired(storing.SWEPT_AT_ONCE):
        swept += gone
    return swept
