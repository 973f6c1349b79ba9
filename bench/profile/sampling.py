"""What a request costs where it is served, and where the application spends its part of that."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from bench import load, usage
from bench.load import Request
from bench.machine import Cores, NotHere, pinned
from bench.profile.areas import ORDER, SERVER
from bench.servers import Server
from rugpijn.run.environment import PROJECT

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


def profiles(
    kinds: Sequence[Kind], server: Server, environment: dict[str, str], cores: Cores, seconds: int
) -> list[Profile]:
    """By area, of what the application takes when it is called alone. The rest of what is served is the server's."""
    with pinned(cores.server):
        inside = _inside(kinds, environment, seconds)
    served = [_served(kind, server, cores.load, seconds) for kind in kinds]
    return [_profile(*one) for one in zip(kinds, inside, served, strict=True)]


def _profile(kind: Kind, inside: dict[str, Any], served: float) -> Profile:
    alone, every = inside["microseconds"], max(sum(inside["samples"].values()), 1)
    cost = {area: alone * count / every for area, count in inside["samples"].items()}
    cost[SERVER] = max(0.0, served - alone)
    return Profile(kind.title, {area: cost[area] for area in ORDER if cost.get(area)})


def _inside(kinds: Sequence[Kind], environment: dict[str, str], seconds: int) -> list[dict[str, Any]]:
    asked = json.dumps([[{**asdict(one), "body": one.body.decode()} for one in kind.requests] for kind in kinds])
    told = subprocess.run(
        [sys.executable, "-m", "bench.profile.inside", str(seconds)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        input=asked,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode != 0:
        raise NotHere("The application could not be called alone: its own words above say why.")
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def _served(kind: Kind, server: Server, core: int, seconds: int) -> float:
    before = usage.cpu(server.pid)
    told = load.run(server.port, kind.requests, seconds=seconds, connections=CONNECTIONS, core=core)
    return (usage.cpu(server.pid) - before) * 1e6 / max(told.requests, 1)
