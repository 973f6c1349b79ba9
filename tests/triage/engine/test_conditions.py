"""Every kind of atom against every state of its question."""

import pytest

from triage.engine.atoms import AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, Leaf, PromiseAtom
from triage.engine.conditions import ChoiceMatch, NumberMatch, Reading, UnsoundCondition, all_hold, compiled, matches
from triage.engine.records import Choice, NumberRange, Question, QuestionKind, Role, Text
from triage.engine.truth import Truth

T, F, U, O = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.OPEN  # noqa: E741


def _question(slug: str, kind: QuestionKind, *values: str, worse: str | None = None) -> Question:
    choices = tuple(Choice(value, Text(value)) for value in values)
    number = None if choices else NumberRange(0, 10, Text("dagen"))
    return Question(slug, "screen", 1, kind, Role.FACTOR, Text("?"), True, choices, number, worse)


QUESTIONS = {
    "fever": _question("fever", QuestionKind.YES_NO, "yes", "no", worse="yes"),
    "pain": _question("pain", QuestionKind.SINGLE, "mild", "bad", "worst", worse="last"),
    "drugs": _question("drugs", QuestionKind.MULTIPLE, "aspirin", "prednisone", "none"),
    "days": _question("days", QuestionKind.NUMBER),
}


def _chosen(*values: str) -> Reading:
    return frozenset(values)


STATES: list[Reading] = [U, O, F]
TABLE = [
    # the atom                              the answer                        what it says
    (Is("fever", "yes"), _chosen("yes"), T),
    (Is("fever", "yes"), _chosen("no"), F),
    (Is("fever", "no"), _chosen("no"), T),
    (Is("pain", "bad"), _chosen("bad"), T),
    (Is("pain", "bad"), _chosen("worst"), F),
    (AnyOf("pain", ("bad", "worst")), _chosen("worst"), T),
    (AnyOf("pain", ("bad", "worst")), _chosen("mild"), F),
    (AtLeast("pain", "bad"), _chosen("mild"), F),
    (AtLeast("pain", "bad"), _chosen("bad"), T),
    (AtLeast("pain", "bad"), _chosen("worst"), T),
    (AtMost("pain", "bad"), _chosen("mild"), T),
    (AtMost("pain", "bad"), _chosen("bad"), T),
    (AtMost("pain", "bad"), _chosen("worst"), F),
    (Contains("drugs", "aspirin"), _chosen("aspirin", "prednisone"), T),
    (Contains("drugs", "aspirin"), _chosen("prednisone"), F),
    (Contains("drugs", "aspirin"), _chosen("none"), F),
    (AnyOf("drugs", ("aspirin", "prednisone")), _chosen("prednisone"), T),
    (AnyOf("drugs", ("aspirin", "prednisone")), _chosen("none"), F),
    (AtLeast("days", 3), 2, F),
    (AtLeast("days", 3), 3, T),
    (AtLeast("days", 3), 10, T),
    (AtMost("days", 3), 0, T),
    (AtMost("days", 3), 3, T),
    (AtMost("days", 3), 4, F),
]


@pytest.mark.parametrize(("atom", "reading", "expected"), TABLE)
def test_an_answered_question(atom: Leaf, reading: Reading, expected: Truth) -> None:
    assert all_hold(compiled((atom,), QUESTIONS), {atom.question: reading}) is expected


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("atom", {atom for atom, _, _ in TABLE})
def test_an_unknown_unasked_or_hidden_question(atom: Leaf, state: Truth) -> None:
    assert all_hold(compiled((atom,), QUESTIONS), {atom.question: state}) is state


_TWO = (Is("fever", "yes"), AtLeast("days", 3))
COUNTS = [
    # the count            fever          days   what it says
    (AtLeastOf(1, _TWO), _chosen("no"), 5, T),
    (AtLeastOf(2, _TWO), _chosen("yes"), 5, T),
    (AtLeastOf(2, _TWO), _chosen("yes"), 1, F),
    (AtLeastOf(2, _TWO), _chosen("yes"), U, U),
    (AtLeastOf(2, _TWO), _chosen("yes"), O, O),
    (AtLeastOf(2, _TWO), _chosen("no"), O, F),
    (AtMostOf(0, _TWO), _chosen("no"), 1, T),
    (AtMostOf(0, _TWO), _chosen("no"), 5, F),
    (AtMostOf(1, _TWO), _chosen("yes"), 5, F),
    (AtMostOf(1, _TWO), _chosen("yes"), U, U),
    (AtMostOf(1, _TWO), _chosen("yes"), O, O),
    (AtMostOf(1, _TWO), _chosen("no"), O, T),
    (AtMostOf(2, _TWO), _chosen("yes"), 5, T),
]


@pytest.mark.parametrize(("atom", "fever", "days", "expected"), COUNTS)
def test_a_count(atom: PromiseAtom, fever: Reading, days: Reading, expected: Truth) -> None:
    assert all_hold(compiled((atom,), QUESTIONS), {"fever": fever, "days": days}) is expected


def test_no_conditions_hold_for_everyone() -> None:
    assert all_hold((), {}) is T


@pytest.mark.parametrize("atom", [Is("days", "yes"), AtLeast("days", "yes"), AtLeast("pain", 3), AtMost("pain", 3)])
def test_an_atom_that_does_not_fit_is_an_error_and_not_a_quiet_no(atom: Leaf) -> None:
    with pytest.raises(UnsoundCondition):
        compiled((atom,), QUESTIONS)


def test_an_answer_of_another_kind_is_an_error_and_not_a_quiet_no() -> None:
    with pytest.raises(UnsoundCondition):
        matches(NumberMatch("days", 0, 3), frozenset(("yes",)))
    with pytest.raises(UnsoundCondition):
        matches(ChoiceMatch("fever", frozenset(("yes",))), 3)
