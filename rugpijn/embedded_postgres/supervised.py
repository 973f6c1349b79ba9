"""A program that ends when we end, however we end: our side of the supervisor."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

Handler = Callable[[int, FrameType | None], object]
SUPERVISOR = Path(__file__).with_name("supervisor.py")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Order:
    """What to run. `stop` lists signals, each with the seconds it gets; SIGKILL comes after the last."""

    command: Sequence[str]
    environment: Mapping[str, str]
    stop: Sequence[tuple[str, float]]
    cwd: str = "/"
    log: Path | None = None
    user: int | None = None
    group: int | None = None
    keep: Sequence[int] = ()
    remove: Sequence[Path] = ()

    def as_json(self) -> str:
        value = {name: getattr(self, name) for name in ("command", "stop", "cwd", "user", "group", "keep")}
        log = None if self.log is None else str(self.log)
        return json.dumps(value | {"log": log, "remove": [str(path) for path in self.remove]})


class Supervised:
    """Runs from the moment it is made. Its own session keeps Ctrl-C from it: we decide when it stops."""

    def __init__(self, order: Order) -> None:
        with _stop_signals_wait(self.stop), _masked():
            self._process = subprocess.Popen(  # noqa: S603 - the commands are our own
                [sys.executable, "-I", "-S", str(SUPERVISOR), order.as_json()],
                stdin=subprocess.PIPE,
                env=dict(order.environment),
                cwd="/",
                pass_fds=order.keep,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def __enter__(self) -> "Supervised":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def poll(self) -> int | None:
        return self._process.poll()

    def wait(self, timeout: float | None = None) -> int:
        return self._process.wait(timeout)

    def stop(self) -> int:
        """Asks it to stop and waits; the stages of the order bound how long that takes."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        return self._process.wait()


@contextmanager
def _stop_signals_wait(stop: Callable[[], object]) -> Iterator[None]:
    """Until there is something to stop: a signal in the midst of a start would leave a program that nobody holds, for
    as long as it takes to find that we are gone.

    Its handler waits, and not the signal: Python runs handlers in the main thread, whichever thread the system told, so
    a mask of this thread would hold back nothing where there is another.
    """
    came: list[int] = []
    handlers = _handlers()
    for number in handlers:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    except BaseException:
        _hand_back(handlers, came)
        raise
    try:
        _hand_back(handlers, came)
    except BaseException:
        stop()
        raise


@contextmanager
def _masked() -> Iterator[None]:
    """For the supervisor, which begins with the same mask and lifts it: it has to be told from its first moment on."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _handlers() -> dict[int, Handler]:
    """Those of Python. They run in the main thread alone, so a start in another thread is never in their midst."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    found = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    return {number: handler for number, handler in found.items() if callable(handler)}


def _hand_back(handlers: Mapping[int, Handler], came: Sequence[int]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for number in came:
        handlers[number](number, None)
