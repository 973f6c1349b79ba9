"""The truth tables, whole."""

from itertools import product

import pytest

from triage.engine.truth import Truth, all_of, at_least_of, negated

T, F, U, O = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.OPEN  # noqa: E741

AND = [
    # T  F  U  O   and this one
    ([T, F, U, O], T),
    ([F, F, F, F], F),
    ([U, F, U, O], U),
    ([O, F, O, O], O),
]


@pytest.mark.parametrize(("row", "left"), AND)
def test_and_of_two(row: list[Truth], left: Truth) -> None:
    assert [all_of([left, right]) for right in (T, F, U, O)] == row
    assert [all_of([right, left]) for right in (T, F, U, O)] == row


def test_and_of_nothing_is_true() -> None:
    assert all_of([]) is T


@pytest.mark.parametrize("truths", product((T, F, U, O), repeat=3))
def test_and_of_more_goes_two_by_two(truths: tuple[Truth, ...]) -> None:
    assert all_of(truths) is all_of([all_of(truths[:2]), truths[2]])


AT_LEAST = [
    (1, [T, F, F], T),
    (1, [F, F, F], F),
    (1, [U, F, F], U),
    (1, [O, F, F], O),
    (2, [T, T, O], T),
    (2, [T, U, F], U),
    (2, [T, U, O], O),
    (2, [U, U, O], U),
    (2, [U, O, F], O),
    (2, [T, F, F], F),
    (2, [O, F, F], F),
    (3, [T, T, U], U),
    (3, [T, T, O], O),
    (3, [T, U, F], F),
]


@pytest.mark.parametrize(("needed", "truths", "expected"), AT_LEAST)
def test_at_least_of(needed: int, truths: list[Truth], expected: Truth) -> None:
    assert at_least_of(needed, truths) is expected


@pytest.mark.parametrize("truths", [truths for length in range(5) for truths in product((T, F, U, O), repeat=length)])
def test_at_least_of_is_open_exactly_when_answers_can_still_change_it(truths: tuple[Truth, ...]) -> None:
    for needed in range(1, 6):
        possible = {
            _settled(needed, one) for one in product(*[(T, F, U) if truth is O else (truth,) for truth in truths])
        }
        assert at_least_of(needed, truths) is (possible.pop() if len(possible) == 1 else O)


def _settled(needed: int, truths: tuple[Truth, ...]) -> Truth:
    """The definition, where nothing is open: the unknown ones may hold or not."""
    possible = {
        sum(one is T for one in world) >= needed
        for world in product(*[(T, F) if truth is U else (truth,) for truth in truths])
    }
    return U if len(possible) > 1 else (T if possible == {True} else F)


def test_not() -> None:
    assert [negated(truth) for truth in (T, F, U, O)] == [F, T, U, O]
