"""Worse than last time: what counts as it, and that it can only make things more urgent."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.engine.example import HEALTHY, MONDAY_MORNING, Records, changed, example, raw_answers
from triage.engine.answers import Answers, read_answers
from triage.engine.codec import decode
from triage.engine.earlier import counting_worse, evaluate_compared, is_worse
from triage.engine.evaluate import Status, evaluate, urgency_of
from triage.engine.given import Chosen, Unknown
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency

Given = dict[str, object]
COUNTS = {"question": "limits", "choices": ["most"]}


def protocol(**earlier: Any) -> Protocol:
    return decode(changed("protocol", "rugpijn", "earlier", to={**COUNTS, **earlier}))


LISTED: Records = changed(
    "question",
    "course",
    to={
        "screen": "background",
        "order": 60,
        "kind": "multiple",
        "role": "reviewReason",
        "text": "Wat merkt u?",
        "choices": [
            {"value": "worse", "label": "Steeds erger"},
            {"value": "night", "label": "Elke nacht wakker"},
            {"value": "worried", "label": "Ongerust"},
            {"value": "none", "label": "Geen van deze", "baseline": True, "exclusive": True},
        ],
        "worse": "more",
        "allowsUnknown": True,
    },
)
LISTED["rule"]["course"] = {
    **LISTED["rule"]["limited"],
    "order": 90,
    "when": [{"question": "course", "contains": "worse"}],
}
LISTED["rule"]["unsure-of-nights"] = {
    **LISTED["rule"]["limited"],
    "order": 91,
    "when": [{"question": "course", "contains": "night"}],
    "atLeast": "sameDay",
    "ifUncertain": "sameDay",
}
LISTED["protocol"]["rugpijn"]["earlier"] = {
    "question": "course",
    "choices": ["worse"],
    "ignores": [{"question": "course", "choices": ["worried"]}],
}
ONE, SEVERAL = protocol(), decode(LISTED)


def sheet(of: Protocol, given: Given) -> Answers:
    """As the example writes answers: `None` is "weet ik niet"; here a list is several choices."""
    plain = {name.replace("_", "-"): tuple(one) if isinstance(one, list) else one for name, one in given.items()}
    return read_answers(of, raw_answers(plain))


def worse(before: Given, now: Given, of: Protocol = ONE) -> bool:
    return is_worse(sheet(of, now), sheet(of, before))


@pytest.mark.parametrize(
    ("question", "before", "now", "expected"),
    [
        # yes or no, where yes is worse
        ("night-pain", "no", "yes", True),
        ("night-pain", "yes", "yes", False),
        ("night-pain", "yes", "no", False),
        ("night-pain", "no", "no", False),
        # yes or no, where no is worse
        ("leg-test", "yes", "no", True),
        ("leg-test", "no", "yes", False),
        # one of several, where the last is worst
        ("limits", "nothing", "some", True),
        ("limits", "some", "some", False),
        ("limits", "most", "some", False),
        # a number, where higher is worse
        ("weight-loss", 1, 2, True),
        ("weight-loss", 2, 2, False),
        ("weight-loss", 3, 2, False),
        # several at once: worse is all of what there was, and more
        ("medicines", ["none"], ["prednisone"], True),
        ("medicines", ["prednisone"], ["prednisone", "blood-thinner"], True),
        ("medicines", ["prednisone"], ["blood-thinner"], False),
        ("medicines", ["prednisone"], ["none"], False),
        # without an order there is no worse
        ("place", "low", "neck", False),
        ("age", 20, 90, False),
        ("pregnant", "no", "yes", False),
    ],
)
def test_a_worse_answer_to_an_ordered_question(question: str, before: object, now: object, expected: bool) -> None:
    assert worse({question: before}, {question: now}) is expected


@pytest.mark.parametrize(("before", "now"), [(None, "yes"), ("no", None), (None, None)])
def test_not_knowing_is_neither_better_nor_worse(before: object, now: object) -> None:
    assert not worse({"night-pain": before}, {"night-pain": now})


def test_what_only_one_of_the_two_answered_is_not_compared() -> None:
    assert not worse({}, {"night-pain": "yes"})
    assert not worse({"night-pain": "yes"}, {})


def test_one_worse_answer_among_better_ones_is_worse() -> None:
    assert worse({"night-pain": "yes", "weight-loss": 1}, {"night-pain": "no", "weight-loss": 2})


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({}, {"fever": "yes"}, True),  # sameDay
        ({"fever": "yes"}, {"leg-weakness": "yes"}, True),
        ({"leg-weakness": "yes"}, {"fever": "yes"}, False),
        ({}, {"limits": "most"}, False),  # withinDays: time passed, or a doctor was seen
        ({"fever": "yes"}, {"fever": "yes"}, False),
    ],
)
def test_what_became_more_urgent_from_the_same_day_up_is_worse(before: Given, now: Given, expected: bool) -> None:
    assert worse(before, now) is expected


def test_what_is_left_out_is_not_compared() -> None:
    assert worse({"past-cancer": "no"}, {"past-cancer": "yes"})
    apart = protocol(ignores=[{"question": "past-cancer"}])
    assert not worse({"past-cancer": "no"}, {"past-cancer": "yes"}, apart)


def test_a_choice_that_is_left_out_makes_no_difference_and_hides_none() -> None:
    assert not worse({"course": ["worse"]}, {"course": ["worse", "worried"]}, SEVERAL)
    assert worse({"course": ["worried"]}, {"course": ["worse"]}, SEVERAL)


def test_a_question_that_changed_between_releases_is_not_compared() -> None:
    turned = decode(changed("question", "night-pain", "worse", to="no", protocol=_without_rules_on_nights()))
    assert not is_worse(sheet(ONE, {"night-pain": "yes"}), sheet(turned, {"night-pain": "no"}))


def test_a_question_of_one_release_alone_is_not_compared() -> None:
    assert not is_worse(sheet(SEVERAL, {"course": ["worse"]}), sheet(ONE, {"limits": "some"}))


def _without_rules_on_nights() -> Records:
    records = example()
    del records["rule"]["factors-together"]
    records["promise"]["ordinary-pain-stays-home"]["when"].pop()
    return records


def test_without_a_word_in_the_protocol_nothing_is_worse() -> None:
    silent = decode(changed("protocol", "rugpijn", "earlier", to=...))
    answers = sheet(silent, {"night-pain": "yes"})
    assert not is_worse(answers, sheet(silent, {"night-pain": "no"}))
    assert counting_worse(answers) == (answers,)


def counted(of: Protocol, given: Given, question: str) -> list[object]:
    return [one.given.get(question) for one in counting_worse(sheet(of, given))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [Chosen(("most",))]),  # not asked: filled in
        ({"limits": None}, [Chosen(("most",))]),
        ({"limits": "some"}, [Chosen(("some",))]),  # what somebody said themselves stays
    ],
)
def test_one_answer_is_filled_in_where_there_is_none(given: Given, expected: list[object]) -> None:
    assert counted(ONE, given, "limits") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [None]),  # still asked: the other choices are not known
        ({"course": ["night"]}, [Chosen(("worse", "night"))]),
        ({"course": ["none"]}, [Chosen(("worse",))]),
        ({"course": ["worse"]}, [Chosen(("worse",))]),
        ({"course": None}, [Chosen(("worse",)), Unknown()]),
    ],
)
def test_of_several_it_is_one_more(given: Given, expected: list[object]) -> None:
    assert counted(SEVERAL, given, "course") == expected


def assess(of: Protocol, given: Given) -> tuple[Status, Urgency | None]:
    found = evaluate_compared(of, sheet(of, given), MONDAY_MORNING)
    return found.status, None if found.outcome is None else found.outcome.urgency


def test_what_is_filled_in_is_not_asked() -> None:
    asked = {name: value for name, value in HEALTHY.items() if name != "limits"}
    assert evaluate(ONE, sheet(ONE, asked), MONDAY_MORNING).status is Status.QUESTION
    assert assess(ONE, asked) == (Status.OUTCOME, Urgency.WITHIN_DAYS)


def test_who_did_not_know_gets_the_most_urgent_of_both_readings() -> None:
    healthy = {**HEALTHY, "course": ["none"]}
    assert assess(SEVERAL, healthy) == (Status.OUTCOME, Urgency.WITHIN_DAYS)
    assert assess(SEVERAL, {**healthy, "course": None}) == (Status.OUTCOME, Urgency.SAME_DAY)


def test_an_emergency_ends_it_whatever_is_open() -> None:
    assert assess(SEVERAL, {"breathless": "yes", "course": None}) == (Status.OUTCOME, Urgency.EMERGENCY)


def test_nothing_ends_while_a_reading_has_a_question_open() -> None:
    open_still: Given = {**HEALTHY, "course": None}
    del open_still["fever"]  # settled where not knowing already asks for the same day
    found = [evaluate(SEVERAL, one, MONDAY_MORNING).status for one in counting_worse(sheet(SEVERAL, open_still))]
    assert set(found) == {Status.QUESTION, Status.OUTCOME}
    assert assess(SEVERAL, open_still)[0] is Status.QUESTION


VALUES: dict[str, list[object]] = {
    "breathless": ["yes", "no", None],
    "fever": ["yes", "no", None],
    "leg-weakness": ["yes", "no", None],
    "leg-test": ["yes", "no", None],
    "past-cancer": ["yes", "no", None],
    "night-pain": ["yes", "no", None],
    "weight-loss": [0, 5, None],
    "limits": ["nothing", "some", "most", None],
    "worried": ["yes", "no", None],
    "course": [["none"], ["worse"], ["night"], ["worse", "night", "worried"], None],
    "age": [15, 30, 70],
}
sheets = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})


@settings(max_examples=50)
@given(sheets, st.sampled_from([ONE, SEVERAL]))
def test_it_never_lowers_the_urgency(given: Given, of: Protocol) -> None:
    """Of everything that somebody can have answered so far."""
    known = {name: value for name, value in given.items() if name in of.index.questions}
    answers = sheet(of, known)
    assert max(urgency_of(one) for one in counting_worse(answers)) >= urgency_of(answers)


@settings(max_examples=50)
@given(sheets)
def test_it_never_lowers_an_outcome(given: Given) -> None:
    whole = sheet(SEVERAL, {**HEALTHY, "course": ["none"], **given})
    plain = evaluate(SEVERAL, whole, MONDAY_MORNING).outcome
    counted = evaluate_compared(SEVERAL, whole, MONDAY_MORNING).outcome
    if plain is not None and counted is not None:
        assert counted.urgency >= plain.urgency


@settings(max_examples=50)
@given(sheets)
def test_nobody_is_worse_than_the_same_answers(given: Given) -> None:
    answers = sheet(SEVERAL, given)
    assert not is_worse(answers, answers)
