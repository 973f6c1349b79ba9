"""Each gate against Python's own logic, on every input."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations_with_replacement, product

import pytest

from triage.engine.proofs.circuit import FALSE, TRUE, Circuit, Literal
from triage.engine.proofs.limit import Limit
from triage.engine.proofs.solver import Solver

Values = dict[Literal, bool]
A, B, C = 2, 3, 4
"""The first three variables of a circuit."""
INPUTS = (A, -A, B, -B, C, TRUE, FALSE)


def circuit_of_three() -> Circuit:
    circuit = Circuit()
    assert [circuit.variable() for _ in range(3)] == [A, B, C]
    return circuit


def every_value() -> Iterator[Values]:
    for chosen in product((True, False), repeat=3):
        held = {TRUE: True, **dict(zip((A, B, C), chosen, strict=True))}
        yield held | {-one: not value for one, value in held.items()}


def literals_that_hold(values: Values) -> list[Literal]:
    return [one for one in (A, B, C, -A, -B, -C) if values[one]]


def assert_means(circuit: Circuit, gate: Literal, meaning: Callable[[Values], bool]) -> None:
    """For every input the gate can only have the one value."""
    with Solver(circuit, Limit(60)) as solver:
        for values in every_value():
            given = literals_that_hold(values)
            assert solver.possible([*given, gate]) is meaning(values)
            assert solver.possible([*given, -gate]) is not meaning(values)


def few_inputs() -> Iterable[tuple[Literal, ...]]:
    return (some for size in range(4) for some in combinations_with_replacement(INPUTS, size))


def test_all_of_is_and() -> None:
    circuit = circuit_of_three()
    for some in few_inputs():
        assert_means(circuit, circuit.all_of(some), lambda values, some=some: all(values[one] for one in some))  # type: ignore[misc]


def test_any_of_is_or() -> None:
    circuit = circuit_of_three()
    for some in few_inputs():
        assert_means(circuit, circuit.any_of(some), lambda values, some=some: any(values[one] for one in some))  # type: ignore[misc]


def test_differ_is_exclusive_or() -> None:
    circuit = circuit_of_three()
    for one, other in product(INPUTS, repeat=2):
        gate = circuit.differ(one, other)
        assert_means(circuit, gate, lambda values, one=one, other=other: values[one] is not values[other])  # type: ignore[misc]


@pytest.mark.parametrize("needed", range(-1, 6))
def test_at_least_counts_each_time_that_a_literal_stands_there(needed: int) -> None:
    circuit = circuit_of_three()
    for some in few_inputs():
        gate = circuit.at_least(needed, some)
        assert_means(circuit, gate, lambda values, some=some: sum(values[one] for one in some) >= needed)  # type: ignore[misc]


def test_exactly_one_allows_one_and_only_one() -> None:
    circuit = circuit_of_three()
    circuit.exactly_one([A, B, -C])
    with Solver(circuit, Limit(60)) as solver:
        for values in every_value():
            held = [values[one] for one in (A, B, -C)].count(True)
            assert solver.possible(literals_that_hold(values)) is (held == 1)


def test_require_allows_only_what_has_one_of_these() -> None:
    circuit = circuit_of_three()
    circuit.require(A, -B)
    with Solver(circuit, Limit(60)) as solver:
        for values in every_value():
            assert solver.possible(literals_that_hold(values)) is (values[A] or values[-B])


def test_constants_fold_away_without_a_clause() -> None:
    circuit = circuit_of_three()
    before = len(circuit.clauses)
    assert circuit.all_of([A, TRUE]) == A
    assert circuit.all_of([A, FALSE]) == FALSE
    assert circuit.all_of([A, -A]) == FALSE
    assert circuit.any_of([A, TRUE]) == TRUE
    assert circuit.any_of([A, FALSE]) == A
    assert circuit.all_of([]) == TRUE
    assert circuit.any_of([]) == FALSE
    assert len(circuit.clauses) == before


def test_the_same_gate_is_made_once() -> None:
    circuit = circuit_of_three()
    gates = [circuit.all_of([A, B]), circuit.at_least(2, [A, B, C]), circuit.any_of([A, C])]
    before = len(circuit.clauses)
    assert [circuit.all_of([B, A, A]), circuit.at_least(2, [C, B, A]), circuit.any_of([C, A])] == gates
    assert len(circuit.clauses) == before
