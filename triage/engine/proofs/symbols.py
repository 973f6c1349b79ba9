"""What somebody may have answered to one question, as literals: each answer, "weet ik niet", or nothing."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.engine.conditions import ChoiceMatch, Match
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.proofs.circuit import FALSE, TRUE, Circuit, Literal
from triage.engine.records import Question, QuestionKind


@dataclass(frozen=True)
class Symbol:
    """`cuts`: for a number, the literal that it is at least this much; a number between two cuts decides nothing."""

    question: Question
    choices: Mapping[str, Literal]
    cuts: Mapping[int, Literal]
    known: Literal
    unknown: Literal

    def given(self, circuit: Circuit) -> Literal:
        return circuit.any_of([self.known, self.unknown])

    def matches(self, circuit: Circuit, match: Match) -> Literal:
        """Whether the answer is one that this match accepts."""
        if isinstance(match, ChoiceMatch):
            return circuit.any_of(self.choices[value] for value in sorted(match.accepted))
        return circuit.all_of([self.known, self._at_least(match.low), -self._at_least(match.high + 1)])

    def _at_least(self, number: int) -> Literal:
        bounds = self.question.number
        if bounds is None or number <= bounds.minimum:
            return TRUE
        return FALSE if number > bounds.maximum else self.cuts[number]

    def answer_in(self, model: frozenset[Literal]) -> Answer | None:
        """What was answered in this case; None where nothing was."""
        if self.unknown in model:
            return Unknown()
        if self.known not in model:
            return None
        if self.question.kind is QuestionKind.NUMBER:
            return Measured(number_between(self.question, [cut for cut, one in self.cuts.items() if one in model]))
        return Chosen(tuple(value for value in self.question.values if self.choices[value] in model))

    def literals_for(self, answer: Answer | None) -> list[Literal]:
        """What holds when exactly this is answered."""
        if answer is None:
            return [-self.known, -self.unknown]
        if isinstance(answer, Unknown):
            return [self.unknown]
        if isinstance(answer, Measured):
            return [self.known, *(one if answer.number >= cut else -one for cut, one in self.cuts.items())]
        return [self.known, *(one if value in answer.choices else -one for value, one in self.choices.items())]


def number_between(question: Question, passed: list[int]) -> int:
    """A number at the edge of its class: the least of it, or the greatest where the class begins at the minimum."""
    bounds = question.number
    if bounds is None:
        raise TypeError(f"{question.slug} is not a number")
    return max(passed, default=bounds.minimum)


def known_answers(symbol: Symbol) -> list[Answer]:
    """One answer of every kind that conditions can tell apart; of several choices at once, only all of them."""
    question = symbol.question
    if question.number is not None:
        return [Measured(number) for number in (question.number.minimum, *symbol.cuts)]
    answers: list[Answer] = [Chosen((value,)) for value in question.values]
    if question.kind is QuestionKind.MULTIPLE:
        answers.append(Chosen(tuple(value for value in question.values if value != question.exclusive)))
    return answers


def free_symbol(circuit: Circuit, question: Question, cuts: Iterable[int]) -> Symbol:
    """Any answer that the question allows, or none."""
    unknown = circuit.variable() if question.allows_unknown else FALSE
    if question.number is not None:
        inside = range(question.number.minimum + 1, question.number.maximum + 1)
        return _number(circuit, question, unknown, sorted(cut for cut in set(cuts) if cut in inside))
    choices = {value: circuit.variable() for value in question.values}
    if question.kind is QuestionKind.MULTIPLE:
        return _multiple(circuit, question, unknown, choices)
    known = circuit.any_of(choices.values())
    circuit.exactly_one([*choices.values(), unknown, circuit.variable()])
    return Symbol(question, choices, {}, known, unknown)


def _multiple(circuit: Circuit, question: Question, unknown: Literal, choices: dict[str, Literal]) -> Symbol:
    known = circuit.any_of(choices.values())
    circuit.require(-known, -unknown)
    if question.exclusive is not None:
        alone = choices[question.exclusive]
        for value, one in choices.items():
            if value != question.exclusive:
                circuit.require(-alone, -one)
    return Symbol(question, choices, {}, known, unknown)


def _number(circuit: Circuit, question: Question, unknown: Literal, cuts: list[int]) -> Symbol:
    known = circuit.variable()
    circuit.require(-known, -unknown)
    literals = {cut: circuit.variable() for cut in cuts}
    for less, more in itertools.pairwise(cuts):
        circuit.require(-literals[more], literals[less])
    for one in literals.values():
        circuit.require(-one, known)
    return Symbol(question, {}, literals, known, unknown)


def fixed_symbol(symbol: Symbol, answer: Answer | None) -> Symbol:
    """The same question with exactly this answer."""
    chosen = answer.choices if isinstance(answer, Chosen) else ()
    number = answer.number if isinstance(answer, Measured) else None
    return Symbol(
        symbol.question,
        {value: TRUE if value in chosen else FALSE for value in symbol.choices},
        {cut: TRUE if number is not None and number >= cut else FALSE for cut in symbol.cuts},
        TRUE if isinstance(answer, Chosen | Measured) else FALSE,
        TRUE if isinstance(answer, Unknown) else FALSE,
    )
