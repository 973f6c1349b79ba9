"""PostgreSQL's own note of who runs it: `postmaster.pid`."""

import subprocess
from pathlib import Path

from rugpijn.embedded_postgres.lock import is_alive

PORT_LINE = 3
STATUS_LINE = 7


def is_ready(data: Path, port: int) -> bool:
    """Whether the server that was just started there accepts connections; `pg_ctl` looks at the same line."""
    lines = _lines(data)
    return len(lines) > STATUS_LINE and lines[PORT_LINE] == str(port) and lines[STATUS_LINE].strip() == "ready"


def remove_stale(data: Path) -> None:
    """Removes the note of a dead server. PostgreSQL does so itself, unless something unrelated has that pid by now,
    as is usual after a restart of a container."""
    lines = _lines(data)
    if lines and not (is_alive(lines[0]) and _may_run_on(lines[0], data)):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _may_run_on(pid: str, data: Path) -> bool:
    """Whether that process may be a server on this folder: it works there, or elsewhere than Linux has the name."""
    if Path("/proc/self/cwd").exists():
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        except OSError:  # another user's process, and only the owner of the data can serve it
            return False
    command = ["/bin/ps", "-o", "comm=", "-p", pid]
    listing = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return Path(listing.stdout.strip()).name == "postgres"
