"""What processes use, as Linux tells it in /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


def tree(root: int) -> list[int]:
    """The process and everything that it started."""
    parents = dict(_parents())
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            yield int(entry.name), int(fields[1])


def _stat(pid: int) -> list[str]:
    """From the state on: the name before it may hold anything. Nothing when it is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu(root: int) -> float:
    """Seconds of processor time, of user and system, with what children used that have ended."""
    return sum(sum(map(int, fields[11:15])) for pid in tree(root) if (fields := _stat(pid))) / _TICKS


def worker(root: int) -> int:
    """The process that does the work: the one that used most."""
    return max(tree(root), key=lambda pid: sum(map(int, (_stat(pid) or ["0"] * 15)[11:13])))


def memory(pid: int) -> float:
    """Megabytes, with its share of what it has in common with others (PSS)."""
    lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@dataclass(frozen=True, slots=True)
class System:
    """Seconds of all cores together, since the machine started."""

    used: float
    stolen: float


def system() -> System:
    """`stolen`: what another guest of the same computer got meanwhile.

    Interrupts are counted as used, because processes have theirs counted with them.
    """
    fields = [int(field) / _TICKS for field in (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:]]
    user, nice, kernel, _idle, _waiting, hard, soft, stolen = fields[:8]
    return System(user + nice + kernel + hard + soft, stolen)
