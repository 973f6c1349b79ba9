"""Made-up crowds: ordinary people with a little the matter, people with anything, and people in mid-interview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.triage.engine.crowd import Bits, Crowd, Replies, any_of
from triage.engine.atoms import AtLeastOf, AtMostOf, Leaf, PromiseAtom
from triage.engine.conditions import ChoiceMatch, match_of
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.harmless import harmless
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind

STEPS = 6
"""Shares are multiples of one in 2 ** STEPS."""


@dataclass(frozen=True, slots=True)
class Among:
    """Answers to draw from: these choices, or the numbers from `low` up to `high`."""

    choices: frozenset[str] = frozenset()
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Habits:
    """Of 64 answers, how many are not the harmless one, "weet ik niet", and not there."""

    worrying: int
    unknown: int = 0
    absent: int = 0


HABITS = (Habits(2, unknown=1), Habits(8, unknown=4), Habits(32, unknown=8), Habits(32, unknown=16, absent=32))


@dataclass(frozen=True)
class Drawing:
    """People drawn at random, `count` at once."""

    chance: Random
    count: int

    @property
    def everyone(self) -> Bits:
        return (1 << self.count) - 1

    def share(self, of_64: int) -> Bits:
        """So many of 64, at random."""
        found = 0
        for step in range(STEPS):
            flips = self.chance.getrandbits(self.count)
            found = found | flips if of_64 >> step & 1 else found & flips
        return found

    def crowd(self, protocol: Protocol, habits: Habits, wanted: Mapping[str, Among] | None = None) -> Crowd:
        """`wanted`: questions that everybody answers, and with what."""
        replies = {one.slug: self._replies(one, habits, (wanted or {}).get(one.slug)) for one in protocol.questions}
        return Crowd(protocol, self.everyone, replies)

    def _replies(self, question: Question, habits: Habits, among: Among | None) -> Replies:
        if among is not None:
            return self.known(question, among)
        absent = self.share(habits.absent)
        unknown = self.share(habits.unknown) & ~absent if question.allows_unknown else 0
        worrying, anything = self.share(habits.worrying), self.known(question, anything_of(question))
        calm = self._harmless(question, anything)
        mixed = merged(anything.only(worrying), calm.only(self.everyone & ~worrying), worrying)
        told = mixed.only(self.everyone & ~absent & ~unknown)
        return Replies(question, told.known, unknown, told.chosen, told.digits)

    def _harmless(self, question: Question, instead: Replies) -> Replies:
        """A number without a worse side has no harmless answer: any."""
        if question.number is not None:
            if question.worse is None:
                return instead
            edge = question.number.minimum if question.worse == "higher" else question.number.maximum
            return self.known(question, Among(low=edge, high=edge))
        answer = harmless(question)
        return self.known(question, Among(frozenset(answer.choices if isinstance(answer, Chosen) else ())))

    def known(self, question: Question, among: Among) -> Replies:
        if question.number is not None:
            return self._number(question, among.low, among.high)
        if question.kind is QuestionKind.MULTIPLE:
            return self._several(question, among.choices)
        chosen, left = dict.fromkeys(question.values, 0), self.everyone
        values = sorted(among.choices)
        for place, value in enumerate(values):
            some = self.share(64 // (len(values) - place)) if place < len(values) - 1 else self.everyone
            chosen[value] = left & some
            left &= ~some
        return Replies(question, self.everyone, 0, chosen)

    def _several(self, question: Question, values: frozenset[str]) -> Replies:
        """Each choice by itself at half; who has none has the first, or "geen van deze" where that is among them."""
        exclusive = question.exclusive or ""
        chosen = dict.fromkeys(question.values, 0)
        ordinary = sorted(values - {exclusive})
        for value in ordinary:
            chosen[value] = self.share(32)
        chosen[exclusive if exclusive in values else ordinary[0]] |= self.everyone & ~any_of(chosen.values())
        return Replies(question, self.everyone, 0, chosen)

    def _number(self, question: Question, low: int, high: int) -> Replies:
        """Evenly from low to high, as near as powers of two come: what is beyond is drawn again, then is `low`."""
        width = (high - low).bit_length()
        drawn = tuple(self.chance.getrandbits(self.count) for _ in range(width))
        for _ in range(3):
            again = Replies(question, self.everyone, 0, {}, drawn).at_least(high - low + 1)
            fresh = tuple(self.chance.getrandbits(self.count) for _ in range(width))
            drawn = tuple((one & ~again) | (other & again) for one, other in zip(drawn, fresh, strict=True))
        beyond = Replies(question, self.everyone, 0, {}, drawn).at_least(high - low + 1)
        kept = tuple(one & ~beyond for one in drawn)
        return Replies(question, self.everyone, 0, {}, self._plus(kept, low))

    def _plus(self, digits: tuple[Bits, ...], number: int) -> tuple[Bits, ...]:
        """Binary addition, for everybody at once."""
        total, carry = [], 0
        for place in range(max(len(digits), number.bit_length()) + 1):
            one = digits[place] if place < len(digits) else 0
            other = self.everyone if number >> place & 1 else 0
            total.append(one ^ other ^ carry)
            carry = (one & other) | (carry & (one ^ other))
        return tuple(total)


def merged(some: Replies, others: Replies, who: Bits) -> Replies:
    """The replies of some people, and those of the others."""
    chosen = {value: some.chosen[value] | others.chosen[value] for value in some.chosen}
    width = max(len(some.digits), len(others.digits))
    digits = tuple(_digit(some, place) & who | _digit(others, place) & ~who for place in range(width))
    return Replies(some.question, some.known | others.known, some.unknown | others.unknown, chosen, digits)


def crowd_of(protocol: Protocol, people: Sequence[Mapping[str, Answer]]) -> Crowd:
    """These people, in this order."""
    replies = {question.slug: _said_by(question, people) for question in protocol.questions}
    return Crowd(protocol, (1 << len(people)) - 1, replies)


def _said_by(question: Question, people: Sequence[Mapping[str, Answer]]) -> Replies:
    said = [(1 << place, person.get(question.slug)) for place, person in enumerate(people)]
    chosen = {
        value: any_of(bit for bit, one in said if isinstance(one, Chosen) and value in one.choices)
        for value in question.values
    }
    numbers = [(bit, one.number) for bit, one in said if isinstance(one, Measured)]
    width = max((number.bit_length() for _, number in numbers), default=0)
    digits = tuple(any_of(bit for bit, number in numbers if number >> place & 1) for place in range(width))
    known = any_of(bit for bit, one in said if isinstance(one, Chosen | Measured))
    return Replies(question, known, any_of(bit for bit, one in said if one == Unknown()), chosen, digits)


def together(crowds: list[Crowd]) -> Crowd:
    """One crowd of several, the first in front."""
    first, *rest = crowds
    for other in rest:
        replies = {slug: _beside(one, other.replies[slug], first.count) for slug, one in first.replies.items()}
        first = Crowd(first.protocol, first.everyone | other.everyone << first.count, replies)
    return first


def _beside(one: Replies, other: Replies, count: int) -> Replies:
    chosen = {value: some | other.chosen[value] << count for value, some in one.chosen.items()}
    width, in_front = max(len(one.digits), len(other.digits)), (1 << count) - 1
    digits = tuple(_digit(one, place) & in_front | _digit(other, place) << count for place in range(width))
    known, unknown = one.known | other.known << count, one.unknown | other.unknown << count
    return Replies(one.question, known, unknown, chosen, digits)


def _digit(replies: Replies, place: int) -> Bits:
    return replies.digits[place] if place < len(replies.digits) else 0


def anything_of(question: Question) -> Among:
    if question.number is not None:
        return Among(low=question.number.minimum, high=question.number.maximum)
    return Among(frozenset(question.values))


def meant_by(protocol: Protocol, atoms: tuple[PromiseAtom, ...]) -> dict[str, Among]:
    """Answers with which these conditions hold. What may hold at most so often is left to chance, and to habits."""
    wanted: dict[str, Among] = {}
    for leaf in (one for atom in atoms for one in _needed(atom)):
        question = protocol.index.questions[leaf.question]
        among, match = wanted.get(leaf.question, anything_of(question)), match_of(leaf, question)
        if isinstance(match, ChoiceMatch):
            wanted[leaf.question] = _choices_too(question, wanted.get(leaf.question), match.accepted)
        else:
            wanted[leaf.question] = Among(low=max(among.low, match.low), high=min(among.high, match.high))
    return wanted


def _choices_too(question: Question, among: Among | None, accepted: frozenset[str]) -> Among:
    """Several can be chosen at once; of one choice it must be the same."""
    if among is None:
        return Among(accepted)
    both = among.choices | accepted if question.kind is QuestionKind.MULTIPLE else among.choices & accepted
    return Among(both or accepted)


def _needed(atom: PromiseAtom) -> tuple[Leaf, ...]:
    if isinstance(atom, AtMostOf):
        return ()
    return atom.atoms[: atom.count] if isinstance(atom, AtLeastOf) else (atom,)
