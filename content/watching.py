"""A thread of this process that looks again as soon as something is published, and once a second in any case.

PostgreSQL tells what was published or signed (LISTEN/NOTIFY), from wherever: a trigger does. It can be missed: a
connection breaks, a pooler stands between, a replica cannot listen. So nothing depends on it but how soon.
"""

import socket
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from threading import Thread
from time import monotonic
from typing import Final, Protocol

import psycopg
from django.conf import settings
from django.db import connection, connections

from content.models.record import CHANNEL

SHORTEST: Final = 0.01  # seconds between two looks, whatever the settings say
# A look that finds much takes its time, and people need this process too: they get so many times as much of it.
REST: Final = 4
LONGEST_REST: Final = 0.5


class Look(Protocol):
    """Looks at the database, and keeps its own faults. Says whether the database answered.

    `afresh`: something was published, or may have been missed.
    """

    def __call__(self, *, afresh: bool) -> bool: ...


class Watch:
    """One thread with one connection. It begins with a look, and ends with `stop`."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._listens: object = None
        self._stop, self._stopped = socket.socketpair()
        self._thread = Thread(target=self._watch, name="releases", daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        """Not in a process that was forked from this one: there another has to be made."""
        return self._thread.is_alive()

    def stop(self) -> None:
        self._stop.close()
        self._thread.join()

    def _watch(self) -> None:
        afresh = False
        try:
            while True:
                began = monotonic()
                if not self._look(afresh=self._listen() or afresh):
                    connection.close()
                if self._stopped_within(min(REST * (monotonic() - began), LONGEST_REST)):
                    return
                afresh = self._told_within(max(settings.RELEASE_REFRESH_SECONDS, SHORTEST))
        finally:
            self._stopped.close()
            connections.close_all()  # this thread's own

    def _listen(self) -> bool:
        """On each connection once, before its first look. Whether this is a new one.

        A database that is away, or that cannot be listened to, is no reason not to look: that says what is the matter.
        """
        with suppress(Exception):
            connection.ensure_connection()
            if connection.connection is self._listens:
                return False
            self._listens = connection.connection
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        return True

    def _stopped_within(self, seconds: float) -> bool:
        return self._ready_within(seconds) != []

    def _told_within(self, seconds: float) -> bool:
        """Returns as soon as somebody says something. What came while this looked is waiting already."""
        if self._was_told():
            return True
        heard = [] if connection.connection is None else [connection.connection.fileno()]
        self._ready_within(seconds, *heard)
        return self._was_told()

    def _ready_within(self, seconds: float, *others: int) -> list[object]:
        with DefaultSelector() as selector:
            for source in (self._stopped.fileno(), *others):
                selector.register(source, EVENT_READ)
            return [key for key, _ in selector.select(seconds)]

    @staticmethod
    def _was_told() -> bool:
        if connection.connection is None:
            return False
        try:
            return bool(list(connection.connection.notifies(timeout=0)))
        except psycopg.Error:  # the connection is gone, and nobody knows what was said meanwhile
            connection.close()
            return True
