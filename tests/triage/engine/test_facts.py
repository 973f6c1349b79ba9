"""The state of a question: answered, unknown, unasked or hidden; and what a clarifying question does to it."""

import pytest

from tests.triage.engine.example import answers
from triage.engine.conditions import Reading
from triage.engine.facts import Facts, facts_from
from triage.engine.truth import Truth

YES, NO = frozenset(("yes",)), frozenset(("no",))


def _facts(**given: object) -> Facts:
    return facts_from(answers(**given))


def test_an_unasked_question_is_open_and_can_be_asked() -> None:
    facts = _facts()
    assert facts.readings["fever"] is Truth.OPEN
    assert "fever" in facts.askable


def test_an_answered_question_is_not_asked_again() -> None:
    facts = _facts(fever="no", age=67)
    assert (facts.readings["fever"], facts.readings["age"]) == (NO, 67)
    assert not {"fever", "age"} & facts.askable


def test_unknown_is_not_no() -> None:
    facts = _facts(fever=None)
    assert facts.readings["fever"] is Truth.UNKNOWN
    assert "fever" not in facts.askable


def test_a_gate_that_is_false_hides_and_makes_false() -> None:
    facts = _facts(age=49)
    assert facts.readings["weight-loss"] is Truth.FALSE
    assert "weight-loss" not in facts.askable


def test_a_gate_that_is_true_asks() -> None:
    facts = _facts(age=50)
    assert facts.readings["weight-loss"] is Truth.OPEN
    assert "weight-loss" in facts.askable


def test_a_gate_that_is_open_does_not_ask_yet() -> None:
    facts = _facts()
    assert facts.readings["weight-loss"] is Truth.OPEN
    assert "weight-loss" not in facts.askable


def test_an_answer_counts_also_when_its_question_is_hidden_by_now() -> None:
    assert _facts(age=49, weight_loss=8).readings["weight-loss"] == 8


CLARIFICATION: list[tuple[dict[str, object], Reading]] = [
    # leg-weakness and its clarification; the worse answer to the clarifying question is "no"
    ({}, Truth.OPEN),
    ({"leg_weakness": "yes"}, YES),
    ({"leg_weakness": "no"}, NO),
    ({"leg_weakness": None}, Truth.OPEN),
    ({"leg_weakness": None, "leg_test": "no"}, YES),
    ({"leg_weakness": None, "leg_test": "yes"}, NO),
    ({"leg_weakness": None, "leg_test": None}, Truth.UNKNOWN),
    # Present without being asked: worse counts, better does not take anything back.
    ({"leg_weakness": "no", "leg_test": "no"}, YES),
    ({"leg_weakness": "yes", "leg_test": "yes"}, YES),
    ({"leg_test": "no"}, YES),
    ({"leg_test": "yes"}, Truth.OPEN),
    ({"leg_test": None}, Truth.OPEN),
]


@pytest.mark.parametrize(("given", "reading"), CLARIFICATION)
def test_a_clarified_question(given: dict[str, object], reading: Reading) -> None:
    assert _facts(**given).readings["leg-weakness"] == reading


@pytest.mark.parametrize(
    ("given", "asked"),
    [({}, False), ({"leg_weakness": "yes"}, False), ({"leg_weakness": "no"}, False), ({"leg_weakness": None}, True)],
)
def test_a_clarifying_question_is_asked_only_after_unknown(given: dict[str, object], asked: bool) -> None:
    assert ("leg-test" in _facts(**given).askable) is asked


def test_a_clarifying_question_is_hidden_once_the_other_is_answered() -> None:
    assert _facts(leg_weakness="no").readings["leg-test"] is Truth.FALSE
