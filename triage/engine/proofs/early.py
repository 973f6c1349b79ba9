"""The interview asks no more than it must, and yet ends as urgent as asking everything would."""

from collections.abc import Iterator

from triage.engine.interview import interview_at
from triage.engine.proofs.cases import Case, Cases, agreed, case_of, free_symbols, smallest
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure
from triage.engine.proofs.interviewing import asked_on, finished
from triage.engine.verdict import verdict_on


def failures(cases: Cases) -> Iterator[Failure]:
    """Somebody who has nothing left to answer, and for whom another answer would have made it more urgent."""
    now, symbols = Conclusions(cases.anybody), free_symbols(cases.circuit, cases.protocol, cases.cuts)
    later, asked = asked_on(cases.anybody, symbols)
    then = Conclusions(later)
    more = cases.circuit.any_of(
        cases.circuit.all_of([-before, after]) for before, after in zip(now.urgencies, then.urgencies, strict=True)
    )
    both = [*cases.anybody.symbols.values(), *symbols.values()]
    found = smallest(cases.solver, both, [finished(now), asked, more])
    if found is not None:
        case, after = case_of(found[: len(symbols)]), case_of(found[len(symbols) :])
        agreed(lambda case: _stops_too_early(cases, case, after), case)
        yield Failure(Check.STOPS_TOO_EARLY, "protocol", cases.protocol.topic, case, cases.urgency_of(case))


def _stops_too_early(cases: Cases, case: Case, after: Case) -> bool:
    """As far as rules go, nothing more is asked; but with these answers on top it is more urgent."""
    facts = cases.facts(case)
    over = interview_at(facts, verdict_on(facts), rules_only=True).next_screen is None
    return over and case.items() <= after.items() and cases.urgency_of(after) > cases.urgency_of(case)
