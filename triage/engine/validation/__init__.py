"""Whether records fit together. Every fault at once, so that an editor mends them in one go."""

from triage.engine.faults import Fault
from triage.engine.parts import Parts
from triage.engine.validation import (
    calendar,
    interview,
    outcomes,
    promises,
    questions,
    rules,
    storing,
    structure,
)
from triage.engine.validation.context import Context

NONE_BROKEN: frozenset[tuple[str, str]] = frozenset()

_CHECKS = (
    structure.check,
    questions.check,
    interview.check,
    rules.check,
    outcomes.check,
    promises.check,
    calendar.check,
    storing.check,
)


def faults_in(parts: Parts, broken: frozenset[tuple[str, str]] = NONE_BROKEN) -> list[Fault]:
    """Every fault. `broken` names records (kind, slug) that could not be read: they exist, but are not judged here."""
    context = Context.of(parts, broken)
    for check in _CHECKS:
        check(context)
    return context.faults
