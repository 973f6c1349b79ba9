"""Which screen comes next, and how many there can still be."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from triage.engine.facts import Facts
from triage.engine.layout import Bits, Other, Place, Undecided, Waiting, clauses_in
from triage.engine.records import Question, Rule, Screen
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, can_rise
from triage.engine.weights import Row, each, lowest


class NextScreen(NamedTuple):
    screen: Screen
    questions: tuple[Question, ...]


Matter = tuple[Bits, Bits]
"""The clauses that a question could still decide, and the questions that are then asked."""


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
    matters, best = _Matters(facts, reduce(or_, levels, higher)), 0
    for level in levels:
        if level and (best := _asked(matters.found, level) & facts.can_be_asked):
            break
    return lowest(best), matters.asked


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


def _asking(facts: Facts, rows: Iterable[Row]) -> Bits:
    """The rows that could still be shown, and what could withhold them up to the first that is settled and does: after
    that, the others change nothing."""
    never, settled = facts.false | facts.unknown, ~(facts.false | facts.open)
    asking = 0
    for _, shown, against, _, _ in rows:
        if not shown & never:
            withholds = against & settled
            asking |= shown | (against & (withholds & -withholds) - 1)
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


class _Matters:
    """Of every OPEN question that could still decide any of these clauses: which, and what is then asked. `asked`: all
    that is asked then. `before`: of every question so far, for the gates after it.
    """

    __slots__ = ("asked", "before", "clauses", "facts", "found")

    def __init__(self, facts: Facts, clauses: Bits) -> None:
        self.facts, self.clauses, self.asked = facts, clauses & facts.still_open, 0
        self.found: list[Matter] = []
        self.before: dict[Bits, Matter] = {}
        for undecided in facts.index.layout.undecided:
            if undecided.questions & facts.open_questions:
                self.simple(undecided)
                self.others(undecided)

    def simple(self, undecided: Undecided) -> None:
        clauses, open_questions, found = self.clauses, self.facts.open_questions, self.found
        for bit, decides in undecided.simple:
            if bit & open_questions and decides & clauses:
                found.append((decides, bit))
                self.asked |= bit

    def others(self, undecided: Undecided) -> None:
        """While nothing that they are in was answered, they decide what they ever could."""
        if not undecided.others:
            return
        facts, clauses, found, before, asked = self.facts, self.clauses, self.found, self.before, 0
        open_questions, settled, pending = facts.open_questions, ~facts.open_any, facts.pending
        first = self.first(undecided) if undecided.gate & facts.still_open else 0
        for other in undecided.others:
            bit, most, any_of, counts, _ = other
            if bit & open_questions:
                usual = not (counts or any_of & settled or bit & pending)
                before[bit] = matter = (most, bit | first) if usual else _matter(facts, other, first)
                if matter[0] & clauses:
                    found.append(matter)
                    asked |= matter[1]
        self.asked |= asked

    def first(self, undecided: Undecided) -> Bits:
        """What can still decide whether these are asked. A gate names earlier questions, and those were found."""
        place = undecided.others[0].place
        simple = place.behind_simple & self.facts.open_questions
        others = [self.before[one] for one in place.behind_others if one in self.before]
        return simple | _asked(others, undecided.gate) if others else simple


def _matter(facts: Facts, other: Other, first: Bits) -> Matter:
    bit, _, any_of, counts, place = other
    decides = place.clauses | clauses_in(any_of & facts.open_any, facts.index.layout.width)
    if counts & facts.open_counts:
        decides |= _counted(place, facts.open_counts)
    return decides, place.clarified_by if bit & facts.pending else bit | first


def _counted(place: Place, open_counts: Bits) -> Bits:
    """The clauses with a count that this question could still decide."""
    clauses = 0
    for tally in place.tallies:
        if tally.bit & open_counts:
            clauses |= tally.clauses
    return clauses


def _asked(matters: Iterable[Matter], clauses: Bits) -> Bits:
    """The questions that could still decide these clauses, with those that stand before them."""
    asked = 0
    for decides, asks in matters:
        if decides & clauses:
            asked |= asks
    return asked


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
    return {facts.index.layout.places[number].slug for number in each(_Matters(facts, clause).asked)}


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
