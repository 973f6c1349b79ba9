"""A patient who answers every screen that the interview shows, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.evaluate import Assessment, Status, evaluate
from triage.engine.outcome import Outcome
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind, Rest, VignetteAnswer

TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
UNKNOWN = "unknown"
USUAL_AGE = 40

Sheet = Mapping[str, VignetteAnswer]
"""What a patient would answer, whether or not it is asked. A question that is not on it gets the rest's answer."""


class EndlessInterview(RuntimeError):
    """The interview asked for more screens than there are questions."""


@dataclass(frozen=True, slots=True)
class Interview:
    """`screens` are the screens shown, in order, each with the questions that stood on it."""

    given: Mapping[str, Answer]
    screens: tuple[tuple[str, tuple[str, ...]], ...]
    outcome: Outcome

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(slug for _, questions in self.screens for slug in questions)


def interviewed(protocol: Protocol, sheet: Sheet, rest: Rest = Rest.NO, at: datetime = TUESDAY_MORNING) -> Interview:
    """Answers screen after screen until there is an outcome."""
    given: dict[str, Answer] = {}
    screens: list[tuple[str, tuple[str, ...]]] = []
    while len(screens) <= len(protocol.questions):
        assessment = evaluate(protocol, Answers(protocol, given), at)
        if assessment.status is Status.OUTCOME and assessment.outcome is not None:
            return Interview(given, tuple(screens), assessment.outcome)
        screens.append(_answer_screen(assessment, sheet, rest, given))
    raise EndlessInterview(str(screens[-3:]))


def _answer_screen(
    assessment: Assessment, sheet: Sheet, rest: Rest, given: dict[str, Answer]
) -> tuple[str, tuple[str, ...]]:
    shown = assessment.next_screen
    if shown is None:
        raise EndlessInterview("an interview without outcome has no next screen")
    for question in shown.questions:
        given[question.slug] = answer_from(sheet, question, rest)
    return shown.screen.slug, tuple(question.slug for question in shown.questions)


def answer_from(sheet: Sheet, question: Question, rest: Rest) -> Answer:
    value = sheet.get(question.slug)
    if value is None:
        return _unlisted(question, rest)
    if value == UNKNOWN:
        return Unknown()
    if isinstance(value, int):
        return Measured(value)
    return Chosen((value,) if isinstance(value, str) else tuple(value))


def _unlisted(question: Question, rest: Rest) -> Answer:
    """`no` is the reassuring answer: on tiptoe one *can* walk, and the usual choice is the baseline."""
    if rest is Rest.UNKNOWN and question.allows_unknown:
        return Unknown()
    if question.kind is QuestionKind.YES_NO:
        return Chosen(("yes" if question.worse == "no" else "no",))
    if question.number is not None:
        return Measured(question.number.minimum if question.worse == "higher" else USUAL_AGE)
    return Chosen((next(choice.value for choice in question.choices if choice.baseline),))
