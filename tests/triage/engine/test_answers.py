"""Reading answers: strict, everything at once, and never an answer in a fault."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.engine.example import PROTOCOL
from triage.engine.answers import Answers, Chosen, InvalidAnswers, Measured, Unknown, read_answers

SECRET = "geheim-1987"


def _faults(raw: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(PROTOCOL, raw)
    return [(fault.pointer, fault.code) for fault in caught.value.faults]


def _entry(question: str = "fever", **value: object) -> dict[str, object]:
    return {"question": question, **value}


def test_every_kind_of_answer() -> None:
    raw = [
        _entry(choices=["yes"]),
        _entry("age", number=67),
        _entry("leg-weakness", unknown=True),
        _entry("medicines", choices=["prednisone", "blood-thinner"]),
        _entry("limits", choices=["some"]),
    ]
    assert read_answers(PROTOCOL, raw).given == {
        "fever": Chosen(("yes",)),
        "age": Measured(67),
        "leg-weakness": Unknown(),
        "medicines": Chosen(("prednisone", "blood-thinner")),
        "limits": Chosen(("some",)),
    }


def test_no_answers_yet() -> None:
    assert read_answers(PROTOCOL, []).given == {}


@pytest.mark.parametrize("number", [38, 38.0, 3.8e1])
def test_a_whole_number_in_any_notation(number: float) -> None:
    measured = read_answers(PROTOCOL, [_entry("age", number=number)]).given["age"]
    assert measured == Measured(38)
    assert isinstance(measured, Measured)
    assert type(measured.number) is int


WRONG: list[tuple[object, list[tuple[str, str]]]] = [
    (None, [("", "wrong-type")]),
    ({}, [("", "wrong-type")]),
    ("fever", [("", "wrong-type")]),
    ([None], [("/0", "wrong-type")]),
    (["fever"], [("/0", "wrong-type")]),
    ([[]], [("/0", "wrong-type")]),
    ([{}], [("/0", "no-question"), ("/0", "no-value")]),
    ([{"choices": ["yes"]}], [("/0", "no-question")]),
    ([{"question": 3, "choices": ["yes"]}], [("/0/question", "wrong-type")]),
    ([{"question": ["fever"], "choices": ["yes"]}], [("/0/question", "wrong-type")]),
    ([_entry("koorts", choices=["yes"])], [("/0/question", "unknown-question")]),
    ([_entry("fever\x00", choices=["yes"])], [("/0/question", "unknown-question")]),
    ([_entry("\ud800", choices=["yes"])], [("/0/question", "unknown-question")]),
    ([_entry()], [("/0", "no-value")]),
    ([_entry(choices=["yes"], unknown=True)], [("/0", "two-values")]),
    ([_entry(choices=["yes"], number=None)], [("/0", "two-values")]),
    ([_entry(choices=["yes"], note=SECRET)], [("/0", "unexpected-field")]),
    ([{**_entry(choices=["yes"]), "\ud800": 1}], [("/0", "unexpected-field")]),
    ([_entry(unknown=False)], [("/0/unknown", "wrong-type")]),
    ([_entry(unknown=1)], [("/0/unknown", "wrong-type")]),
    ([_entry(unknown="true")], [("/0/unknown", "wrong-type")]),
    ([_entry("age", unknown=True)], [("/0/unknown", "unknown-not-allowed")]),
    ([_entry(choices="yes")], [("/0/choices", "wrong-type")]),
    ([_entry(choices=None)], [("/0/choices", "wrong-type")]),
    ([_entry(choices=[])], [("/0/choices", "no-choice")]),
    ([_entry("medicines", choices=[])], [("/0/choices", "no-choice")]),
    ([_entry(choices=[True])], [("/0/choices/0", "wrong-type")]),
    ([_entry(choices=[["yes"], 3])], [("/0/choices/0", "wrong-type"), ("/0/choices/1", "wrong-type")]),
    ([_entry(choices=["ja"])], [("/0/choices/0", "unknown-choice")]),
    ([_entry(choices=["YES"])], [("/0/choices/0", "unknown-choice")]),
    ([_entry(choices=["yes\x00"])], [("/0/choices/0", "unknown-choice")]),
    ([_entry(choices=["\udfff"])], [("/0/choices/0", "unknown-choice")]),
    ([_entry(choices=["yes", "no"])], [("/0/choices", "too-many-choices")]),
    ([_entry("limits", choices=["some", "most"])], [("/0/choices", "too-many-choices")]),
    ([_entry("medicines", choices=["prednisone"] * 2)], [("/0/choices/1", "choice-twice")]),
    ([_entry("medicines", choices=["none", "prednisone"])], [("/0/choices", "exclusive-choice")]),
    (
        [_entry("medicines", choices=["none", "x"])],
        [("/0/choices/1", "unknown-choice"), ("/0/choices", "exclusive-choice")],
    ),
    ([_entry("medicines", choices=["x"] * 100_000)], [("/0/choices", "too-many-choices")]),
    ([_entry("age", choices=["yes"])], [("/0/choices", "number-expected")]),
    ([_entry("fever", number=1)], [("/0/number", "choices-expected")]),
    ([_entry("age", number=True)], [("/0/number", "wrong-type")]),
    ([_entry("age", number="67")], [("/0/number", "wrong-type")]),
    ([_entry("age", number=None)], [("/0/number", "wrong-type")]),
    ([_entry("age", number=[67])], [("/0/number", "wrong-type")]),
    ([_entry("age", number=37.5)], [("/0/number", "not-a-whole-number")]),
    ([_entry("age", number=float("inf"))], [("/0/number", "not-a-whole-number")]),
    ([_entry("age", number=float("nan"))], [("/0/number", "not-a-whole-number")]),
    ([_entry("age", number=json.loads("1e400"))], [("/0/number", "not-a-whole-number")]),
    ([_entry("age", number=1e300)], [("/0/number", "out-of-range")]),
    ([_entry("age", number=10**5000)], [("/0/number", "out-of-range")]),
    ([_entry("age", number=-1)], [("/0/number", "out-of-range")]),
    ([_entry("age", number=121)], [("/0/number", "out-of-range")]),
    ([_entry(choices=["yes"]), _entry(choices=["yes"])], [("/1/question", "answered-twice")]),
    (
        [_entry(choices=["yes"]), _entry(choices=["x"])],
        [("/1/question", "answered-twice"), ("/1/choices/0", "unknown-choice")],
    ),
    ([_entry(), _entry(choices=["yes"])], [("/0", "no-value"), ("/1/question", "answered-twice")]),
    ([_entry(choices=["yes"])] * 501, [("", "too-many-answers")]),
]


@pytest.mark.parametrize(("raw", "faults"), WRONG)
def test_what_is_wrong(raw: object, faults: list[tuple[str, str]]) -> None:
    assert _faults(raw) == faults


def test_every_fault_at_once() -> None:
    raw = [_entry("age", number=999), _entry("koorts", unknown=True), None, _entry(choices=["x"], extra=1)]
    assert _faults(raw) == [
        ("/0/number", "out-of-range"),
        ("/1/question", "unknown-question"),
        ("/2", "wrong-type"),
        ("/3", "unexpected-field"),
        ("/3/choices/0", "unknown-choice"),
    ]


def test_a_fault_says_what_would_be_right() -> None:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(PROTOCOL, [_entry("age", number=999), _entry("limits", choices=["x"])])
    first, second = caught.value.faults
    assert dict(first.parameters) == {"question": "age", "minimum": 0, "maximum": 120}
    assert dict(second.parameters) == {"question": "limits", "allowed": ("nothing", "some", "most")}


@pytest.mark.parametrize(
    "raw",
    [
        SECRET,
        [SECRET],
        [_entry(SECRET, choices=[SECRET])],
        [_entry(choices=[SECRET])],
        [_entry("medicines", choices=["none", SECRET, SECRET])],
        [_entry("age", number=SECRET)],
        [{**_entry(choices=["yes"]), SECRET: SECRET}],
        [_entry(unknown=SECRET)],
    ],
)
def test_no_fault_holds_what_somebody_answered(raw: object) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(PROTOCOL, raw)
    assert SECRET not in f"{caught.value} {caught.value.faults!r}"


def test_answers_made_in_code_are_checked_too() -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Answers(PROTOCOL, {"koorts": Unknown(), "age": Chosen(("yes",)), "fever": Chosen(("ja",))})
    found = [(fault.pointer, fault.code) for fault in caught.value.faults]
    assert found == [
        ("", "unknown-question"),
        ("/age/choices", "number-expected"),
        ("/fever/choices/0", "unknown-choice"),
    ]


def test_answers_do_not_change_when_their_source_does() -> None:
    source: dict[str, Any] = {"fever": Unknown()}
    answers = Answers(PROTOCOL, source)
    source.clear()
    assert answers.given == {"fever": Unknown()}


_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["yes", "fever", "age"])
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["question", "choices", "number", "unknown", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, database=None)
@given(_JSON | st.lists(_JSON, max_size=4))
def test_any_json_gives_answers_or_faults_and_nothing_else(raw: object) -> None:
    try:
        answers = read_answers(PROTOCOL, raw)
    except InvalidAnswers as invalid:
        assert invalid.faults
    else:
        assert set(answers.given) <= set(PROTOCOL.index.questions)
