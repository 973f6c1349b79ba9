"""One living server per folder. PostgreSQL inherits the lock, so it lasts exactly as long as any of its processes.

Hence whoever has the lock knows that a `postmaster.pid` in the folder was left by a dead server.
"""

import fcntl
import os
import time
from pathlib import Path

from rugpijn.embedded_postgres.errors import in_use

PATIENCE_WITH_THE_LIVING = 1.0
PATIENCE_WITH_THE_DYING = 60.0


def take_lock(path: Path, folder: Path) -> int:
    """The open lock file. A server whose starter was killed may be writing its last checkpoint: that is waited for."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _wait_for(descriptor, folder)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _wait_for(descriptor: int, folder: Path) -> None:
    began = time.monotonic()
    while not _locked(descriptor):
        holder = os.pread(descriptor, 20, 0).decode(errors="replace")
        patience = PATIENCE_WITH_THE_LIVING if is_alive(holder) else PATIENCE_WITH_THE_DYING
        if time.monotonic() - began > patience:
            raise in_use(folder, f"process {holder}")
        time.sleep(0.05)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release_lock(descriptor: int) -> None:
    """An empty note tells the next one that what still holds the lock is on its way out."""
    os.ftruncate(descriptor, 0)
    os.close(descriptor)


def is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        return True
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    return True
