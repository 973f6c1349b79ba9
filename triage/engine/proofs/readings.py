"""The answers to all questions at once, read as the engine reads them: clarified, hidden, open or unknown.

`facts.py` says for one patient what this says for all of them; the tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from triage.engine.conditions import Condition, Conditions, Count, Match
from triage.engine.given import Answer
from triage.engine.proofs.circuit import FALSE, Circuit, Literal
from triage.engine.proofs.symbols import Symbol, fixed_symbol
from triage.engine.proofs.touched import NOTHING, Touched, touched_by
from triage.engine.protocol import Index
from triage.engine.records import Question


@dataclass(frozen=True)
class Reading:
    """What conditions are compared with. `answer` is after clarification."""

    answer: Symbol
    open: Literal


class Sense(IntEnum):
    """What counts as holding: bit 0 an unknown answer, bit 1 an open one."""

    HOLDS = 0
    HOLDS_OR_UNKNOWN = 1
    HOLDS_OR_OPEN = 2
    POSSIBLE = 3


_OPPOSITE = dict(zip(Sense, reversed(Sense), strict=True))
"""NOT possible is what a negated count needs in order to hold, and so on."""


@dataclass(frozen=True)
class Patients:
    """Every patient there can be, or those with some answers fixed.

    Those share with `others` whatever does not depend on the questions that were fixed.
    """

    circuit: Circuit
    index: Index
    symbols: Mapping[str, Symbol]
    others: "Patients | None" = None
    touched: Touched = NOTHING
    _readings: dict[str, Reading] = field(default_factory=dict)
    _visible: dict[str, tuple[Literal, Literal]] = field(default_factory=dict)
    _said: dict[tuple[Sense, int], tuple[Conditions, Literal]] = field(default_factory=dict)

    def but(self, answers: Mapping[str, Answer | None]) -> "Patients":
        """The same patients with these answers instead."""
        return self.with_symbols({slug: fixed_symbol(self.symbols[slug], answer) for slug, answer in answers.items()})

    def with_symbols(self, changed: Mapping[str, Symbol]) -> "Patients":
        return Patients(
            self.circuit, self.index, {**self.symbols, **changed}, self, touched_by(self.index, frozenset(changed))
        )

    # Questions.

    def reading(self, slug: str) -> Reading:
        if self.others is not None and slug not in self.touched.openness:
            return self.others.reading(slug)
        if slug not in self._readings:
            self._readings[slug] = self._read(self.index.questions[slug])
        return self._readings[slug]

    def visible(self, slug: str) -> tuple[Literal, Literal]:
        """Whether it may be asked now, and whether it is hidden. Neither: not decided yet."""
        if self.others is not None and slug not in self.touched.openness:
            return self.others.visible(slug)
        if slug not in self._visible:
            self._visible[slug] = self._look(self.index.questions[slug])
        return self._visible[slug]

    def _look(self, question: Question) -> tuple[Literal, Literal]:
        if question.clarifies is None:
            possible = self.possible(self.gate(question.slug))
            return self.circuit.all_of([possible, -self.open(self.gate(question.slug))]), -possible
        clarified = self.symbols[question.clarifies]
        nothing_to_clarify = self.circuit.any_of([clarified.known, self._absent_and_hidden(question.clarifies)])
        return clarified.unknown, nothing_to_clarify

    def gate(self, slug: str) -> Conditions:
        return self.index.gates.get(slug, ())

    def _absent_and_hidden(self, slug: str) -> Literal:
        given = self.circuit.any_of([self.symbols[slug].given(self.circuit), self._worse_after_all(slug)])
        return self.circuit.all_of([-given, self.visible(slug)[1]])

    def _worse_after_all(self, slug: str) -> Literal:
        """The clarifying question has the worse answer: that counts, whatever this one was answered."""
        clarifying = self.index.clarifier.get(slug)
        return FALSE if clarifying is None else self.symbols[clarifying.slug].choices[clarifying.worse or ""]

    def _read(self, question: Question) -> Reading:
        given = self.circuit.any_of(
            [self.symbols[question.slug].given(self.circuit), self._worse_after_all(question.slug)]
        )
        waiting = self.circuit.all_of([-given, -self.visible(question.slug)[1]])
        answer, pending = self._clarified(question)
        return Reading(answer, self.circuit.any_of([pending, waiting]))

    def _clarified(self, question: Question) -> tuple[Symbol, Literal]:
        """The answer after clarification, and whether that is still to come. A better one settles "weet ik niet"."""
        symbol, clarifying = self.symbols[question.slug], self.index.clarifier.get(question.slug)
        if clarifying is None:
            return symbol, FALSE
        either, both = self.circuit.any_of, self.circuit.all_of
        second, worse = self.symbols[clarifying.slug], self._worse_after_all(question.slug)
        better = both([symbol.unknown, second.known, -worse])
        choices = {
            value: either([worse, one]) if value == question.worse else both([-worse, either([one, better])])
            for value, one in symbol.choices.items()
        }
        unknown, pending = both([symbol.unknown, second.unknown]), -second.given(self.circuit)
        return Symbol(question, choices, {}, either(choices.values()), unknown), both([symbol.unknown, pending])

    # Conditions.

    def holds(self, conditions: Conditions) -> Literal:
        """TRUE."""
        return self._all(conditions, Sense.HOLDS)

    def holds_or_unknown(self, conditions: Conditions) -> Literal:
        """TRUE or UNKNOWN, whatever is still open: "weet ik niet" alone leaves it possible."""
        return self._all(conditions, Sense.HOLDS_OR_UNKNOWN)

    def possible(self, conditions: Conditions) -> Literal:
        """Not FALSE."""
        return self._all(conditions, Sense.POSSIBLE)

    def open(self, conditions: Conditions) -> Literal:
        """OPEN: no FALSE among them, and one that is open."""
        still_open = self.circuit.any_of(map(self.open_one, conditions))
        return self.circuit.all_of([self.possible(conditions), still_open])

    def can_hold(self, conditions: Conditions) -> Literal:
        """Each is TRUE or OPEN: they may yet all become TRUE."""
        each = (self.circuit.any_of([self._one(one, Sense.HOLDS), self.open_one(one)]) for one in conditions)
        return self.circuit.all_of(each)

    def open_one(self, one: Condition) -> Literal:
        """OPEN: neither TRUE nor FALSE, and what is open could still make a difference."""
        undecided = [-self._one(one, Sense.HOLDS), self._one(one, Sense.POSSIBLE)]
        could_hold, could_fail = self._one(one, Sense.HOLDS_OR_OPEN), -self._one(one, Sense.HOLDS_OR_UNKNOWN)
        return self.circuit.all_of([*undecided, self.circuit.any_of([could_hold, could_fail])])

    def _all(self, conditions: Conditions, sense: Sense) -> Literal:
        """Made once, and shared with the others where it can be. Conditions are kept, or others might get their id."""
        key = (sense, id(conditions))
        if key not in self._said:
            if self.others is not None and not self.touched.by(conditions):
                self._said[key] = conditions, self.others._all(conditions, sense)
            else:
                self._said[key] = conditions, self.circuit.all_of([self._one(one, sense) for one in conditions])
        return self._said[key][1]

    def _one(self, one: Condition, sense: Sense) -> Literal:
        if not isinstance(one, Count):
            return self._match(one, sense)
        counted = _OPPOSITE[sense] if one.negated else sense
        enough = self.circuit.at_least(one.needed, [self._match(match, counted) for match in one.matches])
        return -enough if one.negated else enough

    def _match(self, match: Match, sense: Sense) -> Literal:
        answer = self.reading(match.question).answer
        counted = [answer.matches(self.circuit, match)]
        counted += [answer.unknown] if sense & Sense.HOLDS_OR_UNKNOWN else []
        counted += [self.reading(match.question).open] if sense & Sense.HOLDS_OR_OPEN else []
        return self.circuit.any_of(counted)
