"""Writes the figures of a run into docs/performance.md, between the two marks of its kind."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.figures import SATURATED
from bench.table import measure, of_goal, remarks
from rugpijn.run.environment import PROJECT

PAGE: Final = PROJECT / "docs" / "performance.md"
Value = dict[str, Any]


class NoFigures(Exception):
    """There is nothing to write. The message says what to do."""


def write(source: Path, page: Path = PAGE) -> None:
    try:
        value = json.loads(source.read_text())
    except (OSError, ValueError) as error:
        raise NoFigures(f"{source} cannot be read ({error}): `make bench` writes var/bench/figures.json.") from error
    between(value["kind"], lines(value), page)


def between(kind: str, found: Iterable[str], page: Path = PAGE) -> None:
    """Writes these lines where the page has its marks of this kind."""
    begin, end = marks(kind)
    before, begun, rest = page.read_text().partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise NoFigures(f"{page} has no place for these figures: put {begin} and {end} where they belong.")
    page.write_text("\n".join([f"{before}{begin}", *found, f"{end}{after}"]))


def marks(kind: str) -> tuple[str, str]:
    return f"<!-- {kind}: begin -->", f"<!-- {kind}: end -->"


def lines(value: Value) -> Iterator[str]:
    yield from ("", _about(value), "")
    for case in value["cases"]:
        yield from (*_case(case), "")
    if value["singles"]:
        yield from ("| one at a time | | goal | of it |", "|---|--:|--:|--:|")
        for one in value["singles"]:
            goal = "" if one["goal"] is None else f"{one['goal']:.3g} {one['unit']}"
            name = f"{one['name']}: {one['fault']}" if one["fault"] else one["name"]
            yield f"| {name} | {measure(one)} | {goal} | {of_goal(one)} |"
        yield ""


def _about(value: Value) -> str:
    how = value["how"]
    return f"{told(value)} Medians of {how['rounds']} rounds of {how['seconds']} s, {how['connections']} connections."


def told(origin: Value) -> str:
    """Where figures are from, in one line."""
    machine = origin["machine"]
    programs = ", ".join(f"{name} {number}" for name, number in origin["versions"].items())
    return (
        f"Measured at {origin['at']}, commit {origin['commit']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memoryGB']} GB, {machine['system']}, Python {machine['python']}; {programs}."
    )


def _case(case: Value) -> Iterator[str]:
    yield f"**{case['title']}**"
    yield ""
    yield "| | requests/s | p50 ms | p99 ms | µs of CPU a request | of its core | MB | Rugpijn is | goal |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for one in case["contenders"]:
        ratio = f"{one['ratio']['rate']:.2f} of it" if one.get("ratio") else "refused" if one.get("refused") else ""
        goal = "" if one.get("goal") is None else f"{one['goal']:.2g}"
        times = f"{one['rate']:,.0f} | {one['p50']:.2f} | {one['p99']:.2f} | {one['cpu_per_request']:,.1f}"
        core = f"{one['core']:.0%}{' *' if one['core'] < SATURATED else ''}"
        yield f"| {one['name']} | {times} | {core} | {one['memory']:.0f} | {ratio} | {goal} |"
    for remark in remarks(case):
        yield from ("", f"\\* {remark}.")
