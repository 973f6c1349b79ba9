"""All answers that a protocol allows, and the smallest case in which something holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage.engine.answers import Answers
from triage.engine.conditions import Conditions, NumberMatch, matches_in
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.solver import NotProved, Solver
from triage.engine.proofs.symbols import Symbol, free_symbol
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.urgency import Urgency
from triage.engine.verdict import urgency_of

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

    def smallest(self, *wanted: Literal) -> Case | None:
        """A case in which all of this holds, with nothing in it that could be left out; None where there is none."""
        if not self.solver.possible(wanted):
            return None
        fixed = list(wanted)
        for symbol in self.anybody.symbols.values():
            fixed += self._least(symbol, fixed)
        model = self.solver.model(fixed)
        if model is None:
            raise NotProved("De oplosser sprak zichzelf tegen. Meld dit: er is niets bewezen.")
        found = {slug: symbol.answer_in(model) for slug, symbol in self.anybody.symbols.items()}
        return {slug: answer for slug, answer in found.items() if answer is not None}

    def urgency_of(self, case: Case) -> Urgency:
        """What the engine itself says of this case."""
        return urgency_of(Answers(self.protocol, case))

    def _least(self, symbol: Symbol, fixed: list[Literal]) -> list[Literal]:
        """Nothing, or else no worry, or else what there must be."""
        for answer in (None, harmless(symbol.question)):
            literals = symbol.literals_for(answer)
            if self.solver.possible([*fixed, *literals]):
                return literals
        model = self.solver.model(fixed) or frozenset()
        return symbol.literals_for(symbol.answer_in(model))


def free_symbols(circuit: Circuit, protocol: Protocol, cuts: Mapping[str, frozenset[int]]) -> dict[str, Symbol]:
    return {one.slug: free_symbol(circuit, one, cuts.get(one.slug, ())) for one in protocol.questions}


def conditions_of(protocol: Protocol) -> Iterator[Conditions]:
    """Every condition that the protocol has."""
    index = protocol.index
    yield from index.gates.values()
    yield from (when for _, when in (*index.rules, *index.routes, *index.advice))
    yield from (one.when for found in index.contraindications.values() for one in found)
    yield from (when for _, when in index.promises)


def cuts_in(found: Iterable[Conditions]) -> dict[str, frozenset[int]]:
    """Where each number is cut in two by some condition."""
    cuts: dict[str, set[int]] = {}
    for match in (match for conditions in found for match in matches_in(conditions)):
        if isinstance(match, NumberMatch):
            cuts.setdefault(match.question, set()).update((match.low, match.high + 1))
    return {slug: frozenset(numbers) for slug, numbers in cuts.items()}


def harmless(question: Question) -> Answer:
    """The answer that worries least, where there is one; else any."""
    if question.number is not None:
        return Measured(question.number.maximum if question.worse == "lower" else question.number.minimum)
    baseline = [one.value for one in question.choices if one.baseline]
    if question.kind is QuestionKind.YES_NO:
        return Chosen(("no" if question.worse != "no" else "yes",))
    return Chosen((question.exclusive or next(iter(baseline), question.values[0]),))
