"""All answers that a protocol allows, and the smallest case in which something holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from triage.engine.answers import Answers, InvalidAnswers
from triage.engine.cuts import conditions_of, cuts_in
from triage.engine.facts import Facts, facts_from
from triage.engine.given import Answer, Chosen
from triage.engine.harmless import harmless
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.solver import Solver, SolverFault
from triage.engine.proofs.symbols import Symbol, free_symbol
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency
from triage.engine.verdict import verdict_on

Case = Mapping[str, Answer]
"""What is answered; everything else is not."""


@dataclass(frozen=True)
class Cases:
    """The circuit of one proof: the protocol, every patient there can be, and the solver that is asked."""

    protocol: Protocol
    circuit: Circuit
    solver: Solver
    cuts: Mapping[str, frozenset[int]]
    anybody: Patients

    @classmethod
    def of(cls, protocol: Protocol, circuit: Circuit, solver: Solver) -> "Cases":
        cuts = cuts_in(conditions_of(protocol))
        symbols = free_symbols(circuit, protocol, cuts)
        return cls(protocol, circuit, solver, cuts, Patients(circuit, protocol.index, symbols))

    def smallest(self, *wanted: Literal, truly: Callable[[Case], bool]) -> Case | None:
        """A case in which all of this holds, with nothing in it that could be left out; None where there is none.

        `truly`: whether the engine itself says so of that case. It must, or nothing is proved.
        """
        found = smallest(self.solver, self.anybody.symbols.values(), wanted)
        case = None if found is None else case_of(found)
        if case is not None:
            agreed(truly, case)
        return case

    def facts(self, case: Case) -> Facts:
        """What the engine itself makes of this case."""
        return facts_from(Answers(self.protocol, case))

    def urgency_of(self, case: Case) -> Urgency:
        """What the engine itself says of this case."""
        return verdict_on(self.facts(case)).urgency


Found = list[tuple[Symbol, Answer | None]]


def smallest(solver: Solver, symbols: Iterable[Symbol], wanted: Iterable[Literal]) -> Found | None:
    """For each question nothing, or else the answer that worries least, or else what it must be."""
    fixed = list(wanted)
    if not solver.possible(fixed):
        return None
    found: Found = []
    for symbol in symbols:
        answer = _least(solver, symbol, fixed)
        found.append((symbol, answer))
        fixed += symbol.literals_for(answer)
    return found


def _least(solver: Solver, symbol: Symbol, fixed: list[Literal]) -> Answer | None:
    for answer in (None, harmless(symbol.question)):
        if solver.possible([*fixed, *symbol.literals_for(answer)]):
            return answer
    model = solver.model(fixed)
    if model is None:
        raise SolverFault
    return _fewest(solver, symbol, fixed, symbol.answer_in(model))


def _fewest(solver: Solver, symbol: Symbol, fixed: list[Literal], answer: Answer | None) -> Answer | None:
    """Of several choices at once, only those that there must be."""
    if not isinstance(answer, Chosen):
        return answer
    kept = answer.choices
    for value in answer.choices:
        fewer = tuple(one for one in kept if one != value)
        if fewer and solver.possible([*fixed, *symbol.literals_for(Chosen(fewer))]):
            kept = fewer
    return Chosen(kept)


def case_of(found: Found) -> Case:
    return {symbol.question.slug: answer for symbol, answer in found if answer is not None}


def agreed(truly: Callable[[Case], bool], case: Case) -> None:
    """The engine says of this case what the solver said of it. Raises SolverFault where it does not."""
    try:
        said = truly(case)
    except InvalidAnswers as error:
        raise SolverFault from error
    if not said:
        raise SolverFault


def free_symbols(circuit: Circuit, protocol: Protocol, cuts: Mapping[str, frozenset[int]]) -> dict[str, Symbol]:
    return {one.slug: free_symbol(circuit, one, cuts.get(one.slug, ())) for one in protocol.questions}
