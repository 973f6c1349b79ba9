"""How much work something is, counted and not timed: the same on every machine, however busy.

A step is one instruction of the interpreter, or one call. What a step costs differs, so this says nothing about speed;
it tells when the same request suddenly takes more of them. Versions of Python count differently, each always alike.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

VERSION: Final = f"{sys.version_info[0]}.{sys.version_info[1]}"
ROUNDS: Final = 3
_TOOL: Final = 4  # one of those that no debugger or profiler claims


def steps(work: Callable[[], object]) -> int:
    """The least of some rounds after the first: what is made once and kept was made in that one, and what another
    thread did meanwhile is no part of it."""
    work()
    return min(_once(work) for _ in range(ROUNDS))


def _once(work: Callable[[], object]) -> int:
    counter = _Counter()
    with _monitored(counter) if sys.version_info >= (3, 12) else _traced(counter):
        work()
    return counter.steps


class _Counter:
    def __init__(self) -> None:
        self.steps = 0

    def traced(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        if event == "opcode":
            self.steps += 1
        elif event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self.traced

    def called(self, _frame: FrameType, event: str, _argument: Any) -> None:
        if event == "c_call":
            self.steps += 1

    def stepped(self, *_: Any) -> None:
        self.steps += 1


@contextmanager
def _traced(counter: _Counter) -> Iterator[None]:
    before, profile = sys.gettrace(), sys.getprofile()
    sys.setprofile(counter.called)
    sys.settrace(counter.traced)
    try:
        yield
    finally:
        sys.settrace(before)
        sys.setprofile(profile)


@contextmanager
def _monitored(counter: _Counter) -> Iterator[None]:
    """PEP 669; tracing misses instructions of what ran before."""
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]  # from 3.12
    events = monitoring.events.INSTRUCTION, monitoring.events.CALL
    monitoring.use_tool_id(_TOOL, "steps")
    for event in events:
        monitoring.register_callback(_TOOL, event, counter.stepped)
    monitoring.set_events(_TOOL, events[0] | events[1])
    try:
        yield
    finally:
        monitoring.set_events(_TOOL, 0)
        monitoring.free_tool_id(_TOOL)
