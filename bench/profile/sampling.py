"""Looks into the worker while it serves, and measures beside that what a request costs."""

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import load, usage
from bench.load import Request
from bench.machine import NotHere
from bench.profile.areas import ORDER, SERVER, counted
from bench.servers import Server
from rugpijn.run.environment import PROJECT

PY_SPY: Final = PROJECT / "var" / "bench" / "venv" / "bin" / "py-spy"
A_SECOND: Final = 250
CONNECTIONS: Final = 16


@dataclass(frozen=True)
class Kind:
    """Requests that are looked at together."""

    title: str
    requests: Sequence[Request]


@dataclass(frozen=True)
class Profile:
    """`cost`: microseconds of processor time of a request, by area; areas that it has none of are left out."""

    title: str
    cost: dict[str, float]


def profile(kind: Kind, server: Server, core: int, seconds: int) -> Profile:
    """First the cost without being looked at, then the shares. What no Python was seen in is the server's."""
    whole, _ = _loaded(kind, server, core, seconds)
    samples, requests = _sampled(kind, server, core, seconds)
    python = {area: count / A_SECOND * 1e6 / requests for area, count in counted(samples).items()}
    cost = python | {SERVER: max(0.0, whole - sum(python.values()))}
    return Profile(kind.title, {area: cost[area] for area in ORDER if cost.get(area)})


def _loaded(kind: Kind, server: Server, core: int, seconds: int) -> tuple[float, int]:
    before = usage.cpu(server.pid)
    told = load.run(server.port, kind.requests, seconds=seconds, connections=CONNECTIONS, core=core)
    return (usage.cpu(server.pid) - before) * 1e6 / max(told.requests, 1), told.requests


def _sampled(kind: Kind, server: Server, core: int, seconds: int) -> tuple[str, int]:
    """Of the thread that holds the interpreter: others wait for it."""
    with tempfile.TemporaryDirectory(prefix="rugpijn-profile-") as folder:
        told = Path(folder) / "stacks"
        how = ["--pid", str(usage.worker(server.pid)), "--duration", str(seconds), "--rate", str(A_SECOND)]
        command = [str(PY_SPY), "record", *how, "--gil", "--format", "raw", "--output", str(told)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as looking:
            _, requests = _loaded(kind, server, core, seconds)
            said, _ = looking.communicate()
        if looking.returncode != 0 or not told.exists():
            raise NotHere(f"py-spy could not look into the worker (it may need root): {said.strip()}")
        return told.read_text(), requests
