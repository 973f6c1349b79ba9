"""Which screen comes next, and how many there can still be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from triage.engine.facts import Facts
from triage.engine.layout import Bits, Place, Waiting
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rule, Screen
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, can_rise
from triage.engine.weights import each, lowest


@dataclass(frozen=True, slots=True)
class NextScreen:
    screen: Screen
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """`next_screen` is None, and `screens_at_most` 0, when there is nothing left to ask."""

    next_screen: NextScreen | None
    screens_at_most: int


def interview_at(protocol: Protocol, facts: Facts, verdict: Verdict, *, rules_only: bool = False) -> Interview:
    """`rules_only`: as if the protocol had no advice, and one route."""
    if verdict.urgency is Urgency.EMERGENCY:
        return Interview(None, 0)
    first, possible = _to_ask(facts, verdict, rules_only=rules_only)
    if not first:
        return Interview(None, 0)
    slug = facts.index.layout.places[first.bit_length() - 1].question.screen
    shown = facts.can_be_asked & possible
    questions = tuple(place.question for place in facts.index.layout.on_screen[slug] if place.bit & shown)
    screen = next(one for one in protocol.screens if one.slug == slug)
    return Interview(NextScreen(screen, questions), _screens_at_most(facts, possible))


def _to_ask(facts: Facts, verdict: Verdict, *, rules_only: bool) -> tuple[Bits, Bits]:
    """The first question that could lead to the greatest urgency, and all that could still change the outcome.

    Those include what would matter at a higher urgency, so that a screen need not come back for that.
    """
    matters, best, asked = _Matters(facts), 0, 0
    *levels, raising = *_reaching(facts, verdict), _raising(facts, verdict)
    more = [] if rules_only or not any((*levels, raising)) else [_higher(facts, verdict.urgency)]
    levels.append(raising if rules_only else raising | _at_hand(facts, verdict.urgency))
    while levels and not best:
        asked |= matters.asked_for(levels.pop(0))
        best = asked & facts.can_be_asked
    return lowest(best), asked | matters.asked_for(reduce(or_, [*levels, *more], 0))


def _at_hand(facts: Facts, urgency: Urgency) -> Bits:
    """What the outcome as it stands still has to know."""
    return _advising(facts, urgency) | _routing(facts) if urgency < Urgency.IMMEDIATE else 0


def _higher(facts: Facts, urgency: Urgency) -> Bits:
    """What advice would ask if the urgency rises."""
    asking = 0
    for level in range(urgency + 1, Urgency.IMMEDIATE):
        asking |= _advising(facts, Urgency(level))
    return asking


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


def _advising(facts: Facts, urgency: Urgency) -> Bits:
    """The rows that could still be shown, and what could withhold them up to the first that is settled and does: after
    that, the others change nothing."""
    never, settled = facts.false | facts.unknown, ~(facts.false | facts.open)
    asking = 0
    for _, shown, against, _, _ in facts.index.weights.asking[urgency]:
        if not shown & never:
            asking |= shown | (against & (lowest(against & settled) - 1))
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
    """Of every OPEN question: the clauses that it could still decide, and what is then asked."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.still_open = facts.still_open
        self.found: dict[Bits, tuple[Bits, Bits]] = {}
        open_questions = facts.open_questions
        for bit, gate, always, place in facts.index.layout.undecided:
            if bit & open_questions:
                if always is None or gate & self.still_open:
                    always = self._decides(place), self._asks(place)  # noqa: PLW2901
                self.found[bit] = always

    def asked_for(self, clauses: Bits) -> Bits:
        """The questions that could still decide these clauses, with those that stand before them."""
        clauses &= self.still_open
        asked = 0
        if clauses:
            for decides, asks in self.found.values():
                if decides & clauses:
                    asked |= asks
        return asked

    def _decides(self, place: Place) -> Bits:
        clauses = place.clauses
        for tally in place.tallies:
            if tally.bit & self.facts.open_counts:
                clauses |= tally.clauses
        return clauses

    def _asks(self, place: Place) -> Bits:
        """A gate names earlier questions only, and those have been found already."""
        if place.bit & self.facts.pending:
            return place.clarified_by
        asks, gate = place.bit, place.gate
        if gate & self.still_open:
            for before in place.behind:
                decides, also = self.found.get(before, (0, 0))
                if decides & gate:
                    asks |= also
        return asks


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
    asked = _Matters(facts).asked_for(clause)
    return {facts.index.layout.places[number].slug for number in each(asked)}


def _screens_at_most(facts: Facts, possible: Bits) -> int:
    """An upper bound, this screen included.

    A screen asks everything on it that can be asked and may matter. So it comes back only for a question that could
    not be asked yet: once for all questions that wait for the same answers.
    """
    to_come = possible
    for place in facts.index.layout.clarified_places:
        if place.bit & possible:
            to_come |= place.clarified_by & ~facts.answered
    screens = facts.index.layout.screens
    return sum(_showings(facts, waiting, on & to_come) for on, waiting in screens if on & to_come)


def _showings(facts: Facts, waiting: tuple[Waiting, ...], to_come: Bits) -> int:
    """Now, and once for whatever is waited for."""
    later = to_come & ~facts.can_be_asked
    waits = {_awaited(facts, one) for one in waiting if one.questions & later} if later else ()
    return len(waits) + (later != to_come)


def _awaited(facts: Facts, waiting: Waiting) -> Bits:
    """What must be answered before these can be asked. Equal for two: they can be asked at once.

    In the simple case these are screens that can be shown now: when the last of them is answered, all that wait for
    the same screens are decided. A count may be decided earlier, and "weet ik niet" may first bring another question.
    """
    _, gate, names, clarifies, counts = waiting
    before = clarifies or names & facts.open_questions
    clarified = not clarifies and before & facts.index.layout.clarified
    if counts or clarified or before & ~facts.can_be_asked:
        return -(gate << 1 | 1) if gate else -(clarifies << 1)  # two kinds of bits, and neither is a screen
    return facts.index.layout.screens_of(before)
