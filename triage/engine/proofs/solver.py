"""The SAT solver, with a limit in time: what was not proved in time is not proved."""

from collections.abc import Iterable
from threading import Event, Thread
from types import TracebackType

from pysat.solvers import Solver as Backend

from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.limit import Limit

_BACKEND = "glucose42"
_PAUSE = 0.05


class NotProved(Exception):
    """The proofs did not come to an end: in time, or because the solver failed. Nothing may be approved on this."""


class SolverFault(NotProved):
    """The solver stopped with an error, or said what cannot be."""

    def __init__(self) -> None:
        super().__init__("De oplosser is vastgelopen of sprak zichzelf tegen. Meld dit: er is niets bewezen.")


class Solver:
    """Asks one circuit many questions. Use it as a context; the circuit may grow between questions."""

    def __init__(self, circuit: Circuit, limit: Limit) -> None:
        self._circuit = circuit
        self._limit = limit
        self._backend = _started()
        self._ended = Event()
        self._alarm = Thread(target=self._watch, daemon=True)
        self._known = 0

    def __enter__(self) -> "Solver":
        self._alarm.start()
        return self

    def _watch(self) -> None:
        """Stop the solver when its time is over; again and again, as it may just be about to start."""
        while not self._ended.wait(max(self._limit.left, _PAUSE)):
            if self._limit.left <= 0:
                self._backend.interrupt()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._alarm.join()
        self._backend.delete()

    def model(self, literals: Iterable[Literal]) -> frozenset[Literal] | None:
        """The literals that hold in some case in which all of these hold; None when there is no such case."""
        wanted = list(literals)
        if not self.possible(wanted):
            return None
        model = frozenset(self._backend.get_model() or ())
        if not model.issuperset(wanted):
            raise SolverFault
        return model

    def possible(self, literals: Iterable[Literal]) -> bool:
        """Whether there is a case in which all of these hold."""
        if self._limit.left <= 0:  # making the circuit takes time too, and the alarm stops the solver alone
            raise self._too_late()
        try:
            self._learn()
            found = self._backend.solve_limited(assumptions=list(literals), expect_interrupt=True)
        except Exception as error:
            raise SolverFault from error
        if found is None:
            raise self._too_late()
        return bool(found)

    def _learn(self) -> None:
        self._backend.append_formula(self._circuit.clauses[self._known :])
        self._known = len(self._circuit.clauses)

    def _too_late(self) -> NotProved:
        return NotProved(
            f"De bewijzen waren na {self._limit.seconds:g} seconden rekenen niet klaar. Maak het protocol eenvoudiger "
            "(minder vragen in één telling, minder regels), of vraag de beheerder om hulp."
        )


def _started() -> Backend:
    try:
        return Backend(name=_BACKEND)
    except Exception as error:
        raise SolverFault from error
