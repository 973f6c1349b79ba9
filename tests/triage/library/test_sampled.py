"""A million made-up patients: no promise and no law of the shipped protocol is broken for any of them.

Every run takes a million for the promises, and fewer for the laws that ask what another answer would have changed;
`make proofs-long` takes a million for all.
"""

from functools import cache
from random import Random

import pytest

from tests.triage.engine.crowd import Crowd, Truths
from tests.triage.engine.crowd_laws import (
    broken_alarm_signs,
    broken_promises,
    stops_too_early,
    unknown_beyond,
    worse_is_less,
)
from tests.triage.engine.crowds import HABITS, Drawing, Habits, meant_by, together
from tests.triage.engine.interviews import everything_asked, interview
from tests.triage.engine.proofs.effort import times
from tests.triage.library.reader import protocol
from triage.engine.answers import Answers
from triage.engine.facts import facts_from
from triage.engine.outcome import outcome_of
from triage.engine.records import Moment, Promise
from triage.engine.verdict import urgency_of, verdict_on

MILLION = 1_000_000
FEWER = times(20_000, MILLION)
MEANT_BY_EACH_PROMISE = 500
ASKED_ONE_BY_ONE = times(40, 2_000)
WELL = Habits(worrying=1, unknown=1)
COMPLETE = tuple(Habits(one.worrying, one.unknown) for one in HABITS[:3])
"""People who answer everything that they are asked."""

EACH_HABIT = pytest.mark.parametrize("habits", HABITS, ids=str)
EACH_COMPLETE = pytest.mark.parametrize("habits", COMPLETE, ids=str)


@cache
def crowd(count: int, habits: Habits) -> Crowd:
    return Drawing(Random(f"{habits}"), count).crowd(protocol(), habits)


@cache
def of_every_kind(count: int) -> Crowd:
    return together([crowd(count // len(HABITS), habits) for habits in HABITS])


@EACH_HABIT
def test_no_promise_is_broken_for_any_of_a_million(habits: Habits) -> None:
    assert broken_promises(crowd(MILLION // len(HABITS), habits)) == set()


@EACH_HABIT
def test_no_alarm_sign_is_missed_for_any_of_a_million(habits: Habits) -> None:
    assert broken_alarm_signs(crowd(MILLION // len(HABITS), habits)) == set()


@pytest.mark.parametrize("promise", protocol().promises, ids=lambda one: str(one.slug))
def test_those_whom_a_promise_is_about_are_tried_for_each(promise: Promise) -> None:
    """Rare ones too: drawn so that its conditions hold for many."""
    drawing = Drawing(Random(promise.slug), MEANT_BY_EACH_PROMISE)
    meant = drawing.crowd(protocol(), WELL, meant_by(protocol(), promise.when))
    assert meant.truths(promise.when).true
    assert broken_promises(meant) == set()


def test_a_worse_answer_is_never_less_urgent() -> None:
    assert worse_is_less(of_every_kind(FEWER)) == set()


def test_weet_ik_niet_lies_between_the_known_answers() -> None:
    assert unknown_beyond(of_every_kind(FEWER)) == set()


@EACH_COMPLETE
def test_the_interview_ends_as_urgent_as_asking_everything(habits: Habits) -> None:
    assert stops_too_early(crowd(FEWER // len(COMPLETE), habits)) == 0


@EACH_COMPLETE
def test_so_it_does_screen_by_screen(habits: Habits) -> None:
    """As apps ask: the engine's own interview, of fewer people."""
    says = crowd(ASKED_ONE_BY_ONE, habits)
    for person in range(ASKED_ONE_BY_ONE // len(COMPLETE)):
        sheet = says.answers_of(person)
        outcome = interview(protocol(), sheet)[-1].outcome
        assert outcome is not None
        assert outcome.urgency is urgency_of(everything_asked(protocol(), sheet))


@EACH_HABIT
def test_advice_is_never_shown_to_whom_it_could_harm(habits: Habits) -> None:
    """What the engine shows, against what the crowd says of every contraindication."""
    people = crowd(10 * ASKED_ONE_BY_ONE // len(HABITS), habits)
    against: dict[str, list[Truths]] = {}
    for row in protocol().advice_choices:
        against.setdefault(row.advice, []).extend(people.truths(one.when) for one in row.withheld_when)
    for person in range(people.count):
        facts = facts_from(Answers(protocol(), people.answers_of(person)))
        shown = outcome_of(facts, verdict_on(facts), Moment.OFFICE_HOURS).advice
        assert not any(one.possible >> person & 1 for advice in shown for one in against[advice])
