"""An alarm sign alone raises the urgency, whatever else is answered; and a promise says so beside the rule itself."""

from collections.abc import Iterator

from triage.engine.conditions import Conditions
from triage.engine.proofs.cases import Case, Cases
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure
from triage.engine.records import PromiseKind, Rule
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency


def failures(cases: Cases) -> Iterator[Failure]:
    now, floors = Conclusions(cases.anybody), dict(cases.protocol.references.alarm_signs)
    for rule, when in cases.protocol.index.rules:
        if rule.alarm_sign is not None:
            floor = floors.get(rule.alarm_sign, Urgency.WITHIN_DAYS)
            yield from _said_yes(cases, now, rule, when, floor)
            yield from _unsure(cases, now, rule, when)
            yield from _not_promised(cases, rule, when, floor)


def _said_yes(cases: Cases, now: Conclusions, rule: Rule, when: Conditions, floor: Urgency) -> Iterator[Failure]:
    """Never below the sign's own urgency. Also where no promise was written for it."""

    def truly(case: Case) -> bool:
        return cases.facts(case).truth(when) is Truth.TRUE and cases.urgency_of(case) < floor

    case = cases.smallest(cases.anybody.holds(when), -now.at_least(floor), truly=truly)
    if case is not None:
        yield _failure(Check.ALARM_SIGN, cases, rule, case, floor)


def _unsure(cases: Cases, now: Conclusions, rule: Rule, when: Conditions) -> Iterator[Failure]:
    """ "Weet ik niet" is never self-care."""
    least = Urgency.WITHIN_DAYS

    def truly(case: Case) -> bool:
        certain = cases.facts(case).least_truth(when)
        return certain in (Truth.TRUE, Truth.UNKNOWN) and cases.urgency_of(case) < least

    case = cases.smallest(cases.anybody.holds_or_unknown(when), -now.at_least(least), truly=truly)
    if case is not None:
        yield _failure(Check.ALARM_SIGN, cases, rule, case, least)


def _not_promised(cases: Cases, rule: Rule, when: Conditions, floor: Urgency) -> Iterator[Failure]:
    """Who has the sign is under a floor as high. Or else rule and sign could be lowered, and nothing would object."""
    floors = [
        promised
        for promise, promised in cases.protocol.index.promises
        if promise.kind is PromiseKind.FLOOR and promise.urgency >= floor
    ]

    def truly(case: Case) -> bool:
        facts = cases.facts(case)
        return facts.truth(when) is Truth.TRUE and all(facts.truth(one) is not Truth.TRUE for one in floors)

    without = (-cases.anybody.holds(one) for one in floors)
    case = cases.smallest(cases.anybody.holds(when), *without, truly=truly)
    if case is not None:
        yield _failure(Check.NO_FLOOR, cases, rule, case, floor)


def _failure(check: Check, cases: Cases, rule: Rule, case: Case, promised: Urgency) -> Failure:
    return Failure(check, "rule", rule.slug, case, cases.urgency_of(case), promised, rule.alarm_sign or "")
