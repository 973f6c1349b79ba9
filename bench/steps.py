"""How much work something is, counted and not timed: the same on every machine, however busy.

A step is one instruction of the interpreter, or one call of what is not written in Python. What a step costs differs,
so this says nothing about speed; it tells when the same request suddenly takes more of them.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

VERSION: Final = f"{sys.version_info[0]}.{sys.version_info[1]}"


def steps(work: Callable[[], object]) -> int:
    """The steps of the second of two rounds: what is made once and kept was made in the first."""
    work()
    counter = _Counter()
    before, profile = sys.gettrace(), sys.getprofile()
    sys.setprofile(counter.called)
    sys.settrace(counter.traced)
    try:
        work()
    finally:
        sys.settrace(before)
        sys.setprofile(profile)
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
