"""The interview asks no more than it must, and yet ends as urgent as asking everything would."""

from collections.abc import Iterator

from triage.engine.proofs.cases import Cases, free_symbols
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure
from triage.engine.proofs.interviewing import asked_on, finished


def failures(cases: Cases) -> Iterator[Failure]:
    """Somebody who has nothing left to answer, and for whom another answer would have made it more urgent."""
    now = Conclusions(cases.anybody)
    later, asked = asked_on(cases.anybody, free_symbols(cases.circuit, cases.protocol, cases.cuts))
    then = Conclusions(later)
    more = cases.circuit.any_of(
        cases.circuit.all_of([-before, after]) for before, after in zip(now.urgencies, then.urgencies, strict=True)
    )
    case = cases.smallest(finished(now), asked, more)
    if case is not None:
        yield Failure(Check.STOPS_TOO_EARLY, "protocol", cases.protocol.topic, case, cases.urgency_of(case))
