"""How long the proofs may take: in seconds of their own work, so that a busy machine makes them late and not undone."""

import time
from collections.abc import Callable
from threading import get_ident

SECONDS = 10.0


class Limit:
    """So many seconds of work of the thread that makes it. Any thread may ask what is left."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._clock = _clock_of_this_thread()
        self._until = self._clock() + seconds

    @property
    def left(self) -> float:
        return self._until - self._clock()


def _clock_of_this_thread() -> Callable[[], float]:
    """Where a system does not tell the work of one thread (macOS), the work of the whole process counts."""
    find = getattr(time, "pthread_getcpuclockid", None)
    if find is None:
        return time.process_time
    clock: int = find(get_ident())
    return lambda: time.clock_gettime(clock)
