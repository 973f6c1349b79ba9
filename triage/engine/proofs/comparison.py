"""Who would be told something less urgent by one protocol than by another: the patients to look at before approving.

The same person answers both interviews: whatever both ask is answered the same. What only one of them asks, or a choice
that only one of them has, may be answered in any way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from triage.engine.answers import Answers
from triage.engine.cuts import conditions_of, cuts_in
from triage.engine.given import Answer
from triage.engine.proofs.cases import Case, smallest
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.completed import completed
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.limit import SECONDS, Limit
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.solver import NotProved, Solver
from triage.engine.proofs.symbols import Symbol, free_symbol
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency
from triage.engine.verdict import urgency_of


@dataclass(frozen=True)
class LessUrgent:
    """`rule`: one of the earlier protocol that decided, and is not there any more as it was; None for another cause.

    `before` and `after` are what this person answers in each interview.
    """

    rule: str | None
    was: Urgency
    becomes: Urgency
    before: Case
    after: Case


@dataclass(frozen=True)
class Side:
    """One of the two protocols, for everybody who answered all that it asks."""

    protocol: Protocol
    patients: Patients
    now: Conclusions
    complete: Literal

    @classmethod
    def of(cls, protocol: Protocol, circuit: Circuit, cuts: dict[str, frozenset[int]]) -> "Side":
        symbols = {one.slug: free_symbol(circuit, one, cuts.get(one.slug, ())) for one in protocol.questions}
        patients = Patients(circuit, protocol.index, symbols)
        return cls(protocol, patients, Conclusions(patients), completed(patients))


def less_urgent(before: Protocol, after: Protocol, seconds: float = SECONDS) -> tuple[LessUrgent, ...]:
    """One smallest case for each changed rule and pair of levels. Raises NotProved."""
    limit, circuit = Limit(seconds), Circuit()
    cuts = cuts_in(conditions for protocol in (before, after) for conditions in conditions_of(protocol))
    old, new = (Side.of(protocol, circuit, cuts) for protocol in (before, after))
    same_person = [old.complete, new.complete, *_answers_alike(circuit, old, new)]
    with Solver(circuit, limit) as solver:
        return tuple(_differences(solver, old, new, same_person))


def _answers_alike(circuit: Circuit, old: Side, new: Side) -> Iterator[Literal]:
    for slug, one in old.patients.symbols.items():
        other = new.patients.symbols.get(slug)
        if other is not None and other.question.kind is one.question.kind:
            both = circuit.all_of([one.given(circuit), other.given(circuit)])
            yield circuit.any_of([-both, _alike(circuit, one, other)])


def _alike(circuit: Circuit, one: Symbol, other: Symbol) -> Literal:
    """The same answer; or any other, where the answer is one that the other question does not have."""
    common = one.choices.keys() & other.choices.keys()
    pairs = [(one.unknown, other.unknown), *((one.choices[value], other.choices[value]) for value in sorted(common))]
    pairs += [(one.cuts[cut], other.cuts[cut]) for cut in sorted(one.cuts.keys() & other.cuts.keys())]
    same = circuit.all_of(-circuit.differ(first, second) for first, second in pairs)
    own = [literal for value, literal in one.choices.items() if value not in common]
    own += [one.unknown] if not other.question.allows_unknown else []
    return circuit.any_of([same, *own])


def _differences(solver: Solver, old: Side, new: Side, same_person: list[Literal]) -> Iterator[LessUrgent]:
    changed = _changed_rules(old.protocol, new.protocol)
    for was, becomes in product(Urgency, Urgency):
        lower = [*same_person, old.now.is_just(was), new.now.is_just(becomes)]
        if was <= becomes or not solver.possible(lower):
            continue
        at_the_top = {slug: literal for slug, literal in old.now.at_the_top(was).items() if slug in changed}
        for slug, literal in at_the_top.items():
            yield from _case(solver, old, new, slug, [*lower, literal])
        yield from _case(solver, old, new, None, [*lower, *(-literal for literal in at_the_top.values())])


def _changed_rules(before: Protocol, after: Protocol) -> frozenset[str]:
    still_there = set(after.rules)
    return frozenset(rule.slug for rule in before.rules if rule not in still_there)


def _case(solver: Solver, old: Side, new: Side, rule: str | None, wanted: list[Literal]) -> Iterator[LessUrgent]:
    symbols = [*old.patients.symbols.values(), *new.patients.symbols.values()]
    found = smallest(solver, symbols, wanted)
    if found is not None:
        before, after = (_given(side, found) for side in (old, new))
        was, becomes = urgency_of(Answers(old.protocol, before)), urgency_of(Answers(new.protocol, after))
        if becomes >= was:
            raise NotProved("De oplosser en de rekenkern zijn het niet eens. Meld dit: er is niets bewezen.")
        yield LessUrgent(rule, was, becomes, before, after)


def _given(side: Side, found: list[tuple[Symbol, Answer | None]]) -> dict[str, Answer]:
    own = {id(symbol) for symbol in side.patients.symbols.values()}
    return {symbol.question.slug: answer for symbol, answer in found if id(symbol) in own and answer is not None}
