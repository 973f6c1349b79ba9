"""The machine: which core does what, what it is, and what is missing on it."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"])
PROGRAMS = {"wrk": "wrk", "nginx": "nginx-light"}
"""Each with its Debian package."""


class NotHere(Exception):
    """This machine cannot run it. The message says what to do."""


@dataclass(frozen=True)
class Cores:
    """What runs where. With two cores the database shares one with the load: no contender has it on its own."""

    server: int
    load: int
    database: int


def demand() -> Cores:
    """Raises NotHere with everything that is missing, in one go."""
    if sys.platform != "linux":
        raise NotHere("This reads /proc and pins processes to cores, so it needs Linux. A virtual machine will do.")
    missing = [package for name, package in PROGRAMS.items() if program(name) is None]
    if missing:
        raise NotHere(
            f"Two programs make the load and the comparison, and here {' and '.join(missing)} cannot be found. "
            f"On Debian and Ubuntu:\n\n    apt-get install --no-install-recommends {' '.join(missing)}\n\n"
            "Then `make bench` again. (nginx need not run: stop it if the package started it.)"
        )
    return _cores()


def program(name: str) -> str | None:
    return shutil.which(name, path=PLACES)


def _cores() -> Cores:
    """The last ones: the first has the interrupts. Two threads of one core are one core here."""
    found = sorted(core for core in os.sched_getaffinity(0) if _is_first_of_its_core(core))
    if len(found) < 2:
        raise NotHere("One core for the server and another for the load: this needs a machine with two cores.")
    return Cores(server=found[-1], load=found[-2], database=found[-3] if len(found) > 2 else found[-2])


def _is_first_of_its_core(core: int) -> bool:
    place = Path(f"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list")
    if not place.exists():
        return True
    return place.read_text().replace("-", ",").split(",")[0].strip() == str(core)


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Whatever is started meanwhile stays on this core, with everything that it starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def description() -> dict[str, object]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memoryGB": round(memory / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
