"""Advice that could harm somebody is not given to them: also on "weet ik niet", and when it was not asked."""

from collections.abc import Iterator, Sequence

from triage.engine.conditions import Conditions, compiled
from triage.engine.outcome import outcome_of
from triage.engine.proofs.cases import Case, Cases
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure
from triage.engine.protocol import Protocol
from triage.engine.records import Moment
from triage.engine.truth import Truth
from triage.engine.verdict import verdict_on


def failures(cases: Cases) -> Iterator[Failure]:
    now = Conclusions(cases.anybody)
    for advice, (shown, _) in now.advice.items():
        against = _contraindications(cases.protocol, advice)

        def truly(case: Case, advice: str = advice, against: Sequence[Conditions] = against) -> bool:
            return _is_given_all_the_same(cases, advice, against, case)

        possibly = cases.circuit.any_of(map(cases.anybody.possible, against))
        case = cases.smallest(shown, possibly, truly=truly)
        if case is not None:
            yield Failure(Check.CONTRAINDICATED, "advice", advice, case, cases.urgency_of(case))


def _contraindications(protocol: Protocol, advice: str) -> list[Conditions]:
    """From the rows as written, not from the index that the engine shows advice by: or nothing would be proved."""
    rows = (row for row in protocol.advice_choices if row.advice == advice)
    return [compiled(one.when, protocol.index.questions) for row in rows for one in row.withheld_when]


def _is_given_all_the_same(cases: Cases, advice: str, against: Sequence[Conditions], case: Case) -> bool:
    facts = cases.facts(case)
    outcome = outcome_of(facts, verdict_on(facts), Moment.OFFICE_HOURS)
    return advice in outcome.advice and any(facts.truth(one) is not Truth.FALSE for one in against)
