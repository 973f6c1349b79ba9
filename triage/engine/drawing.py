"""Draws the layout of a protocol, once: what every answer means for every clause."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from triage.engine.bits import Bits, Unions, union
from triage.engine.conditions import Conditions, Count, Match, Reading, UnsoundCondition, matches, matches_in
from triage.engine.deciding import Counted, Deciding, Enough, Gate
from triage.engine.given import Chosen, Unknown
from triage.engine.layout import FIELDS, Because, Layout, Place, Tally, Together, Waiting
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
        every, clarified = (1 << self.width) - 1, union(one.bit for one in places if one.clarified_by)
        on_screen = {slug: tuple(one for one in places if one.question.screen == slug) for slug in self.screens}
        return Layout(
            places=places,
            tallies=tuple(self.tallies.values()),
            counting=union(one.clauses for one in self.tallies.values()),
            any_of=tuple(union(self.any_of.values()) >> 3 * self.width * one & every for one in range(self.layers)),
            any_at=self.any_at,
            asked=tuple(self._together(places)),
            clarifying=tuple(one for one in places if one.clarifies),
            by_slug={one.slug: one for one in places},
            usual={one.slug: (one.slug, one.bit, one.ready, one) for one in places},
            on_screen=on_screen,
            screens=tuple(
                (union(one.bit for one in some), tuple(_waiting(some, clarified))) for some in on_screen.values()
            ),
            screens_of=lru_cache(MOST_REMEMBERED)(lambda bits: union(one.screen for one in places if one.bit & bits)),
            deciding=self._deciding(places, bits),
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
            yield count, Tally(count.needed, 1 << number, clauses, union(fields), *fields)
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
            gate_names=union(bits[one] for one in behind),
            gate_tallies=tuple(self.tallies[one] for one in gate if one in self.tallies),
            gate_any=_any_bit(gate) * self.gate_bits.get(gate, 0),
            clarifies=bits.get(question.clarifies or "", 0),
            clarified_by=bits.get(clarifying, 0),
            ready={value: (Chosen((value,)), effect((value,))) for value in question.values},
            numbers=range(0) if bounds is None else range(bounds.minimum, bounds.maximum + 1),
            unknown=(Unknown(), effect(None)) if question.allows_unknown else None,
        )

    def _deciding(self, places: Iterable[Place], bits: Mapping[str, Bits]) -> Deciding:
        at = [3 * self.width * layer for layer in range(self.layers)]
        gates = [(some[0].gate, union(one.bit for one in some)) for some in _by_gate(places) if some[0].gate]
        return Deciding(
            alone=Unions([_alone(clause, bits) for clause in self.clauses]),
            any_of=tuple((place, Unions(list(self._of_any(place, bits)))) for place in at),
            counted=tuple(self._counted_in(self.counts, bits)),
            gates=tuple((questions, self._gate(clause, bits)) for clause, questions in reversed(gates)),
        )

    def _of_any(self, place: int, bits: Mapping[str, Bits]) -> Iterator[Bits]:
        """By clause, the questions in the condition of which one is enough, where that has its bit from here on."""
        for number in range(self.width):
            here = 1 << place + number
            yield union(_named(count, bits) for count, clauses in self.any_of.items() if clauses & here)

    def _counted_in(self, counts: Iterable[Count], bits: Mapping[str, Bits]) -> Iterator[Counted]:
        found = ((self.tallies[one], _named(one, bits)) for one in counts if one in self.tallies)
        return (Counted(tally.bit, tally.clauses, questions) for tally, questions in found)

    def _gate(self, clause: Bits, bits: Mapping[str, Bits]) -> Gate:
        gate = self.clauses[clause.bit_length() - 1]
        counts = [one for one in gate if isinstance(one, Count)]
        here = union(clause << 3 * self.width * layer for layer in range(self.layers))
        enough = tuple(Enough(self.any_of[one] & here, _named(one, bits)) for one in counts if one in self.any_of)
        return Gate(clause, _alone(gate, bits), enough, tuple(self._counted_in(counts, bits)))

    def _together(self, places: Sequence[Place]) -> Iterator[tuple[Bits, Together]]:
        """Where the first of them stands it is known whether they are asked: a gate names earlier questions only."""
        for some in _by_gate(one for one in places if not one.clarifies):
            opened, hidden = union(one.opened for one in some), union(one.hidden for one in some)
            bits, first = union(one.bit for one in some), some[0]
            is_open, counts = first.gate << self.width, (first.gate_tallies, first.gate_any)
            yield bits, Together(first.gate, is_open, opened, hidden, counts if any(counts) else None, tuple(some))

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
        found = union(effects.of(matches(match, reading)) for match, effects in self.entries[slug].items())
        counting = (bit for bit, asked in self.counted[slug] if any(matches(one, reading) in _COUNTS for one in asked))
        return found | union(counting)


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
        questions, first = union(one.bit for one in some), some[0]
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


def _any_bit(clause: Conditions) -> bool:
    return any(isinstance(one, Count) and one.needed == 1 for one in clause)


def _alone(clause: Conditions, bits: Mapping[str, Bits]) -> Bits:
    """The questions that this clause names, but for those in its counts."""
    return union(bits[one.question] for one in clause if not isinstance(one, Count))


def _named(count: Count, bits: Mapping[str, Bits]) -> Bits:
    return union(bits[match.question] for match in count.matches)


def _reading(key: object) -> Reading:
    if isinstance(key, tuple):
        return frozenset(key)
    return key if isinstance(key, int) else Truth.UNKNOWN
