"""The protocol over many made-up patients. No proof: that is the solver's. But it walks the interview itself."""

from functools import cache
from random import Random
from statistics import median

import pytest

from tests.triage.library.patients import Interview, answer_from, interviewed
from tests.triage.library.population import (
    SEED,
    Sheet,
    anybody,
    everybody,
    holding,
    nearly_well,
    ordinary,
    within,
)
from tests.triage.library.reader import protocol
from triage.engine.answers import Answer, Answers
from triage.engine.atoms import AnyOf, AtLeast, Is, Leaf
from triage.engine.conditions import Conditions, compiled, matches_in
from triage.engine.evaluate import askable, urgency_of
from triage.engine.facts import Facts, facts_from
from triage.engine.records import Promise, PromiseKind, Question, Rest, Screen
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

PEOPLE, FOR_EACH_PROMISE = 3000, 60
ORDINARY, FEWEST_IN_A_GROUP = 150, 15
MEDIAN_SCREENS, MOST_SCREENS = 8, 12
SCREENS_TO_AN_EMERGENCY = 3

Judged = tuple[Facts, Urgency]
PROMISES = [pytest.param(one, id=one.slug) for one in protocol().promises]


def judged(sheet: Sheet) -> Judged:
    """This patient with everything answered, also what would not be asked."""
    built = protocol()
    answers = Answers(built, {one.slug: answer_from(sheet, one, Rest.NO) for one in built.questions})
    return facts_from(answers), urgency_of(answers)


@cache
def people() -> tuple[Judged, ...]:
    built, chance = protocol(), Random(SEED)
    some = (anybody if number % 4 == 0 else nearly_well for number in range(PEOPLE))
    return tuple(judged(make(built, chance)) for make in some)


def those_promised(promise: Promise) -> list[Urgency]:
    """The urgency of everybody for whom this promise was made."""
    built, chance = protocol(), Random(SEED)
    conditions = compiled(promise.when, built.index.questions)
    meant = (judged(within(built, conditions, chance)) for _ in range(FOR_EACH_PROMISE))
    return [urgency for facts, urgency in (*people(), *meant) if facts.truth(conditions) is Truth.TRUE]


def kept(promise: Promise, urgency: Urgency) -> bool:
    return urgency >= promise.urgency if promise.kind is PromiseKind.FLOOR else urgency <= promise.urgency


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds(promise: Promise) -> None:
    found = those_promised(promise)
    assert len(found) >= FOR_EACH_PROMISE // 3
    assert all(kept(promise, urgency) for urgency in found)


@pytest.mark.parametrize("promise", [one for one in PROMISES if "floor" in str(one.id)])
def test_a_floor_holds_in_the_interview(promise: Promise) -> None:
    sheet = holding(protocol(), compiled(promise.when, protocol().index.questions))
    assert interviewed(protocol(), sheet).outcome.urgency >= promise.urgency


def test_the_interview_ends_as_urgent_as_asking_everything() -> None:
    for sheet, interview in everybody():
        if interview.outcome.urgency is not Urgency.EMERGENCY:
            assert urgency_of(_asked_everything(sheet)) is interview.outcome.urgency


def _asked_everything(sheet: Sheet) -> Answers:
    built = protocol()
    given: dict[str, Answer] = {}
    while open_now := askable(Answers(built, given)):
        for slug in sorted(open_now):
            given[slug] = answer_from(sheet, built.index.questions[slug], Rest.NO)
    return Answers(built, given)


def test_every_question_is_asked_of_somebody() -> None:
    asked = frozenset[str]().union(*(interview.asked for _, interview in everybody()))
    assert asked == {question.slug for question in protocol().questions}


def test_every_screen_is_shown_to_somebody() -> None:
    shown = {screen for _, interview in everybody() for screen, _ in interview.screens}
    assert shown == {screen.slug for screen in protocol().screens}


def test_every_rule_is_a_reason_for_somebody() -> None:
    found = {reason.rule for _, interview in everybody() for reason in interview.outcome.reasons}
    assert found == {rule.slug for rule in protocol().rules}


def test_every_advice_is_given_to_somebody() -> None:
    given = {advice for _, interview in everybody() for advice in interview.outcome.advice}
    assert given == {row.advice for row in protocol().advice_choices}


def test_every_outcome_is_reached_by_somebody() -> None:
    reached = {interview.outcome.record.slug for _, interview in everybody()}
    assert reached == {outcome.slug for outcome in protocol().outcomes}


def test_ordinary_back_pain_stays_at_home() -> None:
    assert {one.outcome.urgency for one in _ordinary()} == {Urgency.SELF_CARE}


@pytest.mark.parametrize("group", ["ordinary", "vignettes", "made-up"])
def test_self_care_takes_eight_screens_by_the_median_and_a_dozen_at_most(group: str) -> None:
    taken = [len(one.screens) for one in _interviews()[group] if one.outcome.urgency is Urgency.SELF_CARE]
    assert len(taken) >= FEWEST_IN_A_GROUP
    assert median(taken) <= MEDIAN_SCREENS
    assert max(taken) <= MOST_SCREENS


def _interviews() -> dict[str, list[Interview]]:
    return {
        "ordinary": list(_ordinary()),
        "vignettes": list(_vignettes()),
        "made-up": [interview for _, interview in everybody()],
    }


@cache
def _vignettes() -> tuple[Interview, ...]:
    built = protocol()
    return tuple(interviewed(built, dict(one.answers), one.rest, one.at) for one in built.vignettes)


@cache
def _ordinary() -> tuple[Interview, ...]:
    return tuple(interviewed(protocol(), sheet) for sheet in ordinary(protocol(), ORDINARY))


EMERGENCIES = [one for one in protocol().index.rules if one[0].at_least is Urgency.EMERGENCY]


@pytest.mark.parametrize("when", [pytest.param(when, id=rule.slug) for rule, when in EMERGENCIES])
def test_what_decides_an_emergency_stands_on_the_first_three_screens(when: Conditions) -> None:
    assert {match.question for match in matches_in(when)} <= _FIRST


@pytest.mark.parametrize("when", [pytest.param(when, id=rule.slug) for rule, when in EMERGENCIES])
def test_an_emergency_is_found_within_three_screens(when: Conditions) -> None:
    found = interviewed(protocol(), holding(protocol(), when))
    assert found.outcome.urgency is Urgency.EMERGENCY
    assert len(found.screens) <= SCREENS_TO_AN_EMERGENCY


def test_no_emergency_among_all_patients_takes_more_than_three_screens() -> None:
    taken = {
        len(one.screens)
        for group in _interviews().values()
        for one in group
        if one.outcome.urgency is Urgency.EMERGENCY
    }
    assert max(taken) == SCREENS_TO_AN_EMERGENCY


@pytest.mark.parametrize("question", [pytest.param(one, id=one.slug) for one in protocol().questions if one.worse])
def test_a_worse_answer_never_lowers_the_urgency(question: Question) -> None:
    chance = Random(SEED)
    worst = holding(protocol(), compiled(_worst(question), protocol().index.questions))[question.slug]
    for _ in range(FOR_EACH_PROMISE):
        sheet = nearly_well(protocol(), chance)
        better = {slug: answer for slug, answer in sheet.items() if slug != question.slug}
        assert judged({**better, question.slug: worst})[1] >= judged(better)[1]


def _worst(question: Question) -> tuple[Leaf]:
    if question.number is not None:
        return (AtLeast(question.slug, question.number.maximum),)
    if question.exclusive is not None:
        return (AnyOf(question.slug, tuple(value for value in question.values if value != question.exclusive)),)
    if question.worse == "last":
        return (Is(question.slug, question.values[-1]),)
    return (Is(question.slug, question.worse or ""),)


def _on(screen: Screen) -> tuple[Question, ...]:
    return protocol().index.on_screen[screen.slug]


_FIRST = {one.slug for screen in protocol().screens[:SCREENS_TO_AN_EMERGENCY] for one in _on(screen)}
