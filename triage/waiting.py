"""Asks the database no longer than somebody can wait. One that hangs holds no request, and few threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from functools import cache
from typing import Final, TypeVar

from django.db import OperationalError, connection, connections

PATIENCE: Final = 0.8  # seconds: with the rest of a request it is told within one
MOST_AT_ONCE: Final = 16  # connections of each worker; more people wait for one of these

Answer = TypeVar("Answer")


@cache
def _pool() -> ThreadPoolExecutor:
    """Made at the first need, so in the worker itself and not in what it was forked from."""
    return ThreadPoolExecutor(MOST_AT_ONCE, "database")


def within_patience(ask: Callable[[], Answer]) -> Answer:
    """What `ask` gives. OperationalError when that takes too long; it may still happen, so it has to be repeatable."""
    if connection.in_atomic_block:  # only this thread's connection sees what was done there
        return ask()
    answer = _pool().submit(_with_a_sound_connection, ask)
    try:
        return answer.result(PATIENCE)
    except TooLate:
        answer.cancel()
        raise OperationalError("The database did not answer in time.") from None


def without_waiting(ask: Callable[[], None]) -> None:
    """For what nobody waits for. It keeps its own faults."""
    if not connection.in_atomic_block:
        _pool().submit(_with_a_sound_connection, ask)


def _with_a_sound_connection(ask: Callable[[], Answer]) -> Answer:
    """As Django does it at the beginning and at the end of a request: these threads see neither."""
    connections["default"].close_if_unusable_or_obsolete()
    try:
        return ask()
    finally:
        connections["default"].close_if_unusable_or_obsolete()
