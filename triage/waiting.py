"""Asks the database no longer than somebody can wait. One that hangs holds no request, and few connections."""

import atexit
from collections.abc import Callable, Generator
from functools import cache
from threading import Lock, Thread
from time import monotonic
from typing import Any, Final, TypeVar

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg_pool import ConnectionPool, PoolTimeout

PATIENCE: Final = 0.6  # seconds without a sign of life: what is refused, is refused within one
LONGEST: Final = 5.0
LOOKS_UP: Final = 0.1  # how often whoever waits asks whether it has been long enough
MOST_AT_ONCE: Final = 16  # connections of each worker; more people wait for one of these

Answer = TypeVar("Answer")
Asked = Callable[["psycopg.Connection[Any]"], Answer]


class _Pulse:
    """When the database last gave somebody an answer, and when it last let nobody in."""

    last = 0.0
    refused = 0.0


class TooLate(psycopg.OperationalError):
    """It may still happen, what was asked."""


class _Patient(psycopg.Connection[Any]):
    """Waits for the socket only as long as there is patience; psycopg itself waits for as long as it takes."""

    asked = 0.0

    def wait(self, gen: Generator[Any, Any, Answer], *_: Any, **__: Any) -> Answer:
        return super().wait(_while_patient(gen, self.asked), LOOKS_UP)


def _while_patient(gen: Generator[Any, Any, Answer], asked: float) -> Generator[Any, Any, Answer]:
    """The same steps; whoever waits for the socket comes by with nothing in hand now and then."""
    try:
        step = next(gen)
        while True:
            ready = yield step
            if not ready and _patience_left(asked) <= 0:
                raise TooLate("The database did not answer in time.")
            step = gen.send(ready)
    except StopIteration as done:
        answer: Answer = done.value
        return answer


def _patience_left(asked: float) -> float:
    """While others get their answers the database is busy and not gone, and it is worth waiting for."""
    return min(max(asked, _Pulse.last) + PATIENCE, asked + LONGEST) - monotonic()


def within_patience(ask: Asked[Answer]) -> Answer:
    """What `ask` gives, on a connection that commits each statement. Django's errors; OperationalError when that takes
    too long. It may be asked again on another connection and it may still happen, so it has to be repeatable.
    """
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors:
        if own.in_atomic_block:  # only this thread's connection sees what was done there
            return ask(own.connection)
        return _asked(ask, monotonic())


def _asked(ask: Asked[Answer], asked: float) -> Answer:
    """After a restart of the database every connection is dead, and tells so at once: then there is time for others."""
    pool = _pool()
    while True:
        taken = _taken(pool, asked)
        try:
            answer = ask(taken)
        except psycopg.OperationalError:
            if not taken.closed or _patience_left(asked) <= 0:
                raise
        else:
            _Pulse.last = monotonic()
            return answer
        finally:
            pool.putconn(taken)


def _taken(pool: ConnectionPool[_Patient], asked: float) -> _Patient:
    """Who waits keeps a thread from people who only read, so nobody waits for a database that lets nobody in."""
    while (left := _patience_left(asked)) > 0:
        try:
            taken = pool.getconn(min(left, LOOKS_UP))
        except PoolTimeout:
            if _Pulse.last < asked < _Pulse.refused:
                raise psycopg.OperationalError("The database lets nobody in.") from None
            continue
        taken.asked = asked
        return taken
    raise TooLate("The database did not answer in time.")


_making = Lock()


def _pool() -> ConnectionPool[_Patient]:
    """Made at the first need, so in the worker itself and not in what it was forked from."""
    with _making:
        return _the_pool()


@cache
def _the_pool() -> ConnectionPool[_Patient]:
    """It tries no longer than somebody waits (`reconnect_timeout`): the next who asks makes it try again."""
    pool = ConnectionPool(
        connection_class=_Patient,
        kwargs=_address(),
        min_size=1,
        max_size=MOST_AT_ONCE,
        reconnect_timeout=0,
        reconnect_failed=_note_refusal,
        configure=_prepare,
        name="storing",
        open=True,
    )
    atexit.register(pool.close)
    return pool


def _note_refusal(_pool: ConnectionPool[_Patient]) -> None:
    _Pulse.refused = monotonic()


def _address() -> dict[str, Any]:
    """Where Django connects to. Statements are prepared at their first use: there are a handful."""
    own = {"cursor_factory", "context"}
    params = {name: value for name, value in connection.get_connection_params().items() if name not in own}
    return {**params, "autocommit": True, "prepare_threshold": 0 if settings.PREPARE_STATEMENTS else None}


def _prepare(made: _Patient) -> None:
    made.asked = monotonic()
    made.execute("SET TIME ZONE 'UTC'")  # as Django does: what is read is compared with what was sent


class _Beside:
    """What is done now that nobody waits for: one thing at a time, so that a database that hangs gathers no threads."""

    thread: Thread | None = None


def without_waiting(ask: Callable[[], None]) -> None:
    """On a connection of Django's. It keeps its own faults, and is not done while another is."""
    if connection.in_atomic_block or (_Beside.thread is not None and _Beside.thread.is_alive()):
        return
    _Beside.thread = Thread(target=_apart, args=(ask,), name="beside", daemon=True)
    _Beside.thread.start()


def _apart(ask: Callable[[], None]) -> None:
    try:
        ask()
    finally:
        connections.close_all()  # this thread's own


def forget() -> None:
    """Let go of every connection: for tests, each of which has its own database."""
    if _Beside.thread is not None:
        _Beside.thread.join()
    with _making:
        if _the_pool.cache_info().currsize:
            atexit.unregister(_the_pool().close)
            _the_pool().close()
        _the_pool.cache_clear()
