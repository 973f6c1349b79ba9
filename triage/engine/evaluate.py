"""Answers in, assessment out: the next screen or the outcome, with its trace. Always the same for the same input."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from triage.engine.answers import Answers
from triage.engine.facts import ForeignAnswers, facts_from
from triage.engine.interview import NextScreen, interview_at
from triage.engine.outcome import Outcome, outcome_of
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency
from triage.engine.verdict import rule_truths, urgency_of, verdict_on

__all__ = ["Assessment", "Progress", "Status", "askable", "evaluate", "rule_truths", "urgency_of"]


class Status(StrEnum):
    QUESTION = "question"
    OUTCOME = "outcome"


class Progress(NamedTuple):
    answered: int
    screens_at_most: int


class Assessment(NamedTuple):
    """With status `question` there is a next screen; with status `outcome` there is an outcome.

    `urgency_so_far` is None below `sameDay`: an interview that is not finished must not reassure.
    """

    status: Status
    urgency_so_far: Urgency | None
    progress: Progress
    next_screen: NextScreen | None
    outcome: Outcome | None


def evaluate(protocol: Protocol, answers: Answers, at: datetime) -> Assessment:
    """`at` must have a time zone and lie in the protocol's calendar: `NoMoment` otherwise, from the first screen on."""
    if answers.protocol is not protocol:
        raise ForeignAnswers("these answers were checked against another protocol")
    moment = protocol.moment_at(at)
    facts = facts_from(answers)
    verdict = verdict_on(facts)
    interview = interview_at(facts, verdict)
    finished = interview.next_screen is None
    return Assessment(
        status=Status.OUTCOME if finished else Status.QUESTION,
        urgency_so_far=verdict.urgency if verdict.urgency >= Urgency.SAME_DAY else None,
        progress=Progress(len(answers.given), interview.screens_at_most),
        next_screen=interview.next_screen,
        outcome=outcome_of(facts, verdict, moment) if finished else None,
    )


def askable(answers: Answers) -> frozenset[str]:
    """Every unanswered question that may be asked now, whether or not it still matters."""
    return facts_from(answers).askable
