"""What can read differently when some answers are fixed: the questions themselves, and all that waits for them."""

from dataclasses import dataclass

from triage.engine.conditions import Conditions, matches_in
from triage.engine.protocol import Index


@dataclass(frozen=True)
class Touched:
    """`openness`: the questions that may be shown or open otherwise, those whose answer changes included."""

    openness: frozenset[str] = frozenset()

    def by(self, conditions: Conditions) -> bool:
        """Whether these conditions ask about any of them."""
        return any(match.question in self.openness for match in matches_in(conditions))


NOTHING = Touched()


def touched_by(index: Index, changed: frozenset[str]) -> Touched:
    """Questions stand in screen order and a gate names earlier ones, so one pass finds all."""
    found = set(changed) | _clarified_with(index, changed)
    for slug in index.questions:
        gate = index.gates.get(slug, ())
        if any(match.question in found for match in matches_in(gate)):
            found |= {slug} | _clarified_with(index, frozenset({slug}))
    return Touched(frozenset(found))


def _clarified_with(index: Index, slugs: frozenset[str]) -> set[str]:
    """What these clarify, and what clarifies them."""
    clarified = {index.questions[slug].clarifies for slug in slugs}
    clarifying = {index.clarifier[slug].slug for slug in slugs if slug in index.clarifier}
    return {slug for slug in clarified | clarifying if slug is not None}
