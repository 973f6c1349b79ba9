"""Floors and ceilings hold for everybody, whatever else is answered, unknown, hidden or not asked."""

from collections.abc import Iterator
from functools import partial

from triage.engine.conditions import Conditions
from triage.engine.proofs.cases import Case, Cases
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure
from triage.engine.records import Promise, PromiseKind
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency


def failures(cases: Cases) -> Iterator[Failure]:
    now = Conclusions(cases.anybody)
    for promise, when in cases.protocol.index.promises:
        yield from _broken(cases, now, promise, when)
    yield from _contradictions(cases)


def _broken(cases: Cases, now: Conclusions, promise: Promise, when: Conditions) -> Iterator[Failure]:
    meant = cases.anybody.holds(when)
    if not cases.solver.possible([meant]):
        yield Failure(Check.EMPTY_PROMISE, "promise", promise.slug)
        return

    def truly(case: Case) -> bool:
        return _holds(cases, when, case) and _breaks(promise, cases.urgency_of(case))

    case = cases.smallest(meant, _breaking(now, promise), truly=truly)
    if case is not None:
        check = Check.FLOOR if promise.kind is PromiseKind.FLOOR else Check.CEILING
        yield Failure(check, "promise", promise.slug, case, cases.urgency_of(case), promise.urgency)


def _breaking(now: Conclusions, promise: Promise) -> Literal:
    if promise.kind is PromiseKind.FLOOR:
        return -now.at_least(promise.urgency)
    return now.above(promise.urgency)


def _breaks(promise: Promise, urgency: Urgency) -> bool:
    return urgency < promise.urgency if promise.kind is PromiseKind.FLOOR else urgency > promise.urgency


def _holds(cases: Cases, when: Conditions, case: Case) -> bool:
    return cases.facts(case).truth(when) is Truth.TRUE


def _contradictions(cases: Cases) -> Iterator[Failure]:
    """A floor above a ceiling that hold for the same patient: one of them cannot be kept."""
    for ceiling, high in cases.protocol.index.promises:
        if ceiling.kind is PromiseKind.CEILING:
            yield from _contradicting(cases, ceiling, high)


def _contradicting(cases: Cases, ceiling: Promise, high: Conditions) -> Iterator[Failure]:
    floors = [
        (floor, low)
        for floor, low in cases.protocol.index.promises
        if floor.kind is PromiseKind.FLOOR and floor.urgency > ceiling.urgency
    ]
    meant = cases.anybody.holds(high)
    if not cases.solver.possible([meant, cases.circuit.any_of(cases.anybody.holds(low) for _, low in floors)]):
        return
    for floor, low in floors:
        case = cases.smallest(meant, cases.anybody.holds(low), truly=partial(_holds, cases, (*high, *low)))
        if case is not None:
            yield Failure(
                Check.CONTRADICTION, "promise", floor.slug, case, floor.urgency, ceiling.urgency, ceiling.slug
            )
