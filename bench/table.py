"""The figures as lines to read, made of the JSON value alone."""

from collections.abc import Iterator
from typing import Any

from bench.figures import SATURATED

Value = dict[str, Any]
HEADINGS = ("requests/s", "p50 ms", "p99 ms", "µs CPU", "of a core", "MB", "ours is")
WIDTH = 40


def lines(value: Value) -> Iterator[str]:
    for case in value["cases"]:
        yield from ("", *case_lines(case))
    if value["singles"]:
        yield from ("", *single_lines(value["singles"]))


def case_lines(case: Value) -> Iterator[str]:
    yield case["title"]
    yield f"  {'':{WIDTH}}" + "".join(f"{heading:>12}" for heading in HEADINGS)
    for one in case["contenders"]:
        cells = "".join(f"{cell:>12}" for cell in cells_of(one))
        yield f"  {one['name']:{WIDTH}}{cells}{verdict(one)}"
    yield from (f"  ! {remark}" for remark in remarks(case))


def cells_of(one: Value) -> list[str]:
    return [
        f"{one['rate']:,.0f}",
        f"{one['p50']:.2f}",
        f"{one['p99']:.2f}",
        f"{one['cpu_per_request']:,.1f}",
        f"{one['core']:.0%}",
        f"{one['memory']:.0f}",
        f"{one['ratio']['rate']:.2f} of it" if one.get("ratio") else ("refused" if one.get("refused") else ""),
    ]


def verdict(one: Value) -> str:
    """Against the goal; nothing where there is none."""
    if one.get("goal") is None:
        return ""
    if not one["ratio"]:
        return f"   goal {one['goal']:.2g}: not known"
    met = one["ratio"]["rate"] >= one["goal"]
    return f"   goal {one['goal']:.2g}: {'met' if met else 'NOT MET'}"


def remarks(case: Value) -> Iterator[str]:
    """Why there is no ratio, and where the load was the limit and not the server."""
    for one in case["contenders"]:
        if one.get("refused"):
            yield f"no ratio to {one['name']}: {one['refused']}"
        if one["core"] < SATURATED and one.get("ratio"):
            by_cpu = one["ratio"]["by_cpu"]
            yield f"{one['name']} waited for the load; by processor time for each request ours is {by_cpu:.2f} of it"


def single_lines(singles: list[Value]) -> Iterator[str]:
    if not singles:
        return
    width = max(len(one["name"]) for one in singles)
    yield f"  {'':{width}}{'':>12}{'goal':>12}{'of goal':>12}"
    for one in singles:
        goal = "" if one["goal"] is None else f"{one['goal']:.3g} {one['unit']}"
        yield f"  {one['name']:{width}}{measure(one):>12}{goal:>12}{of_goal(one):>12}"
        if one["fault"]:
            yield f"  ! {one['fault']}"


def measure(one: Value) -> str:
    if one["fault"]:
        return "failed"
    return f"{one['value']:,.{0 if one['value'] >= 1000 else 1 if one['value'] >= 10 else 2}f} {one['unit']}"


def of_goal(one: Value) -> str:
    if one["goal"] is None:
        return ""
    return "refused" if one["refused"] else f"{one['value'] / one['goal']:.2f}"
