"""Whether a choice makes a difference to somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from triage.engine.conditions import ChoiceMatch, Conditions, Match, NumberMatch
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import FALSE, Literal
from triage.engine.proofs.completed import completed
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.contrasts import Contrast, contrasts, usual_choices
from triage.engine.records import Question


@dataclass(frozen=True)
class Decisive:
    """`now`: everybody. `complete`: who answered what is asked. `deciding`: per rule, whether it decides."""

    cases: Cases
    now: Conclusions
    complete: Literal
    deciding: Mapping[str, Literal]

    def dead_choices(self, question: Question) -> list[str]:
        """The choices that are to nobody other than a usual one; of the usual ones only if all are. Or the number."""
        found, usual = contrasts(self.cases.anybody, question), usual_choices(question)
        special = [value for value in found if value not in usual]
        dead = [value for value in special if not self._lives(question, value, found[value])]
        if len(dead) < len(special) or any(self._differs(found[value]) for value in usual if value in found):
            return dead
        return list(found)

    def _lives(self, question: Question, value: str, pairs: list[Contrast]) -> bool:
        return self._surely(question, value) or self._differs(pairs)

    def _surely(self, question: Question, value: str) -> bool:
        """A quick look, that finds most: something that decides needs this answer, and is not in a count."""
        needing = self.cases.circuit.any_of(self._needing(question, value))
        return self.cases.solver.possible([self.complete, needing])

    def _needing(self, question: Question, value: str) -> Iterator[Literal]:
        index, patients = self.cases.protocol.index, self.cases.anybody
        for gated, when in index.gates.items():
            yield from (self._both(one, patients.visible(gated)[0]) for one in self._needed(when, question, value))
        if question.worse is None:  # another answer may bring another rule or contraindication, to the same effect
            return
        for rule, when in index.rules:
            yield from (self._both(one, self.deciding[rule.slug]) for one in self._needed(when, question, value))
        for advice, found in index.contraindications.items():
            for number, one in enumerate(found):
                for literal in self._needed(one.when, question, value):
                    yield self._both(literal, self.now.withheld_by(advice, number))

    def _both(self, one: Literal, other: Literal) -> Literal:
        return self.cases.circuit.all_of([one, other])

    def _needed(self, conditions: Conditions, question: Question, value: str) -> Iterator[Literal]:
        """Not within a count: it is just this answer on which these conditions hold."""
        for one in conditions:
            if isinstance(one, ChoiceMatch | NumberMatch) and one.question == question.slug:
                yield self._just(one, value)

    def _just(self, match: Match, value: str) -> Literal:
        symbol = self.cases.anybody.symbols[match.question]
        if isinstance(match, NumberMatch):
            return symbol.known
        if value not in match.accepted or match.accepted.issuperset(usual_choices(symbol.question)):
            return FALSE
        others = (-symbol.choices[one] for one in match.accepted if one != value)
        return self.cases.circuit.all_of([symbol.choices[value], *others])

    def _differs(self, pairs: list[Contrast]) -> bool:
        return any(self._matters(Conclusions(one), Conclusions(other)) for one, other in pairs)

    def _matters(self, one: Conclusions, other: Conclusions) -> bool:
        """The urgency differs for somebody; or else the route, the advice, or what is asked."""
        circuit, complete = self.cases.circuit, completed(one.patients)
        for said, otherwise in ((one.urgencies, other.urgencies), (_rest(one), _rest(other))):
            pairs = zip(said, otherwise, strict=True)
            differing = circuit.any_of(circuit.differ(first, second) for first, second in pairs)
            if self.cases.solver.possible([complete, differing]):
                return True
        return False


def _rest(now: Conclusions) -> list[Literal]:
    asked = [now.patients.visible(slug)[0] for slug in sorted(now.patients.touched.openness)]
    return [*asked, *now.routes.values(), *chain.from_iterable(now.advice.values())]
