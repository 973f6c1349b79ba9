"""Clinical cases, walked through the interview screen by screen as a patient would."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.evaluate import evaluate
from triage.engine.harmless import harmless
from triage.engine.outcome import Outcome
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rest, Vignette, VignetteAnswer

UNKNOWN = "unknown"

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


def walked(protocol: Protocol, vignette: Vignette) -> Interview:
    """The interview of this vignette's patient, at the vignette's moment. Raises NoMoment, EndlessInterview."""
    return interviewed(protocol, dict(vignette.answers), vignette.rest, vignette.at)


def interviewed(protocol: Protocol, sheet: Sheet, rest: Rest, at: datetime) -> Interview:
    """Answers screen after screen until there is an outcome."""
    given: dict[str, Answer] = {}
    screens: list[tuple[str, tuple[str, ...]]] = []
    while len(screens) <= len(protocol.questions):
        assessment = evaluate(protocol, Answers(protocol, given), at)
        shown = assessment.next_screen
        if assessment.outcome is not None:
            return Interview(given, tuple(screens), assessment.outcome)
        if shown is None:
            break
        given |= {question.slug: answer_from(sheet, question, rest) for question in shown.questions}
        screens.append((shown.screen.slug, tuple(question.slug for question in shown.questions)))
    raise EndlessInterview(f"no outcome after {len(screens)} screens; the last ones: {screens[-3:]}")


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
    return harmless(question)
