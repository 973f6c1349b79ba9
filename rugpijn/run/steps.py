"""What the person at the terminal sees: each step with a tick and its time."""

import contextlib
import sys
import time
from collections.abc import Iterator


def say(text: str = "") -> None:
    """A terminal that was closed, or one without ticks in its alphabet, is no reason to fall over."""
    with contextlib.suppress(OSError):
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def step(done: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"  ✓ {done:<58} {time.monotonic() - began:5.1f} s")
