"""Looking at real processes: which belong to a folder, and waiting for what they do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def processes_of(folder: Path) -> list[int]:
    """Processes that work in the folder, or name it in their command or environment."""
    if sys.platform == "linux":
        found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _names(entry, folder)]
    else:
        lines = subprocess.run(["/bin/ps", "axeww", "-o", "pid=,command="], capture_output=True, text=True, check=True)
        found = [int(line.split()[0]) for line in lines.stdout.splitlines() if str(folder) in line]
    return [pid for pid in found if pid != os.getpid()]


def _names(process: Path, folder: Path) -> bool:
    try:
        texts = [os.fsencode((process / "cwd").readlink())]
        texts += [(process / name).read_bytes() for name in ("cmdline", "environ")]
    except OSError:  # gone by now, or somebody else's
        return False
    return any(os.fsencode(folder) in text for text in texts)


@contextmanager
def stopped(*processes: int) -> Iterator[None]:
    """As a machine that is out of memory, or a disk that does not come back: nothing is refused, nothing answers."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def wait_until(condition: Callable[[], object], what: str, seconds: float = 180) -> None:
    """Returns as soon as it is so. The limit is only there to end a test that would fail anyway."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"still not after {seconds} s: {what}")
        time.sleep(0.02)


def wait_until_nothing_runs(folder: Path) -> None:
    wait_until(lambda: not processes_of(folder), f"no process of {folder} is left")


def bare_environment(**more: str) -> dict[str, str]:
    """Without the tests' own settings, so that a process finds what a person's terminal has."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | more
