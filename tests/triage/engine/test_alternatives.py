"""What one other answer would have changed."""

import pytest

from tests.triage.engine.example import HEALTHY, MONDAY_MORNING, PROTOCOL, answers
from tests.triage.engine.proofs.tiny import question, records, rule
from triage.engine.alternatives import Alternative, alternatives
from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.codec import decode
from triage.engine.urgency import Urgency
from triage.engine.verdict import urgency_of

SIGNS = decode(
    records(
        {"signs": question("multiple", worse="more")},
        {
            "a": rule({"question": "signs", "contains": "a"}, atLeast="withinDays"),
            "both": rule(
                {"question": "signs", "contains": "a"}, {"question": "signs", "contains": "c"}, atLeast="sameDay"
            ),
        },
    )
)


def found(**other: object) -> tuple[Alternative, ...]:
    return alternatives(answers(**{**HEALTHY, **other}), MONDAY_MORNING)


def of(question: str, found: tuple[Alternative, ...]) -> dict[Answer, Urgency | None]:
    return {one.answer: one.urgency for one in found if one.question == question}


def signs(*chosen: str) -> dict[Answer, Urgency]:
    """What follows from each other choice of the small protocol, which has no calendar to end an interview with."""
    from triage.engine.alternatives import _toggled

    asked = SIGNS.index.questions["signs"]
    others = _toggled(asked, chosen)
    return {one: urgency_of(Answers(SIGNS, {"signs": one})) for one in others}


def test_a_worse_answer_would_have_been_more_urgent() -> None:
    assert of("limits", found())[Chosen(("most",))] is Urgency.WITHIN_DAYS


def test_a_better_answer_would_have_been_less_urgent() -> None:
    assert of("limits", found(limits="most"))[Chosen(("nothing",))] is Urgency.SELF_CARE


def test_of_answers_that_come_to_the_same_the_first_is_told() -> None:
    assert Chosen(("some",)) not in of("limits", found(limits="most"))


def test_what_would_change_nothing_is_not_told() -> None:
    assert of("place", found()) == {}


def test_a_question_that_was_not_answered_is_not_told() -> None:
    assert of("leg-test", found()) == {}


def test_not_knowing_is_an_answer_too() -> None:
    assert of("fever", found())[Unknown()] is Urgency.WITHIN_DAYS


def test_a_number_moves_to_the_nearest_side_of_a_threshold() -> None:
    assert of("age", found()) == {Measured(17): Urgency.WITHIN_DAYS}
    assert of("age", found(age=9)) == {Measured(18): Urgency.SELF_CARE}


def test_where_more_would_be_asked_no_urgency_is_told() -> None:
    """An interview that is not finished must not reassure."""
    emergency = alternatives(answers(breathless="yes"), MONDAY_MORNING)
    assert of("breathless", emergency)[Chosen(("no",))] is None


@pytest.mark.parametrize(
    ("chosen", "others"),
    [
        (("a",), [("none",), ("a", "b"), ("a", "c")]),
        (("none",), [("a",), ("b",), ("c",)]),
        (("a", "c"), [("c",), ("a", "c", "b"), ("a",), ("none",)]),
    ],
)
def test_of_more_choices_one_is_added_or_taken_away(chosen: tuple[str, ...], others: list[tuple[str, ...]]) -> None:
    assert {frozenset(one.choices) for one in signs(*chosen) if isinstance(one, Chosen)} == {
        frozenset(other) for other in others
    }


def test_every_alternative_is_what_the_engine_says_of_it() -> None:
    given = answers(**HEALTHY).given
    assert len(found()) > 5
    for one in found():
        said = urgency_of(Answers(PROTOCOL, {**given, one.question: one.answer}))
        assert said is not Urgency.SELF_CARE
        assert one.urgency in (None, said)
