"""The whole assessment."""

from datetime import UTC, datetime

import pytest

from tests.triage.engine.example import MONDAY_MORNING, PROTOCOL, answers, assess, assess_healthy, changed, example
from triage.engine.calendar import NoMoment
from triage.engine.codec import decode
from triage.engine.evaluate import Status, askable, evaluate
from triage.engine.facts import ForeignAnswers
from triage.engine.urgency import Urgency


def test_an_unfinished_interview_has_a_screen_and_no_outcome() -> None:
    assessment = assess()
    assert assessment.status is Status.QUESTION
    assert assessment.next_screen is not None
    assert assessment.outcome is None


def test_a_finished_interview_has_an_outcome_and_no_screen() -> None:
    assessment = assess_healthy()
    assert assessment.status is Status.OUTCOME
    assert assessment.next_screen is None
    assert assessment.outcome is not None
    assert assessment.outcome.urgency is Urgency.SELF_CARE


@pytest.mark.parametrize(
    ("given", "so_far"),
    [
        ({}, None),
        ({"limits": "most"}, None),
        ({"fever": "yes"}, Urgency.SAME_DAY),
        ({"breathless": "yes"}, Urgency.EMERGENCY),
    ],
)
def test_below_same_day_the_urgency_so_far_is_not_told(given: dict[str, object], so_far: Urgency | None) -> None:
    assert assess(**given).urgency_so_far is so_far


def test_progress_counts_every_answer_unknown_ones_too() -> None:
    assert assess(fever=None, age=40).progress.answered == 2


def test_answers_that_were_checked_against_another_protocol_are_refused() -> None:
    other = decode(example())
    with pytest.raises(ForeignAnswers):
        evaluate(PROTOCOL, answers(other), MONDAY_MORNING)


def test_without_a_calendar_there_is_no_moment() -> None:
    draft = decode(changed("calendar", to=...))
    with pytest.raises(NoMoment):
        evaluate(draft, answers(draft), MONDAY_MORNING)


def test_a_moment_outside_the_calendar_is_refused_from_the_first_screen_on() -> None:
    with pytest.raises(NoMoment):
        assess(PROTOCOL, datetime(2031, 1, 1, tzinfo=UTC))


def test_the_same_input_gives_the_same_assessment() -> None:
    assert assess_healthy(fever="yes") == assess_healthy(fever="yes")


def test_what_can_be_asked_is_more_than_what_matters() -> None:
    assert "night-pain" in askable(answers(breathless="yes"))
