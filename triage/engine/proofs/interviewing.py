"""When the interview is over, for all patients at once, as `interview.py` says it; and what asking on could change.

Only what could still make it more urgent is looked at here: advice and routes may ask longer, never shorter.
"""

from triage.engine.conditions import Conditions, matches_in
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import Symbol
from triage.engine.records import Rule
from triage.engine.urgency import Urgency


def finished(now: Conclusions) -> Literal:
    """Nothing that may be asked could make it more urgent; or it is an emergency."""
    circuit = now.patients.circuit
    wanted = _wanted(now)
    asking = (circuit.all_of([_askable(now.patients, slug), literal]) for slug, literal in wanted.items())
    return circuit.any_of([now.at_least(Urgency.EMERGENCY), -circuit.any_of(asking)])


def _askable(patients: Patients, slug: str) -> Literal:
    unanswered = -patients.symbols[slug].given(patients.circuit)
    return patients.circuit.all_of([unanswered, patients.visible(slug)[0]])


def _wanted(now: Conclusions) -> dict[str, Literal]:
    """For each question, whether an open rule still waits for it, or for what it gates or clarifies."""
    patients, circuit = now.patients, now.patients.circuit
    waiting: dict[str, list[Literal]] = {slug: [] for slug in patients.index.questions}
    for rule, when in now.rules:
        _ask(patients, when, circuit.all_of([patients.open(when), _could_matter(now, rule, when)]), waiting)
    wanted: dict[str, Literal] = {}
    for slug in reversed(list(patients.index.questions)):  # a gate names earlier questions only
        wanted[slug] = circuit.any_of(waiting[slug])
        unanswered = -patients.symbols[slug].given(circuit)
        gate = patients.index.gates.get(slug, ())
        _ask(patients, gate, circuit.all_of([wanted[slug], unanswered, patients.open(gate)]), waiting)
    for slug, clarifying in patients.index.clarifier.items():
        given = patients.symbols[slug].given(circuit)
        wanted[clarifying.slug] = circuit.any_of([wanted[clarifying.slug], circuit.all_of([wanted[slug], given])])
    return wanted


def _ask(patients: Patients, conditions: Conditions, wanted: Literal, waiting: dict[str, list[Literal]]) -> None:
    for one in conditions:
        still_open = patients.open_one(one)
        for match in matches_in((one,)):
            own = patients.reading(match.question).open
            waiting[match.question].append(patients.circuit.all_of([wanted, still_open, own]))


def _could_matter(now: Conclusions, rule: Rule, when: Conditions) -> Literal:
    """This rule could still make it more urgent than it is."""
    circuit, certain = now.patients.circuit, now.patients.can_hold(when)
    if rule.raises:
        return circuit.all_of([certain, -now.raised, -now.base_at_least(Urgency.IMMEDIATE)])
    reach = [] if rule.at_least is None else [circuit.all_of([certain, -now.base_at_least(rule.at_least)])]
    if rule.if_uncertain is not None:
        reach.append(circuit.all_of([-certain, -now.base_at_least(rule.if_uncertain)]))
    return circuit.any_of(reach)


def asked_on(now: Patients, later: dict[str, Symbol]) -> tuple[Patients, Literal]:
    """The same patients when they have been asked on: what was answered stays, and only what may be asked is added."""
    then = now.with_symbols(later)
    circuit = now.circuit
    conditions = []
    for slug, symbol in now.symbols.items():
        after = later[slug]
        conditions += [circuit.any_of([-symbol.given(circuit), _same(circuit, symbol, after)])]
        conditions += [circuit.any_of([symbol.given(circuit), -after.given(circuit), then.visible(slug)[0]])]
    return then, circuit.all_of(conditions)


def _same(circuit: Circuit, one: Symbol, other: Symbol) -> Literal:
    pairs = [(one.known, other.known), (one.unknown, other.unknown)]
    pairs += [(one.choices[value], other.choices[value]) for value in one.choices]
    pairs += [(one.cuts[cut], other.cuts[cut]) for cut in one.cuts]
    return circuit.all_of(-circuit.differ(first, second) for first, second in pairs)
