"""What was not proved is not proved: too late, an error, or a solver that says what cannot be."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from pysat.solvers import Solver as Backend

from tests.triage.engine.example import PROTOCOL
from tests.triage.engine.proofs.tiny import ordered, promise, records, rule, yes
from triage.engine.codec import decode
from triage.engine.proofs import solver as module
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.limit import Limit
from triage.engine.proofs.proving import prove
from triage.engine.proofs.solver import NotProved, Solver, SolverFault

BROKEN_PROMISE = decode(
    records(
        {"pain": ordered(), "fever": ordered()},
        {"both": rule(yes("pain"), yes("fever"), atLeast="sameDay")},
        promise={"pain": promise("floor", "sameDay", yes("pain"))},
    )
)


class Crashes(Backend):  # type: ignore[misc]
    def solve_limited(self, **_: object) -> bool:
        raise RuntimeError("segmentation fault, as it were")


class CannotRead(Backend):  # type: ignore[misc]
    def append_formula(self, *_: object, **__: object) -> None:
        raise MemoryError


class CannotStart:
    def __init__(self, **_: object) -> None:
        raise ImportError("no such solver on this machine")


class SaysNothing(Backend):  # type: ignore[misc]
    """It says that there is a case, and does not give it."""

    def get_model(self) -> None:
        return None


class SaysAnything(Backend):  # type: ignore[misc]
    """Another case than the one that was asked for."""

    def get_model(self) -> list[Literal]:
        return [-one for one in super().get_model()]


class AgreesToEverything(Backend):  # type: ignore[misc]
    """Whatever is asked for is possible, and what was asked for is the case."""

    def solve_limited(self, assumptions: Iterable[Literal] = (), **_: object) -> bool:
        self.said = list(assumptions)
        return True

    def get_model(self) -> list[Literal]:
        return self.said


@pytest.mark.parametrize("fault", [Crashes, CannotRead, CannotStart, AgreesToEverything])
def test_a_solver_fault_proves_nothing(fault: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Backend", fault)
    with pytest.raises(SolverFault):
        prove(PROTOCOL, seconds=60)


@pytest.mark.parametrize("fault", [SaysNothing, SaysAnything])
def test_a_case_that_was_not_asked_for_proves_nothing(fault: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Backend", fault)
    circuit = Circuit()
    literal = circuit.variable()
    with Solver(circuit, Limit(60)) as solver, pytest.raises(SolverFault):
        solver.model([literal])


def test_a_case_that_the_engine_contradicts_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver is right about its clauses, but they do not say what the engine says."""
    monkeypatch.setattr("triage.engine.proofs.conclusions.Conclusions.at_least", lambda *_: -1)
    with pytest.raises(SolverFault):
        prove(PROTOCOL, seconds=60)


def test_without_a_fault_the_same_protocol_is_judged() -> None:
    assert [one.slug for one in prove(BROKEN_PROMISE, seconds=60) if one.kind == "promise"] == ["pain"]


@pytest.mark.parametrize("seconds", [0, -1, 1e-9])
def test_beyond_the_limit_nothing_is_proved(seconds: float) -> None:
    with pytest.raises(NotProved, match="niet klaar"):
        prove(PROTOCOL, seconds=seconds)


def test_a_question_that_is_too_hard_is_broken_off() -> None:
    """More pigeons than holes: an age of work for any solver of this kind, on any machine."""
    circuit, holes = Circuit(), 13
    sits = [[circuit.variable() for _ in range(holes)] for _ in range(holes + 1)]
    for pigeon in sits:
        circuit.require(*pigeon)
    for hole in range(holes):
        for one, other in combinations(sits, 2):
            circuit.require(-one[hole], -other[hole])
    with Solver(circuit, Limit(0.1)) as solver, pytest.raises(NotProved, match="niet klaar"):
        solver.possible([])


def test_a_solver_that_was_interrupted_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Backend):  # type: ignore[misc]
        def solve_limited(self, **_: object) -> None:
            return None

    monkeypatch.setattr(module, "Backend", Interrupted)
    with pytest.raises(NotProved, match="na 60 seconden rekenen niet klaar"):
        prove(PROTOCOL, seconds=60)


def test_each_proof_gets_only_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is for all proofs together."""
    left: list[float] = []

    class Watched(Solver):
        def __init__(self, circuit: Circuit, limit: Limit) -> None:
            left.append(limit.left)
            super().__init__(circuit, limit)

    monkeypatch.setattr("triage.engine.proofs.proving.Solver", Watched)
    prove(PROTOCOL, seconds=60)
    assert len(left) > 1
    assert left == sorted(left, reverse=True)
    assert left[-1] < left[0] <= 60


def test_the_solver_learns_what_the_circuit_grew_by() -> None:
    circuit = Circuit()
    one, other = circuit.variable(), circuit.variable()
    with Solver(circuit, Limit(60)) as solver:
        assert solver.possible([one, other])
        circuit.require(-one, -other)
        assert not solver.possible([one, other])
        assert solver.model([one]) == frozenset({1, one, -other})
