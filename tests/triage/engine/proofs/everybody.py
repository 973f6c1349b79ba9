"""All patients of a protocol as the solver sees them, and questions to the solver about them."""

from collections.abc import Iterator
from contextlib import contextmanager

from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.limit import Limit
from triage.engine.proofs.solver import Solver
from triage.engine.protocol import Protocol


@contextmanager
def everybody(protocol: Protocol) -> Iterator[Cases]:
    circuit = Circuit()
    with Solver(circuit, Limit(600)) as solver:
        yield Cases.of(protocol, circuit, solver)


def always_alike(cases: Cases, one: Literal, other: Literal) -> bool:
    """There is no patient for whom the two differ."""
    return not cases.solver.possible([cases.circuit.differ(one, other)])
