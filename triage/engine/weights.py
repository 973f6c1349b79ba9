"""How much each clause weighs: which rules set which urgency, and what advice and routes hang on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from triage.engine.bits import Bits, Unions, union
from triage.engine.records import AdviceChoice, Route, Rule
from triage.engine.urgency import Urgency


class Row(NamedTuple):
    """A row of advice. `against`: the clauses that withhold it, the first of them lowest."""

    advice: str
    shown: Bits
    against: Bits
    urgencies: frozenset[Urgency]
    asks: bool


class Asking(NamedTuple):
    """Rows that depend on any answer. `shown` and `against`: of all of them. `both`: of those with this clause, that
    clause and what withholds it; `each`: the same by row."""

    shown: Bits
    against: Bits
    both: Unions
    each: tuple[tuple[Bits, Bits], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """`at_least` and `if_uncertain`: by urgency, the rules that set it. `rows`: by urgency, the rows of advice;
    `asking`: those of them that depend on any answer; `asking_above`: those of
    a higher urgency that has advice, and not of this one.
    """

    rules: Bits
    at_least: tuple[Bits, ...]
    if_uncertain: tuple[Bits, ...]
    raises: Bits
    routes: tuple[tuple[str, Bits], ...]
    rows: tuple[tuple[Row, ...], ...]
    asking: tuple[Asking, ...]
    asking_above: tuple[Asking, ...]
    first_against: int


def weights_of(
    first: Sequence[int],
    rules: Sequence[Rule],
    routes: Iterable[Route],
    advice: Sequence[AdviceChoice],
    against: Mapping[str, int],
) -> Weights:
    """`first`: the number of the first clause of each group (rules, routes, advice, what withholds it), as in a layout.

    `against`: how many clauses withhold each advice, in the order in which they were numbered.
    """
    rows = tuple(_rows(advice, first[2], _against(against, first[3])))
    return Weights(
        rules=(1 << len(rules)) - 1,
        at_least=tuple(_bits(rule.at_least is level for rule in rules) for level in Urgency),
        if_uncertain=tuple(_bits(rule.if_uncertain is level for rule in rules) for level in Urgency),
        raises=_bits(rule.raises for rule in rules),
        routes=tuple((route.slug, 1 << number) for number, route in enumerate(routes, first[1])),
        rows=tuple(tuple(row for row in rows if level in row.urgencies) for level in Urgency),
        asking=tuple(_asking(row for row in rows if level in row.urgencies and row.asks) for level in Urgency),
        asking_above=tuple(_asking(row for row in rows if row.asks and _is_above(row, level)) for level in Urgency),
        first_against=first[3],
    )


def _rows(advice: Iterable[AdviceChoice], first: int, against: Mapping[str, Bits]) -> Iterator[Row]:
    for number, row in enumerate(advice, first):
        yield Row(
            row.advice,
            1 << number,
            against[row.advice],
            frozenset(row.urgencies),
            bool(row.shown_when or against[row.advice]),
        )


def _asking(rows: Iterable[Row]) -> Asking:
    both = {row.shown: row.against for row in rows}
    shown, against = union(both), union(both.values())
    of_each = [bit | both[bit] if (bit := 1 << number) in both else 0 for number in range(shown.bit_length())]
    return Asking(shown, against, Unions(of_each), tuple(both.items()))


def _is_above(row: Row, level: Urgency) -> bool:
    return level not in row.urgencies and any(level < urgency < Urgency.IMMEDIATE for urgency in row.urgencies)


def _against(counts: Mapping[str, int], first: int) -> dict[str, Bits]:
    found: dict[str, Bits] = {}
    for advice, count in counts.items():
        found[advice] = ((1 << count) - 1) << first
        first += count
    return found


def _bits(which: Iterable[bool]) -> Bits:
    return union(1 << number for number, one in enumerate(which) if one)
