"""Counts of use: held in memory, and written once a minute, so that no row can be tied to somebody's visit.

What is counted is outcomes: their urgency, the rules that gave it, and the questions that were answered with "weet ik
niet". A process that is killed loses at most a minute of counts; nothing that anybody waits for depends on them.
"""

import atexit
import logging
import threading
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from triage.engine.answers import Answers
from triage.models import UseCount

log = logging.getLogger(__name__)
Kind = UseCount.Kind
# Where a database is away for long: beyond this, what is new is not counted. A day of a topic has some 200 names.
MOST_NAMES: Final = 20_000
_ADD: Final = """
    INSERT INTO triage_usecount (topic, day, kind, name, count) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (topic, day, kind, name) DO UPDATE SET count = triage_usecount.count + EXCLUDED.count
"""
KEPT_DAYS: Final = 400
QUARTER: Final = 900  # seconds
_URGENCY, _RULE, _UNKNOWN = Kind.URGENCY.value, Kind.RULE.value, Kind.UNKNOWN.value


class Named(NamedTuple):
    topic: str
    day: date
    kind: str
    name: str


class Tally:
    """The counts of this process that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Named] = Counter()
        self._writer: threading.Thread | None = None

    def add(self, names: list[Named]) -> None:
        with self._lock:
            if len(self._counts) < MOST_NAMES:
                self._counts.update(names)
            if self._writer is None and settings.USE_WRITTEN_EVERY:
                self._writer = threading.Thread(target=self._write_again_and_again, name="use", daemon=True)
                self._writer.start()

    def write(self) -> None:
        """Add what was counted to what is stored. What cannot be written now is kept for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        rows = [(one.topic, one.day, one.kind, one.name, count) for one, count in counts.items()]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(_ADD, sorted(rows))  # in one order: two processes never wait for each other
        except DatabaseError as error:
            log.warning("use not written: %s", type(error).__name__)
            with self._lock:
                self._counts.update(counts)

    def _write_again_and_again(self) -> None:
        atexit.register(self.write)
        stopped = threading.Event()
        while not stopped.wait(settings.USE_WRITTEN_EVERY):
            self.write()
            connection.close()


TALLY: Final = Tally()


@lru_cache(maxsize=2)
def _day_of(quarter: int) -> date:
    """Where we are. A day begins on a quarter of an hour anywhere, so this is worked out once for each of those."""
    return timezone.localdate(datetime.fromtimestamp(quarter * QUARTER, UTC))


def forget_old() -> int:
    """Counts older than a year and a month go. Returns how many rows."""
    gone, _ = UseCount.objects.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)).delete()
    return gone


def count(topic: str, answers: Answers, outcome: Mapping[str, Any] | None) -> None:
    """Count an outcome as it was told; None, an interview that goes on, is not counted."""
    if outcome is None:
        return
    today = _day_of(int(time.time()) // QUARTER)
    rules = dict.fromkeys(reason["rule"] for reason in outcome["reasons"])
    names = [Named(topic, today, _URGENCY, outcome["urgency"])]
    names += [Named(topic, today, _RULE, rule) for rule in rules]
    names += [Named(topic, today, _UNKNOWN, slug) for slug in answers.unknown]
    TALLY.add(names)
