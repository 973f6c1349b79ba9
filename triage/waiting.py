"""Asks the database no longer than somebody can wait. One that hangs holds no request, and few threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import Final, TypeVar

from django.db import OperationalError, connection, connections

PATIENCE: Final = 0.6  # seconds without a sign of life: with a look at the releases, it is told within one
LONGEST: Final = 5.0
MOST_AT_ONCE: Final = 16  # connections of each worker; more people wait for one of these

Answer = TypeVar("Answer")


@cache
def _pool() -> ThreadPoolExecutor:
    """Made at the first need, so in the worker itself and not in what it was forked from."""
    return ThreadPoolExecutor(MOST_AT_ONCE, "database")


class _Pulse:
    """When the database last gave somebody an answer."""

    last = 0.0


def within_patience(ask: Callable[[], Answer]) -> Answer:
    """What `ask` gives. OperationalError when that takes too long; it may still happen, so it has to be repeatable.

    While others get their answers the database is busy and not gone, and it is worth waiting for.
    """
    if connection.in_atomic_block:  # only this thread's connection sees what was done there
        return ask()
    asked, answer = monotonic(), _pool().submit(_with_a_sound_connection, ask)
    while (left := _patience_left(asked)) > 0:
        with suppress(TooLate):
            return answer.result(left)
    answer.cancel()
    raise OperationalError("The database did not answer in time.")


def _patience_left(asked: float) -> float:
    return min(max(asked, _Pulse.last) + PATIENCE, asked + LONGEST) - monotonic()


def without_waiting(ask: Callable[[], None]) -> None:
    """For what nobody waits for. It keeps its own faults."""
    if not connection.in_atomic_block:
        _pool().submit(_with_a_sound_connection, ask)


def _with_a_sound_connection(ask: Callable[[], Answer]) -> Answer:
    """As Django does it at the beginning and at the end of a request: these threads see neither."""
    connections["default"].close_if_unusable_or_obsolete()
    try:
        answer = ask()
        _Pulse.last = monotonic()
        return answer
    finally:
        connections["default"].close_if_unusable_or_obsolete()
