"""Somebody who answers what is asked, screen by screen, until the outcome."""

from collections.abc import Mapping

from tests.triage.engine.example import MONDAY_MORNING
from triage.engine.answers import Answer, Answers
from triage.engine.evaluate import Assessment, askable, evaluate
from triage.engine.protocol import Protocol

LONGEST = 200


def interview(protocol: Protocol, says: Mapping[str, Answer]) -> list[Assessment]:
    """Every assessment on the way; the last one has the outcome."""
    given: dict[str, Answer] = {}
    found = [evaluate(protocol, Answers(protocol, given), MONDAY_MORNING)]
    while (screen := found[-1].next_screen) is not None:
        if len(found) > LONGEST:
            raise AssertionError("this interview does not end")
        given |= {question.slug: says[question.slug] for question in screen.questions}
        found.append(evaluate(protocol, Answers(protocol, given), MONDAY_MORNING))
    return found


def everything_asked(protocol: Protocol, says: Mapping[str, Answer]) -> Answers:
    """The answers when every question that can be asked is asked, whether or not it matters."""
    answers = Answers(protocol, {})
    while questions := askable(answers):
        answers = Answers(protocol, {**answers.given, **{slug: says[slug] for slug in questions}})
    return answers
