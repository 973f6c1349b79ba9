"""Advice that could harm somebody is not given to them: also on "weet ik niet", and when it was not asked."""

from collections.abc import Iterator

from triage.engine.proofs.cases import Cases
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.failures import Check, Failure


def failures(cases: Cases) -> Iterator[Failure]:
    now = Conclusions(cases.anybody)
    for advice, (shown, _) in now.advice.items():
        case = cases.smallest(shown, now.possibly_contraindicated(advice))
        if case is not None:
            yield Failure(Check.CONTRAINDICATED, "advice", advice, case)
