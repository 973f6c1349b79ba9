"""The newest look at something in the database, for whoever asks: without a query, and without waiting for one."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Generic, Protocol, TypeVar

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import OperationalError, connection

from content.watching import Watch

logger = logging.getLogger(__name__)

# Seconds that a request waits for the first look: without one there is nothing to answer with. While the database
# answers, a look at much is worth waiting for a little longer.
FIRST_LOOK_PATIENCE: Final = 0.8
LONGEST_PATIENCE: Final = 5.0
# Seconds that a look may be late before a request sees to it that somebody still looks.
LATE: Final = 1.0


class Seen(Protocol):
    @property
    def looked_at(self) -> datetime | None: ...


Found = TypeVar("Found", bound=Seen)


class Newest(Generic[Found]):
    """Looking is the work of one thread, made at the first need: a hanging database holds no request.

    `look`: from the look before to a new one, afresh or only where something changed. `make_ready`: what else whoever
    asks would have to wait for, given the look before and the new one.
    """

    def __init__(
        self, nothing: Found, look: Callable[[Found, bool], Found], make_ready: Callable[[Found, Found], None]
    ) -> None:
        self._nothing = self._newest = nothing
        self._look = look
        self._make_ready = make_ready
        self._due = 0.0
        self._failed: Exception | None = None
        self._watch: Watch | None = None
        self._looked = threading.Event()
        self._answered = 0.0
        self._making = threading.Lock()

    def get(self) -> Found:
        if time.monotonic() >= self._due:
            self._see_to_it()
        if self._newest.looked_at is None:
            raise OperationalError("No release could be read yet: the database did not answer.") from self._failed
        return self._newest

    def forget(self) -> None:
        with self._making:
            watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()
        self._newest, self._failed, self._due = self._nothing, None, 0.0

    def _see_to_it(self) -> None:
        """Inside a transaction only this connection sees what was done there, so then it looks itself."""
        if self._watch is None and connection.in_atomic_block:
            self._look_here()
            return
        self._see_to_a_watch()
        if self._newest.looked_at is None:
            self._wait_for_the_first(time.monotonic())

    def _wait_for_the_first(self, asked: float) -> None:
        """As long as the database gives a sign of life now and then."""
        while (left := min(max(asked, self._answered) + FIRST_LOOK_PATIENCE, asked + LONGEST_PATIENCE)) > (
            now := time.monotonic()
        ):
            if self._looked.wait(left - now):
                return

    def _see_to_a_watch(self) -> None:
        with self._making:
            if self._watch is None or not self._watch.is_alive():
                self._looked.clear()
                self._watch = Watch(self._look_apart)

    def _look_here(self) -> None:
        try:
            self._newest = self._look(self._newest, False)
        except DatabaseError as error:
            self._cannot(error)
        self._due = time.monotonic() + settings.RELEASE_REFRESH_SECONDS

    def _look_apart(self, *, afresh: bool) -> bool:
        """In the thread that watches. Whatever goes wrong, it has to be able to try again."""
        before = self._newest
        try:
            with connection.execute_wrapper(self._note_an_answer):
                found = self._look(before, afresh)
            if before.looked_at is None:
                self._newest = found
                self._looked.set()
            self._make_ready(before, found)
        except Exception as error:
            self._cannot(error)
            return False
        finally:
            self._due = time.monotonic() + settings.RELEASE_REFRESH_SECONDS + LATE
            self._looked.set()  # at least once, whatever came of it
        self._newest, self._failed = found, None
        return True

    def _note_an_answer(self, execute: Callable[..., Any], *asked: Any) -> Any:
        found = execute(*asked)
        self._answered = time.monotonic()
        return found

    def _cannot(self, error: Exception) -> None:
        """Told once: how long it lasts is told by the probe and the metrics."""
        if self._failed is None:
            what, since = type(error).__name__, self._newest.looked_at
            logger.warning("The releases cannot be read (%s); the last look is of %s", what, since)
        self._failed = error
