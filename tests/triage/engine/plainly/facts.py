"""What the answers so far say about every question: what is known of it, and whether it can be asked now."""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.engine.answers import Answers
from triage.engine.conditions import Conditions, Reading, all_hold
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.protocol import Index
from triage.engine.records import Question
from triage.engine.truth import Truth

_ASKS = (Truth.TRUE, Truth.UNKNOWN)


class ForeignAnswers(TypeError):
    """These answers were checked against another protocol, so nothing can be said about them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`readings`: what conditions are compared with. `askable`: unanswered, and visible as things stand."""

    index: Index
    given: Mapping[str, Answer]
    readings: Mapping[str, Reading]
    askable: frozenset[str]

    def truth(self, conditions: Conditions) -> Truth:
        return all_hold(conditions, self.readings)

    def least_truth(self, conditions: Conditions) -> Truth:
        """What is certain whatever is answered from here on: an open question counts as FALSE. Never OPEN."""
        least = {slug: Truth.FALSE if reading is Truth.OPEN else reading for slug, reading in self.readings.items()}
        return all_hold(conditions, least)

    def gate(self, question: str) -> Conditions:
        return self.index.gates.get(question, ())


def facts_from(answers: Answers) -> Facts:
    """Questions in screen order, so that a question's gate is known before the question."""
    index, given = answers.protocol.index, answers.given
    readings: dict[str, Reading] = {}
    askable: set[str] = set()
    for slug, question in index.questions.items():
        visible = _visible(question, index, given, readings)
        readings[slug] = _reading(question, index.clarifier.get(slug), given, visible)
        if slug not in given and visible in _ASKS:
            askable.add(slug)
    return Facts(index, given, readings, frozenset(askable))


def _visible(question: Question, index: Index, given: Mapping[str, Answer], readings: Mapping[str, Reading]) -> Truth:
    """OPEN: not decided yet. An unknown gate asks, so UNKNOWN is as good as TRUE."""
    if question.clarifies is None:
        return all_hold(index.gates.get(question.slug, ()), readings)
    clarified = given.get(question.clarifies)
    if isinstance(clarified, Unknown):
        return Truth.TRUE
    hidden = clarified is not None or readings[question.clarifies] is Truth.FALSE
    return Truth.FALSE if hidden else Truth.OPEN


def _reading(question: Question, clarifying: Question | None, given: Mapping[str, Answer], visible: Truth) -> Reading:
    answer = given.get(question.slug)
    if clarifying is not None:
        answer, pending = _clarified(question, answer, clarifying, given.get(clarifying.slug))
        if pending:
            return Truth.OPEN
    match answer:
        case Chosen(choices):
            return frozenset(choices)
        case Measured(number):
            return number
        case Unknown():
            return Truth.UNKNOWN
        case None:
            return Truth.FALSE if visible is Truth.FALSE else Truth.OPEN


def _clarified(
    question: Question, answer: Answer | None, clarifying: Question, clarification: Answer | None
) -> tuple[Answer | None, bool]:
    """The answer after clarification, and whether that is still to come.

    A worse clarification counts whatever the question itself was answered: a present answer always counts.
    """
    if isinstance(clarification, Chosen) and clarification.choices == (clarifying.worse,):
        return Chosen((question.worse or "",)), False
    if not isinstance(answer, Unknown) or isinstance(clarification, Unknown):
        return answer, False
    if clarification is None:
        return answer, True
    return Chosen(tuple(value for value in question.values if value != question.worse)), False
