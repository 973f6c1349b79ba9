"""The SAT solver, with a limit in time: what was not proved in time is not proved."""

from collections.abc import Iterable
from threading import Timer
from types import TracebackType

from pysat.solvers import Solver as Backend

from triage.engine.proofs.circuit import Circuit, Literal

SECONDS = 10.0
_BACKEND = "glucose42"


class NotProved(Exception):
    """The proofs did not come to an end: in time, or because the solver failed. Nothing may be approved on this."""


class Solver:
    """Asks one circuit many questions. Use it as a context; the circuit may grow between questions."""

    def __init__(self, circuit: Circuit, seconds: float = SECONDS) -> None:
        self._circuit = circuit
        self._seconds = seconds
        self._backend = Backend(name=_BACKEND)
        self._alarm = Timer(seconds, self._backend.interrupt)
        self._alarm.daemon = True
        self._known = 0

    def __enter__(self) -> "Solver":
        self._alarm.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._alarm.cancel()
        self._alarm.join()
        self._backend.delete()

    def model(self, literals: Iterable[Literal]) -> frozenset[Literal] | None:
        """The literals that hold in some case in which all of these hold; None when there is no such case."""
        return frozenset(self._backend.get_model()) if self.possible(literals) else None

    def possible(self, literals: Iterable[Literal]) -> bool:
        """Whether there is a case in which all of these hold."""
        self._learn()
        return self._solve(list(literals))

    def _learn(self) -> None:
        self._backend.append_formula(self._circuit.clauses[self._known :])
        self._known = len(self._circuit.clauses)

    def _solve(self, assumptions: list[Literal]) -> bool:
        found = self._backend.solve_limited(assumptions=assumptions, expect_interrupt=True)
        if found is None:
            raise self._too_late()
        return bool(found)

    def _too_late(self) -> NotProved:
        return NotProved(
            f"De bewijzen waren na {self._seconds:g} seconden niet klaar. Maak het protocol eenvoudiger "
            "(minder vragen in één telling, minder regels), of vraag de beheerder om hulp."
        )
