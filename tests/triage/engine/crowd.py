"""A crowd of patients judged all at once: each bit of an integer is one of them, so a million cost what a few do.

Written from DESIGN section 4 and the atoms, apart from the engine and from the solver; the tests hold it to the engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_, or_

from triage.engine.atoms import AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, Leaf, PromiseAtom
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rule
from triage.engine.urgency import Urgency

Bits = int
LEVELS = tuple(level for level in Urgency if level)


@dataclass(frozen=True, slots=True)
class Replies:
    """What everybody said to one question. `chosen`: for each choice, who chose it; `digits`: a number, bit by bit."""

    question: Question
    known: Bits
    unknown: Bits
    chosen: Mapping[str, Bits] = field(default_factory=dict)
    digits: tuple[Bits, ...] = ()

    @property
    def given(self) -> Bits:
        return self.known | self.unknown

    def answer(self, bit: Bits) -> Answer:
        """Of the one person with this bit, who gave one."""
        if self.unknown & bit:
            return Unknown()
        if self.question.number is not None:
            return Measured(sum(1 << place for place, digit in enumerate(self.digits) if digit & bit))
        return Chosen(tuple(value for value in self.question.values if self.chosen[value] & bit))

    def only(self, who: Bits) -> "Replies":
        """The replies of these people; of the others nothing."""
        chosen = {value: one & who for value, one in self.chosen.items()}
        return Replies(self.question, self.known & who, self.unknown & who, chosen, self.digits)

    def at_least(self, number: int) -> Bits:
        """Whose number is this or more."""
        if number <= 0:
            return self.known
        if number >> len(self.digits):
            return 0
        more, same = 0, self.known
        for place in reversed(range(len(self.digits))):
            digit = self.digits[place]
            if number >> place & 1:
                same &= digit
            else:
                more |= same & digit
                same &= ~digit
        return more | same

    def accepted(self, leaf: Leaf) -> Bits:
        values = self.question.values
        match leaf:
            case Is(value=value) | Contains(value=value):
                return self.chosen[value]
            case AnyOf(values=some):
                return any_of(self.chosen[value] for value in some)
            case AtLeast(value=str() as value):
                return any_of(self.chosen[one] for one in values[values.index(value) :])
            case AtMost(value=str() as value):
                return any_of(self.chosen[one] for one in values[: values.index(value) + 1])
            case AtLeast(value=int() as number):
                return self.at_least(number)
            case AtMost(value=int() as number):
                return self.known & ~self.at_least(number + 1)
        raise TypeError(leaf)


@dataclass(frozen=True, slots=True)
class Truths:
    """For whom it is TRUE, UNKNOWN or OPEN; it is FALSE for the rest."""

    true: Bits
    unknown: Bits = 0
    open: Bits = 0

    @property
    def possible(self) -> Bits:
        return self.true | self.unknown | self.open


def any_of(found: Iterable[Bits]) -> Bits:
    return reduce(or_, found, 0)


def at_least(needed: int, found: Iterable[Bits], everyone: Bits) -> Bits:
    """Who is in at least so many of these."""
    reached = [everyone, *([0] * needed)]
    for one in found:
        for count in range(needed, 0, -1):
            reached[count] |= reached[count - 1] & one
    return reached[needed]


@dataclass(frozen=True)
class Crowd:
    protocol: Protocol
    everyone: Bits
    replies: Mapping[str, Replies]
    _readings: dict[str, tuple[Truths, Replies]] = field(default_factory=dict)
    _said: dict[tuple[tuple[PromiseAtom, ...], bool], Truths] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.everyone.bit_length()

    def but(self, *replies: Replies) -> "Crowd":
        """The same people with these replies instead."""
        return Crowd(self.protocol, self.everyone, {**self.replies, **{one.question.slug: one for one in replies}})

    def answers_of(self, person: int) -> dict[str, Answer]:
        """What one of them said."""
        bit = 1 << person
        return {slug: reply.answer(bit) for slug, reply in self.replies.items() if reply.given & bit}

    # What is read.

    def reading(self, slug: str) -> tuple[Truths, Replies]:
        """For whom there is an answer (TRUE), and which, after clarification."""
        if slug not in self._readings:
            self._readings[slug] = self._read(self.protocol.index.questions[slug])
        return self._readings[slug]

    def visible(self, slug: str) -> Truths:
        question = self.protocol.index.questions[slug]
        if question.clarifies is None:
            return self.truths(question.asked_when)
        clarified, reading = self.replies[question.clarifies], self.reading(question.clarifies)[0]
        return Truths(clarified.unknown, open=reading.possible & ~clarified.given)

    def _read(self, question: Question) -> tuple[Truths, Replies]:
        own, clarifying = self.replies[question.slug], self.protocol.index.clarifier.get(question.slug)
        unasked = self.visible(question.slug).possible & ~own.given
        if clarifying is None:
            return Truths(own.known, own.unknown, unasked), own
        second = self.replies[clarifying.slug]
        worse = second.chosen[clarifying.worse or ""]
        better = own.unknown & second.known & ~worse
        bad = question.worse or ""
        good = next(value for value in question.values if value != bad)
        known = own.known | worse | better
        chosen = {bad: own.chosen[bad] | worse, good: (own.chosen[good] | better) & ~worse}
        still_open = (unasked & ~worse) | (own.unknown & ~second.given)
        return Truths(known, own.unknown & second.unknown, still_open), Replies(question, known, 0, chosen)

    def truths(self, atoms: tuple[PromiseAtom, ...], *, least: bool = False) -> Truths:
        """`least`: what is open counts as FALSE."""
        if (atoms, least) not in self._said:
            self._said[atoms, least] = self._all_of([self.atom(one, least=least) for one in atoms])
        return self._said[atoms, least]

    def _all_of(self, found: list[Truths]) -> Truths:
        possible = reduce(and_, (one.possible for one in found), self.everyone)
        true = reduce(and_, (one.true for one in found), self.everyone)
        still_open = possible & any_of(one.open for one in found)
        return Truths(true, possible & ~true & ~still_open, still_open)

    def atom(self, atom: PromiseAtom, *, least: bool = False) -> Truths:
        if isinstance(atom, AtLeastOf):
            return self._count(atom.count, atom.atoms, least)
        if isinstance(atom, AtMostOf):
            more = self._count(atom.count + 1, atom.atoms, least)
            return Truths(self.everyone & ~more.possible, more.unknown, more.open)
        return self.leaf(atom, least=least)

    def leaf(self, leaf: Leaf, *, least: bool = False) -> Truths:
        truths, reply = self.reading(leaf.question)
        return Truths(truths.true & reply.accepted(leaf), truths.unknown, 0 if least else truths.open)

    def _count(self, needed: int, leaves: tuple[Leaf, ...], least: bool) -> Truths:
        found = [self.leaf(one, least=least) for one in leaves]
        true, possible = (self._enough(needed, some) for some in ([f.true for f in found], [f.possible for f in found]))
        cannot_hold = ~self._enough(needed, [one.true | one.open for one in found])
        cannot_fail = self._enough(needed, [one.true | one.unknown for one in found])
        unknown = possible & ~true & cannot_hold & cannot_fail
        return Truths(true, unknown, possible & ~true & ~unknown)

    def _enough(self, needed: int, found: list[Bits]) -> Bits:
        return at_least(needed, found, self.everyone)

    # What is concluded.

    @cached_property
    def urgency(self) -> dict[Urgency, Bits]:
        """For each level above self-care, who is at least that urgent."""
        raised = self.raising & ~self.base[Urgency.IMMEDIATE]
        lifted = {level: raised & self.base.get(Urgency(level - 1), self.everyone) for level in LEVELS}
        return {level: self.base[level] | lifted[level] for level in LEVELS}

    @cached_property
    def base(self) -> dict[Urgency, Bits]:
        """Before raising."""
        return {level: any_of(self._fires(rule, level) for rule in self.protocol.rules) for level in LEVELS}

    @cached_property
    def raising(self) -> Bits:
        return any_of(self.truths(rule.when).true for rule in self.protocol.rules if rule.raises)

    def _fires(self, rule: Rule, level: Urgency) -> Bits:
        fires = self.truths(rule.when).true if rule.at_least is not None and rule.at_least >= level else 0
        if rule.if_uncertain is not None and rule.if_uncertain >= level:
            fires |= self.truths(rule.when, least=True).unknown
        return fires

    def below(self, urgency: Urgency) -> Bits:
        return self.everyone & ~self.urgency[urgency] if urgency else 0

    def above(self, urgency: Urgency) -> Bits:
        return self.urgency[Urgency(urgency + 1)] if urgency < Urgency.EMERGENCY else 0

    def less_urgent_than(self, other: "Crowd") -> Bits:
        """Who is less urgent here than there."""
        return any_of(other.urgency[level] & ~self.urgency[level] for level in LEVELS)
