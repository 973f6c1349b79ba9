"""Draws the layout of a protocol, once: what every answer means for every clause."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import Final, NamedTuple

from triage.engine.conditions import Conditions, Count, Match, Reading, UnsoundCondition, matches, matches_in
from triage.engine.given import Chosen, Unknown
from triage.engine.layout import (
    FIELDS,
    Because,
    Bits,
    Layout,
    Other,
    Place,
    Tally,
    Together,
    Undecided,
    Waiting,
    clauses_in,
)
from triage.engine.records import Question
from triage.engine.truth import Truth

MOST_REMEMBERED: Final = 512
"""Effects of each question: of several choices at once, or of a number, there are more than are ever given."""
_COUNTS: Final = (Truth.TRUE, Truth.UNKNOWN)


class _Effects(NamedTuple):
    """Of one match, when it is TRUE, FALSE, UNKNOWN or OPEN. OPEN is stuck as well: without a further answer it does
    not become certain."""

    true: Bits
    false: Bits
    unknown: Bits
    open: Bits

    def and_(self, other: "_Effects") -> "_Effects":
        return _Effects(*(one | more for one, more in zip(self, other, strict=True)))

    def of(self, truth: Truth) -> Bits:
        found: Bits = getattr(self, truth.value)
        return found


_NOTHING: Final = _Effects(0, 0, 0, 0)


def layout_of(
    questions: Mapping[str, Question], gates: Mapping[str, Conditions], groups: Sequence[Sequence[Conditions]]
) -> Layout:
    """Raises `UnsoundCondition` for what can never be judged."""
    return _Drawing(questions, gates, groups).layout()


class _Drawing:
    """Everything that has to be known before the first place can be drawn."""

    def __init__(
        self, questions: Mapping[str, Question], gates: Mapping[str, Conditions], groups: Sequence[Sequence[Conditions]]
    ) -> None:
        self.questions, self.gates, self.groups = questions, gates, groups
        in_groups = [clause for group in groups for clause in group]
        self.screens = list(dict.fromkeys(one.screen for one in questions.values()))
        self.gate_bits = {one: 1 << number for number, one in enumerate(dict.fromkeys(gates.values()), len(in_groups))}
        self.clauses = [*in_groups, *self.gate_bits]
        self.width = len(self.clauses)
        self.counts = _counts_in(self.clauses)
        self.tallied = sum(len(count.matches) for count in self.counts if count.needed > 1)
        self.tallies = dict(self._tallies())
        self.any_of = self._any_of()
        self.any_at = FIELDS * self.width + 3 * self.tallied
        self.layers = -(-max(map(int.bit_length, self.any_of.values()), default=0) // (3 * self.width or 1))
        self.because_at = self.any_at + 3 * self.width * self.layers
        self.entries = self._entries()
        self.rules = [_by_question(rule, list(questions)) for rule in groups[0]] if groups else []
        self.counted = self._counted()

    def layout(self) -> Layout:
        bits = {slug: 1 << number for number, slug in enumerate(self.questions)}
        places = tuple(self._place(slug, bits) for slug in self.questions)
        every, clarified = (1 << self.width) - 1, _union(one.bit for one in places if one.clarified_by)
        on_screen = {slug: tuple(one for one in places if one.question.screen == slug) for slug in self.screens}
        return Layout(
            places=places,
            tallies=tuple(self.tallies.values()),
            counting=_union(one.clauses for one in self.tallies.values()),
            any_of=tuple(_union(self.any_of.values()) >> 3 * self.width * one & every for one in range(self.layers)),
            any_at=self.any_at,
            asked=tuple(self._together(places)),
            clarifying=tuple(one for one in places if one.clarifies),
            by_slug={one.slug: one for one in places},
            on_screen=on_screen,
            screens=tuple(
                (_union(one.bit for one in some), tuple(_waiting(some, clarified))) for some in on_screen.values()
            ),
            screens_of=lru_cache(MOST_REMEMBERED)(lambda bits: _union(one.screen for one in places if one.bit & bits)),
            undecided=tuple(_undecided(some, self.width) for some in _by_gate(places)),
            because=tuple(self._because(places)),
            because_at=self.because_at,
            clarified_places=tuple(one for one in places if one.clarified_by),
            first=tuple(accumulate(map(len, self.groups), initial=0)),
            width=self.width,
            every=every,
        )

    def _tallies(self) -> Iterator[tuple[Count, Tally]]:
        first = 0
        for number, (count, clauses) in enumerate(self.counts.items()):
            if count.negated or count.needed < 1:
                raise UnsoundCondition("only a promise may say how much holds at most")
            if count.needed == 1:
                continue
            held = ((1 << len(count.matches)) - 1) << first
            fields = (held, held << self.tallied, held << 2 * self.tallied)
            yield count, Tally(count.needed, 1 << number, clauses, _union(fields), *fields)
            first += len(count.matches)

    def _any_of(self) -> dict[Count, Bits]:
        """Of which one is enough: the clauses that have it, and further on those that have it as their second."""
        found: dict[Count, Bits] = {}
        for number, clause in enumerate(self.clauses):
            enough = dict.fromkeys(one for one in clause if isinstance(one, Count) and one.needed == 1)
            for layer, count in enumerate(enough):
                found[count] = found.get(count, 0) | 1 << 3 * self.width * layer + number
        return found

    def _entries(self) -> dict[str, dict[Match, _Effects]]:
        """By question: each match that names it, and what it does everywhere."""
        entries: dict[str, dict[Match, _Effects]] = {slug: {} for slug in self.questions}
        for match, effects in self._uses():
            of_question = entries[match.question]
            of_question[match] = of_question.get(match, _NOTHING).and_(effects)
        return entries

    def _uses(self) -> Iterator[tuple[Match, _Effects]]:
        width = self.width
        for number, clause in enumerate(self.clauses):
            bit = 1 << number
            alone = _Effects(0, bit, bit << 2 * width, bit << width | bit << 3 * width)
            yield from ((one, alone) for one in clause if not isinstance(one, Count))
        for count, tally in self.tallies.items():
            first = (tally.held & -tally.held) << FIELDS * width
            of_each = (first << number for number in range(len(count.matches)))
            some = (_Effects(bit, 0, bit << self.tallied, bit << 2 * self.tallied) for bit in of_each)
            yield from zip(count.matches, some, strict=True)
        for count, bits in self.any_of.items():
            bit = bits << self.any_at
            yield from ((match, _Effects(bit, 0, bit << width, bit << 2 * width)) for match in count.matches)

    def _place(self, slug: str, bits: Mapping[str, Bits]) -> Place:
        question, gate = self.questions[slug], self.gates.get(slug, ())
        behind = dict.fromkeys(match.question for match in matches_in(gate))
        clarifying = next((one.slug for one in self.questions.values() if one.clarifies == slug), "")
        of_this = lru_cache(MOST_REMEMBERED)(lambda key: self._effect(slug, _reading(key)))
        effect = of_this if clarifying == "" else lambda _: 0
        bounds = question.number
        return Place(
            slug=slug,
            question=question,
            bit=bits[slug],
            screen=1 << self.screens.index(question.screen),
            opened=self._effect(slug, Truth.OPEN),
            hidden=self._effect(slug, Truth.FALSE),
            effect=of_this,
            gate=self.gate_bits.get(gate, 0),
            gate_names=_union(bits[one] for one in behind),
            behind_simple=_union(bits[one] for one in behind if self._is_simple(one)),
            behind_others=tuple(bits[one] for one in behind if not self._is_simple(one)),
            gate_tallies=tuple(self.tallies[one] for one in gate if one in self.tallies),
            gate_any=_any_bit(gate) * self.gate_bits.get(gate, 0),
            clauses=_union(effects.false for effects in self.entries[slug].values()),
            any_of=_union(bits for count, bits in self.any_of.items() if _names(count, slug)),
            tallies=tuple(tally for count, tally in self.tallies.items() if _names(count, slug)),
            clarifies=bits.get(question.clarifies or "", 0),
            clarified_by=bits.get(clarifying, 0),
            ready={value: (Chosen((value,)), effect((value,))) for value in question.values},
            numbers=range(0) if bounds is None else range(bounds.minimum, bounds.maximum + 1),
            unknown=(Unknown(), effect(None)) if question.allows_unknown else None,
        )

    def _is_simple(self, slug: str) -> bool:
        """Always asked, and it always decides the same."""
        counted = any(_names(count, slug) for count in self.counts)
        clarified = any(one.clarifies == slug for one in self.questions.values())
        return not (slug in self.gates or counted or clarified)

    def _together(self, places: Sequence[Place]) -> Iterator[Together]:
        """Where the first of them stands it is known whether they are asked: a gate names earlier questions only."""
        for some in _by_gate(one for one in places if not one.clarifies):
            opened, hidden = _union(one.opened for one in some), _union(one.hidden for one in some)
            bits, first = _union(one.bit for one in some), some[0]
            is_open, counts = first.gate << self.width, (first.gate_tallies, first.gate_any)
            yield Together(bits, first.gate, is_open, opened, hidden, *counts, tuple(some))

    def _because(self, places: Sequence[Place]) -> Iterator[Because]:
        by_slug = {one.slug: one for one in places}
        starts = accumulate(map(len, self.rules), initial=0)
        for first, rule in zip(starts, self.rules, strict=False):
            yield Because(first, (1 << len(rule)) - 1, tuple(by_slug[slug] for slug in rule))

    def _counted(self) -> dict[str, list[tuple[Bits, list[Match]]]]:
        """By question: the bit of each rule that it is in, and what that rule asks of it."""
        found: dict[str, list[tuple[Bits, list[Match]]]] = {slug: [] for slug in self.questions}
        in_rules = ((slug, asked) for rule in self.rules for slug, asked in rule.items())
        for number, (slug, asked) in enumerate(in_rules, self.because_at):
            found[slug].append((1 << number, asked))
        return found

    def _effect(self, slug: str, reading: Reading) -> Bits:
        found = _union(effects.of(matches(match, reading)) for match, effects in self.entries[slug].items())
        counting = (bit for bit, asked in self.counted[slug] if any(matches(one, reading) in _COUNTS for one in asked))
        return found | _union(counting)


def _by_question(clause: Conditions, order: list[str]) -> dict[str, list[Match]]:
    """What this clause asks of each question, in the order of the questions."""
    found: dict[str, list[Match]] = {}
    for match in sorted(matches_in(clause), key=lambda one: order.index(one.question)):
        found.setdefault(match.question, []).append(match)
    return found


def _counts_in(clauses: Iterable[Conditions]) -> dict[Count, Bits]:
    """Every count, with the clauses that it is part of."""
    found: dict[Count, Bits] = {}
    for number, clause in enumerate(clauses):
        for count in (one for one in clause if isinstance(one, Count)):
            found[count] = found.get(count, 0) | 1 << number
    return found


def _waiting(places: Iterable[Place], clarified: Bits) -> Iterator[Waiting]:
    """Those that are always asked wait for nothing."""
    for some in _grouped(places, lambda one: (one.gate, one.clarifies)):
        questions, first = _union(one.bit for one in some), some[0]
        if first.clarifies:
            yield Waiting(questions, 0, first.clarifies, 0, -(first.clarifies << 1))
        elif first.gate:
            counts = first.gate_tallies or first.gate_any
            sooner = first.gate_names if counts else first.gate_names & clarified
            yield Waiting(questions, first.gate_names, 0, sooner, -(first.gate << 1 | 1))


def _by_gate(places: Iterable[Place]) -> Iterable[list[Place]]:
    """Those without one by their screen."""
    return _grouped(places, lambda one: (one.gate, 0 if one.gate else one.screen))


def _grouped(places: Iterable[Place], key: Callable[[Place], tuple[Bits, Bits]]) -> Iterable[list[Place]]:
    found: dict[tuple[Bits, Bits], list[Place]] = {}
    for one in places:
        found.setdefault(key(one), []).append(one)
    return found.values()


def _undecided(places: Sequence[Place], width: int) -> Undecided:
    simple = [one for one in places if not (one.gate or one.tallies or one.any_of or one.clarified_by)]
    others = tuple(_other(one, width) for one in places if one not in simple)
    bits = _union(one.bit for one in places)
    return Undecided(bits, places[0].gate, tuple((one.bit, one.clauses) for one in simple), others)


def _other(place: Place, width: int) -> Other:
    most, counts = place.clauses | clauses_in(place.any_of, width), _union(tally.bit for tally in place.tallies)
    return Other(place.bit, most, place.any_of, counts, place)


def _any_bit(clause: Conditions) -> bool:
    return any(isinstance(one, Count) and one.needed == 1 for one in clause)


def _names(count: Count, slug: str) -> bool:
    return any(match.question == slug for match in count.matches)


def _reading(key: object) -> Reading:
    if isinstance(key, tuple):
        return frozenset(key)
    return key if isinstance(key, int) else Truth.UNKNOWN


def _union(bits: Iterable[Bits]) -> Bits:
    return reduce(or_, bits, 0)
