"""Everything that is proved of a protocol before it may be approved."""

from collections.abc import Callable, Iterator

from triage.engine.proofs import advised, alarm_signs, early, liveness, order, promised
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Circuit
from triage.engine.proofs.failures import Failure
from triage.engine.proofs.limit import SECONDS, Limit
from triage.engine.proofs.solver import Solver
from triage.engine.protocol import Protocol

PROOFS: tuple[Callable[[Cases], Iterator[Failure]], ...] = (
    promised.failures,
    alarm_signs.failures,
    order.failures,
    early.failures,
    advised.failures,
    liveness.failures,
)


def prove(protocol: Protocol, seconds: float = SECONDS) -> tuple[Failure, ...]:
    """Every promise that is not kept; none is proof, over every answer that there can be.

    Raises NotProved when it takes longer than this or the solver fails: then nothing was proved.
    """
    limit = Limit(seconds)
    found: list[Failure] = []
    for proof in PROOFS:
        circuit = Circuit()  # one for each, so that no proof carries what another made
        with Solver(circuit, limit) as solver:
            found.extend(proof(Cases.of(protocol, circuit, solver)))
    return tuple(found)
