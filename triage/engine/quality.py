"""How a protocol does on its vignettes, in the figures that the literature on triage reports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from triage.engine.records import Vignette
from triage.engine.urgency import Urgency

Pair = tuple[Urgency, Urgency]
"""What was expected, and what was found."""


@dataclass(frozen=True, slots=True)
class Case:
    """One vignette and what became of it."""

    vignette: Vignette
    urgency: Urgency
    screens: int

    @property
    def pair(self) -> Pair:
        return self.vignette.expected_urgency, self.urgency


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Of the cases that are this urgent or more, how many were found to be."""

    urgency: Urgency
    cases: int
    found: int


@dataclass(frozen=True, slots=True)
class Screens:
    """How many screens were asked before an outcome of this urgency."""

    urgency: Urgency
    median: float
    most: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of cases. `kappa`: Cohen's, with linear weights; None where all are of one urgency."""

    cases: int
    exact: int
    within_one: int
    under: int
    over: int
    unsafe: int
    sensitivity: tuple[Sensitivity, ...]
    kappa: float | None
    screens: tuple[Screens, ...]


def quality_of(cases: Sequence[Case]) -> Quality:
    """`unsafe`: a case that needs somebody today or sooner, and was sent home or to an appointment in days."""
    pairs = [case.pair for case in cases]
    return Quality(
        cases=len(pairs),
        exact=sum(expected is found for expected, found in pairs),
        within_one=sum(abs(expected - found) <= 1 for expected, found in pairs),
        under=sum(found < expected for expected, found in pairs),
        over=sum(found > expected for expected, found in pairs),
        unsafe=sum(expected >= Urgency.SAME_DAY > found for expected, found in pairs),
        sensitivity=tuple(_sensitivity(pairs, level) for level in (Urgency.EMERGENCY, Urgency.IMMEDIATE)),
        kappa=weighted_kappa(pairs),
        screens=tuple(_screens(cases)),
    )


def _sensitivity(pairs: Iterable[Pair], level: Urgency) -> Sensitivity:
    found = [found >= level for expected, found in pairs if expected >= level]
    return Sensitivity(level, len(found), sum(found))


def _screens(cases: Sequence[Case]) -> Iterable[Screens]:
    for urgency in reversed(Urgency):
        asked = [case.screens for case in cases if case.urgency is urgency]
        if asked:
            yield Screens(urgency, float(median(asked)), max(asked))


def weighted_kappa(pairs: Sequence[Pair]) -> float | None:
    """Agreement beyond chance; a miss of two levels counts twice (Cohen 1968, linear weights)."""
    expected, found = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(expected[one] * found[other] * abs(one - other) for one in expected for other in found)
    if not by_chance:
        return None
    return 1 - len(pairs) * sum(abs(one - other) for one, other in pairs) / by_chance
