"""What was measured, as one JSON value: the table, the page of figures and a later comparison are all made of it."""

import json
import math
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench import figures, machine, usage
from bench.cases import Case
from bench.figures import Refused, Sample, ratio
from bench.measuring import How
from bench.servers import Server
from rugpijn.run.environment import PROJECT

FOLDER: Final = PROJECT / "var" / "bench"
PACKAGES: Final = ("django", "djangorestframework", "granian", "psycopg")
Value = dict[str, Any]


def of_case(case: Case, samples: Sequence[Sequence[Sample]]) -> Value:
    """`samples`: of each contender, in their order."""
    told = [_contender(one.name, one.server, found) for one, found in zip(case.contenders, samples, strict=True)]
    for peer, found in zip(told[1:], samples[1:], strict=True):
        peer.update(_compared(samples[0], found), goal=case.goal if peer["name"] == case.against else None)
    return {"name": case.name, "title": case.title, "against": case.against, "contenders": told}


def _contender(name: str, server: Server, samples: Sequence[Sample]) -> Value:
    kinds = ("rate", "p50", "p99", "cpu_per_request", "core")
    medians = {kind: median(getattr(sample, kind) for sample in samples) for kind in kinds}
    database = median(sample.database_cpu * 1e6 / max(sample.requests, 1) for sample in samples)
    return {
        "name": name,
        **medians,
        "database_cpu_per_request": database,
        "memory": usage.memory(usage.worker(server.pid)),
        "samples": [asdict(sample) for sample in samples],
        "faults": sorted({fault for sample in samples for fault in sample.faults}),
    }


def _compared(ours: Sequence[Sample], peer: Sequence[Sample]) -> Value:
    try:
        return {"ratio": asdict(ratio(ours, peer)), "refused": None}
    except Refused as refused:
        return {"ratio": None, "refused": str(refused)}


def single(name: str, value: float, unit: str, *, goal: float | None = None, spread: float = 0.0) -> Value:
    """A figure of its own. Too much noise between its runs, and it is not held against the goal."""
    noisy = spread > figures.WIDEST_SPREAD
    told = {"name": name, "value": value, "unit": unit, "goal": goal, "spread": spread}
    return told | {"refused": noisy, "fault": None}


def failed(name: str, unit: str, fault: str, *, goal: float | None = None) -> Value:
    """What could not be measured, because it did not work."""
    return single(name, math.nan, unit, goal=goal) | {"value": None, "refused": True, "fault": fault}


def whole(kind: str, how: How, cases: Sequence[Value], singles: Sequence[Value]) -> Value:
    """`kind`: `figures` or `growth`, which is where they stand on the page; or `part`, which stands nowhere."""
    return {
        "format": 1,
        "kind": kind,
        **origin(),
        "how": {"rounds": how.rounds, "seconds": how.seconds, "connections": how.connections},
        "bounds": {"spread": figures.WIDEST_SPREAD, "elsewhere": figures.BUSIEST, "rounds": figures.FEWEST_ROUNDS},
        "cases": list(cases),
        "singles": list(singles),
    }


def origin() -> Value:
    """When, of what, and on which machine."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {"at": now, "commit": _commit(), "machine": machine.description(), "versions": versions()}


def _commit() -> str:
    """With a plus behind it where files were changed since."""
    commit = _said("git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD") or "unknown"
    return commit + ("+" if _said("git", "-C", str(PROJECT), "status", "--porcelain", "-uno") else "")


def versions() -> dict[str, str]:
    found = {package: version(package) for package in PACKAGES}
    pins = (PROJECT / "requirements-bench.txt").read_text().splitlines()
    names = ("fastapi==", "pydantic==", "uvicorn==")
    found |= {
        name.strip("="): line.split("==")[1].split()[0] for line in pins for name in names if line.startswith(name)
    }
    nginx, wrk = (machine.program(name) or name for name in ("nginx", "wrk"))
    return found | {"nginx": _said(nginx, "-v").rpartition("/")[2], "wrk": _said(wrk, "-v").split(" [")[0]}


def _said(*command: str) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return (told.stdout or told.stderr).strip().split("\n")[0]


def write(value: Value) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    place = FOLDER / f"{value['kind']}.json"
    place.write_text(text)
    (FOLDER / f"{value['kind']}-{value['at'].replace(':', '')}.json").write_text(text)
    return place
