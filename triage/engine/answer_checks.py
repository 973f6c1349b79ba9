"""Whether an answer fits its question. Codes and parameters only: the web layer words them, in Dutch and English.

A fault never holds what somebody answered: answers are health data. Its parameters come from the protocol.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.records import Question, QuestionKind

Parameter = str | int | tuple[str, ...]
MAXIMUM_CHOSEN = 20
"""No question has this many choices, so a longer list is refused without a look at what is in it."""


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """`pointer` is a JSON pointer, relative to the list of answers."""

    pointer: str
    code: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    def below(self, pointer: str) -> "AnswerFault":
        return AnswerFault(pointer + self.pointer, self.code, self.parameters)


class InvalidAnswers(Exception):
    """These answers do not fit the protocol. `faults` has everything that is wrong with them, not just the first."""

    def __init__(self, faults: Iterable[AnswerFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{fault.pointer} {fault.code}" for fault in self.faults))


def answer_faults(question: Question, answer: Answer) -> list[AnswerFault]:
    """Everything that is wrong with this answer; each pointer is relative to the answer."""
    about = ("question", question.slug)
    match answer:
        case Unknown():
            return [] if question.allows_unknown else [AnswerFault("/unknown", "unknown-not-allowed", (about,))]
        case Measured(number):
            return _number_faults(question, number)
        case Chosen(choices):
            if question.kind is QuestionKind.NUMBER:
                return [AnswerFault("/choices", "number-expected", (about,))]
            return list(_choice_faults(question, choices))


def _number_faults(question: Question, number: int) -> list[AnswerFault]:
    bounds = question.number
    about = ("question", question.slug)
    if bounds is None:
        return [AnswerFault("/number", "choices-expected", (about,))]
    if bounds.minimum <= number <= bounds.maximum:
        return []
    limits = (("minimum", bounds.minimum), ("maximum", bounds.maximum))
    return [AnswerFault("/number", "out-of-range", (about, *limits))]


def _choice_faults(question: Question, choices: tuple[str, ...]) -> Iterator[AnswerFault]:
    about = ("question", question.slug)
    if not choices:
        yield AnswerFault("/choices", "no-choice", (about,))
    elif len(choices) > (MAXIMUM_CHOSEN if question.kind is QuestionKind.MULTIPLE else 1):
        yield AnswerFault("/choices", "too-many-choices", (about,))
        return
    for number, choice in enumerate(choices):
        pointer = f"/choices/{number}"
        if choice not in question.values:
            yield AnswerFault(pointer, "unknown-choice", (about, ("allowed", question.values)))
        elif choice in choices[:number]:
            yield AnswerFault(pointer, "choice-twice", (about, ("choice", choice)))
    if len(set(choices)) > 1 and question.exclusive in choices:
        yield AnswerFault("/choices", "exclusive-choice", (about, ("choice", question.exclusive or "")))
