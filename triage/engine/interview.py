"""Which screen comes next, and how many there can still be."""

from collections.abc import Iterator
from typing import NamedTuple

from triage.engine.bits import Bits, each, lowest, union
from triage.engine.deciding import Gate
from triage.engine.facts import Facts
from triage.engine.layout import Waiting
from triage.engine.records import Question, Rule, Screen
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, can_rise
from triage.engine.weights import Asking


class NextScreen(NamedTuple):
    screen: Screen
    questions: tuple[Question, ...]


class Interview(NamedTuple):
    """`next_screen` is None, and `screens_at_most` 0, when there is nothing left to ask."""

    next_screen: NextScreen | None
    screens_at_most: int


def interview_at(facts: Facts, verdict: Verdict, *, rules_only: bool = False) -> Interview:
    """`rules_only`: as if the protocol had no advice, and one route."""
    if verdict.urgency is Urgency.EMERGENCY:
        return Interview(None, 0)
    first, possible = _to_ask(facts, verdict, rules_only=rules_only)
    if not first:
        return Interview(None, 0)
    index, shown = facts.index, facts.can_be_asked & possible
    screen = index.screens[index.layout.places[first.bit_length() - 1].question.screen]
    questions = [place.question for place in index.layout.on_screen[screen.slug] if place.bit & shown]
    return Interview(NextScreen(screen, tuple(questions)), _screens_at_most(facts, possible))


def _to_ask(facts: Facts, verdict: Verdict, *, rules_only: bool) -> tuple[Bits, Bits]:
    """The first question that could lead to the greatest urgency, and all that could still change the outcome.

    Those include what would matter at a higher urgency, so that a screen need not come back for that.
    """
    levels = [*_reaching(facts, verdict), _raising(facts, verdict)]
    higher = 0 if rules_only or not any(levels) else _higher(facts, verdict.urgency)
    if not rules_only:
        levels[-1] |= _at_hand(facts, verdict.urgency)
    everything = higher | union(levels)
    possible, best = _asked(facts, everything), 0
    for level in levels:
        if level and (best := (possible if level == everything else _asked(facts, level)) & facts.can_be_asked):
            break
    return lowest(best), possible


def _at_hand(facts: Facts, urgency: Urgency) -> Bits:
    """What the outcome as it stands still has to know."""
    if urgency >= Urgency.IMMEDIATE:
        return 0
    return _asking(facts, facts.index.weights.asking[urgency]) | _routing(facts)


def _higher(facts: Facts, urgency: Urgency) -> Bits:
    """What advice would ask if the urgency rises."""
    return _asking(facts, facts.index.weights.asking_above[urgency])


def _reaching(facts: Facts, verdict: Verdict) -> Iterator[Bits]:
    """The open rules that could still make it more urgent, the most urgent first.

    After a "weet ik niet" that is `if_uncertain` at most.
    """
    weights, unknown = facts.index.weights, facts.unknown
    still_open = facts.still_open & weights.rules
    for level in range(Urgency.EMERGENCY, verdict.base, -1):
        yield still_open & ((weights.at_least[level] & ~unknown) | (weights.if_uncertain[level] & unknown))


def _raising(facts: Facts, verdict: Verdict) -> Bits:
    """A raise counts as the least of all."""
    if verdict.raised or not can_rise(verdict.base):
        return 0
    return facts.still_open & facts.index.weights.raises & ~facts.unknown


def _asking(facts: Facts, rows: Asking) -> Bits:
    """The rows that could still be shown, and what could withhold them up to the first that is settled and does: after
    that, the others change nothing."""
    shown, settled = rows.shown & ~(facts.false | facts.unknown), ~(facts.false | facts.open)
    if not rows.against & settled:
        return rows.both(shown)
    asking = 0
    for clause, against in rows.each:
        if clause & shown:
            withholds = against & settled
            asking |= clause | (against & (withholds & -withholds) - 1)
    return asking


def _routing(facts: Facts) -> Bits:
    """Up to the first route that holds: that one is taken."""
    asking = 0
    for _, route in facts.index.weights.routes:
        if not route & facts.not_true:
            break
        if not route & facts.unknown:
            asking |= route
    return asking


def _asked(facts: Facts, clauses: Bits) -> Bits:
    """The questions that could still decide any of these clauses, with those that stand before them."""
    clauses &= facts.still_open
    if not clauses:
        return 0
    deciding, open_any, open_counts = facts.index.layout.deciding, facts.open_any, facts.open_counts
    asked = deciding.alone(clauses)
    for place, any_of in deciding.any_of:
        if some := open_any >> place & clauses:
            asked |= any_of(some)
    if open_counts:
        for bit, of, questions in deciding.counted:
            if bit & open_counts and of & clauses:
                asked |= questions
    return _with_gates(facts, asked & facts.open_questions)


def _with_gates(facts: Facts, asked: Bits) -> Bits:
    """With what can still decide whether these are asked; and what clarifies an answer in place of its question."""
    layout, still_open, own = facts.index.layout, facts.still_open, ~facts.pending
    for questions, gate in layout.deciding.gates:
        if questions & asked & own and gate.clause & still_open:
            asked |= _in_gate(facts, gate)
    if asked & facts.pending:
        for place in layout.clarified_places:
            if place.bit & asked & facts.pending:
                asked = asked & ~place.bit | place.clarified_by
    return asked


def _in_gate(facts: Facts, gate: Gate) -> Bits:
    """The questions in a gate that can still decide it."""
    _, found, enough, counted = gate
    for any_of, some in enough:
        if any_of & facts.open_any:
            found |= some
    for bit, _, some in counted:
        if bit & facts.open_counts:
            found |= some
    return found & facts.open_questions


def rules_still_open(facts: Facts, verdict: Verdict) -> Iterator[tuple[Rule, Urgency, Bits]]:
    """The rules that could still make it more urgent, how urgent, and their clauses, in the order of the rules."""
    levels = dict(zip(range(Urgency.EMERGENCY, verdict.base, -1), _reaching(facts, verdict), strict=True))
    levels[Urgency.SELF_CARE] = _raising(facts, verdict)
    for number, (rule, _) in enumerate(facts.index.rules):
        for level, clauses in levels.items():
            if clauses >> number & 1:
                yield rule, Urgency(level), 1 << number


def questions_open_in(facts: Facts, clause: Bits) -> set[str]:
    """The questions that could still decide this clause, with those that stand before them."""
    return {facts.index.layout.places[number].slug for number in each(_asked(facts, clause))}


def _screens_at_most(facts: Facts, possible: Bits) -> int:
    """An upper bound, this screen included.

    A screen asks everything on it that can be asked and may matter. So it comes back only for a question that could
    not be asked yet: once for all questions that wait for the same answers.
    """
    to_come = possible
    for place in facts.index.layout.clarified_places:
        if place.bit & possible:
            to_come |= place.clarified_by & ~facts.answered
    most, later = 0, to_come & ~facts.can_be_asked
    for on, waiting in facts.index.layout.screens:
        if on & to_come:
            most += _showings(facts, waiting, on & to_come, on & later) if on & later else 1
    return most


def _showings(facts: Facts, waiting: tuple[Waiting, ...], to_come: Bits, later: Bits) -> int:
    """Now, and once for whatever is waited for: what must be answered before a question can be asked.

    In the simple case these are screens that can be shown now: when the last of them is answered, all that wait for
    the same screens are decided. A count may be decided earlier, and "weet ik niet" may first bring another question.
    """
    layout, not_now, waits = facts.index.layout, ~facts.can_be_asked, set[Bits]()
    for questions, names, clarifies, sooner, apart in waiting:
        if questions & later:
            before = clarifies or names & facts.open_questions
            waits.add(apart if before & (not_now | sooner) else layout.screens_of(before))
    return len(waits) + (later != to_come)
