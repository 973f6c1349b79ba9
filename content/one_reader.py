"""One thread of this process reads from the database what requests find they need: with one connection, each thing
once however many ask for it, and nobody waits for a database that does not answer.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from queue import SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from django.db import OperationalError, close_old_connections, connection, connections

PATIENCE: Final = 0.8  # seconds without a sign of life: what is refused, is refused within one
LONGEST: Final = 5.0
LOOKS_UP: Final = 0.1

Asked = TypeVar("Asked", bound=Hashable)
Found = TypeVar("Found")


class OneReader(Generic[Asked, Found]):
    """While it reads for others it is busy and not stuck, and it is worth waiting for."""

    def __init__(self) -> None:
        self._under_way: dict[Asked, Future[Found]] = {}
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._changing = Lock()
        self._answered = 0.0

    def read(self, asked: Asked, how: Callable[[], Found]) -> Found:
        """What `how` gives. OperationalError when that takes too long. Inside a transaction only this thread's
        connection sees what was done there, so then it reads itself.
        """
        if connection.in_atomic_block:
            return how()
        return self._patiently(self._future(asked, how), monotonic())

    def stop(self) -> None:
        with self._changing:
            thread, self._thread = self._thread, None
            self._queue.put(None)
            self._queue = SimpleQueue()
            self._under_way.clear()
        if thread is not None and thread.is_alive():
            thread.join()

    def _future(self, asked: Asked, how: Callable[[], Found]) -> "Future[Found]":
        with self._changing:
            if self._thread is None or not self._thread.is_alive():  # also in a process that was forked from this one
                self._start()
            future = self._under_way.get(asked)
            if future is None:
                future = self._under_way[asked] = Future()
                self._queue.put(lambda: self._do(asked, future, how))
            return future

    def _start(self) -> None:
        self._queue, self._under_way = SimpleQueue(), {}
        self._thread = Thread(target=self._work, args=(self._queue,), name="reader", daemon=True)
        self._thread.start()

    def _patiently(self, future: "Future[Found]", asked: float) -> Found:
        while monotonic() < min(max(asked, self._answered) + PATIENCE, asked + LONGEST):
            if wait([future], LOOKS_UP).done:
                return future.result()
        raise OperationalError("The database did not answer in time.")

    def _work(self, queue: "SimpleQueue[Callable[[], None] | None]") -> None:
        try:
            while (task := queue.get()) is not None:
                task()
        finally:
            connections.close_all()  # this thread's own

    def _do(self, asked: Asked, future: "Future[Found]", how: Callable[[], Found]) -> None:
        close_old_connections()  # as Django does before a request
        try:
            with connection.execute_wrapper(self._note_an_answer):
                found = how()
            self._answered = monotonic()
            future.set_result(found)
        except Exception as error:
            future.set_exception(error)
        finally:
            with self._changing:
                self._under_way.pop(asked, None)

    def _note_an_answer(self, execute: Callable[..., Any], *asked: Any) -> Any:
        """What is done with it takes time as well, and then it is not the database that is slow."""
        found = execute(*asked)
        self._answered = monotonic()
        return found
