"""Which bit stands for what, so that all conditions of a protocol are judged at once.

A *clause* is everything that must hold together for one rule, route, piece of advice, contraindication or gate. What an
answer means for every clause is worked out once, by `conditions.matches`; from then on it is one number, its *effect*,
and what several answers say together is the OR of their effects.

An effect has seven fields beside each other. Four have a bit for each clause: a condition of it is FALSE; is OPEN; is
UNKNOWN; or could not become certain without a further answer. Three have a bit for each match in a count: it is TRUE;
is UNKNOWN; is OPEN. A clause with none of the first three is TRUE.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import Final, NamedTuple

from triage.engine.conditions import Conditions, Count, Match, Reading, UnsoundCondition, matches, matches_in
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.records import Question
from triage.engine.truth import Truth

Bits = int
FIELDS: Final = 4
MOST_REMEMBERED: Final = 512
"""Effects of each question: of several choices at once, or of a number, there are more than are ever given."""


class Tally(NamedTuple):
    """A count of matches, and the clauses that it is part of. The last four: where its matches are, of all those."""

    needed: int
    bit: Bits
    clauses: Bits
    every: Bits
    held: Bits
    unknown: Bits
    open: Bits


Said = tuple[Answer, Bits]
"""An answer, and its effect."""


class Place(NamedTuple):
    """A question where it stands in the interview. `opened` and `hidden`: the effect while it has no answer.

    `gate`: the clause that must not be FALSE for it to be asked, and 0 where there is none; with the questions and the
    counts in it. `clauses` names it outside of counts; `tallies`: the counts that name it. `clarifies` and
    `clarified_by` are the bits of the other question.
    """

    slug: str
    question: Question
    bit: Bits
    screen: Bits
    opened: Bits
    hidden: Bits
    effect: Callable[[object], Bits]
    gate: Bits
    gate_names: Bits
    behind: tuple[Bits, ...]
    gate_tallies: tuple[Tally, ...]
    clauses: Bits
    tallies: tuple[Tally, ...]
    clarifies: Bits
    clarified_by: Bits
    ready: Mapping[object, Said]
    numbers: range
    unknown: Said | None

    def effect_of(self, answer: Answer) -> Bits:
        """Of an answer to this question alone. What another question may clarify says nothing by itself."""
        return 0 if self.clarified_by else self.effect(said(answer))

    def usual(self, entry: Mapping[str, object]) -> Said:
        """The answer in this entry, where it is one that apps usually send. LookupError where it is not."""
        choices = entry.get("choices")
        if type(choices) is list and len(choices) == 1:
            return self.ready[choices[0]]
        number = entry.get("number")
        if type(number) is int and number in self.numbers:
            return Measured(number), self.effect(number)
        if entry.get("unknown") is True and self.unknown is not None:
            return self.unknown
        raise LookupError(self.slug)

    @property
    def is_plain(self) -> bool:
        """Always asked, and nothing but its own answer counts."""
        return not (self.gate or self.clarified_by or self.clarifies)


class Waiting(NamedTuple):
    """Questions of one screen that wait for the same: `gate`, or else the question that they clarify.

    `names`: the questions that decide it. `counts`: whether it counts, and may be decided before all of them are
    answered.
    """

    questions: Bits
    gate: Bits
    names: Bits
    clarifies: Bits
    counts: bool


class Gated(NamedTuple):
    """What is looked up of a question with a gate. `is_false` and `is_open`: where an effect says so of that gate."""

    bit: Bits
    is_false: Bits
    is_open: Bits
    opened: Bits
    hidden: Bits
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`places` are in screen order, and so are the bits of questions. `tallies`: every count.

    `on_screen`: by the slug of a screen. `screens`: the bits of its questions, and those that may have to wait.
    `undecided`: what every question decides and asks while it is OPEN, where that is always the same. `ungated`: the
    bit and `opened` of questions that are always asked. `gated`: the others, and those that another clarifies.
    `clarifying` are apart from both.

    Clauses have their bits in the order of the groups they were given in: `first` is the number of each group's first.
    """

    places: tuple[Place, ...]
    tallies: tuple[Tally, ...]
    ungated: tuple[tuple[Bits, Bits], ...]
    gated: tuple[Gated, ...]
    clarifying: tuple[Place, ...]
    by_slug: Mapping[str, Place]
    on_screen: Mapping[str, tuple[Place, ...]]
    screens: tuple[tuple[Bits, tuple[Waiting, ...]], ...]
    screens_of: Callable[[Bits], Bits]
    undecided: tuple[tuple[Bits, Bits, tuple[Bits, Bits] | None, Place], ...]
    clarified_places: tuple[Place, ...]
    first: tuple[int, ...]
    width: int
    clarified: Bits


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
        self.tallied = sum(len(count.matches) for count in self.counts)
        self.tallies = dict(self._tallies())
        self.entries = self._entries()

    def layout(self) -> Layout:
        bits = {slug: 1 << number for number, slug in enumerate(self.questions)}
        places = tuple(self._place(slug, bits) for slug in self.questions)
        on_screen = {slug: tuple(one for one in places if one.question.screen == slug) for slug in self.screens}
        return Layout(
            places=places,
            tallies=tuple(self.tallies.values()),
            ungated=tuple((one.bit, one.opened) for one in places if one.is_plain),
            gated=tuple(self._gated(one) for one in places if not one.is_plain and not one.clarifies),
            clarifying=tuple(one for one in places if one.clarifies),
            by_slug={one.slug: one for one in places},
            on_screen=on_screen,
            screens=tuple((_union(one.bit for one in asked), _waiting(asked)) for asked in on_screen.values()),
            screens_of=lru_cache(MOST_REMEMBERED)(lambda bits: _union(one.screen for one in places if one.bit & bits)),
            undecided=tuple((one.bit, one.gate, _undecided(one), one) for one in places),
            clarified_places=tuple(one for one in places if one.clarified_by),
            first=tuple(accumulate(map(len, self.groups), initial=0)),
            width=self.width,
            clarified=_union(place.bit for place in places if place.clarified_by),
        )

    def _tallies(self) -> Iterator[tuple[Count, Tally]]:
        first = 0
        for number, (count, clauses) in enumerate(self.counts.items()):
            if count.negated or count.needed < 1:
                raise UnsoundCondition("only a promise may say how much holds at most")
            held = ((1 << len(count.matches)) - 1) << first
            fields = (held, held << self.tallied, held << 2 * self.tallied)
            yield count, Tally(count.needed, 1 << number, clauses, _union(fields), *fields)
            first += len(count.matches)

    def _entries(self) -> dict[str, dict[Match, tuple[Bits, Bits]]]:
        """By question: each match that names it, with the clauses where it stands by itself, and its bits in counts."""
        entries: dict[str, dict[Match, tuple[Bits, Bits]]] = {slug: {} for slug in self.questions}
        for match, alone, tallied in self._uses():
            of_question = entries[match.question]
            before = of_question.get(match, (0, 0))
            of_question[match] = (before[0] | alone, before[1] | tallied)
        return entries

    def _uses(self) -> Iterator[tuple[Match, Bits, Bits]]:
        for number, clause in enumerate(self.clauses):
            yield from ((one, 1 << number, 0) for one in clause if not isinstance(one, Count))
        for count, tally in self.tallies.items():
            first = (tally.held & -tally.held) << FIELDS * self.width
            yield from ((match, 0, first << number) for number, match in enumerate(count.matches))

    def _place(self, slug: str, bits: Mapping[str, Bits]) -> Place:
        question, gate = self.questions[slug], self.gates.get(slug, ())
        behind = dict.fromkeys(bits[match.question] for match in matches_in(gate))
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
            gate_names=_union(behind),
            behind=tuple(behind),
            gate_tallies=tuple(self.tallies[one] for one in gate if isinstance(one, Count)),
            clauses=_union(alone for alone, _ in self.entries[slug].values()),
            tallies=tuple(tally for count, tally in self.tallies.items() if _names(count, slug)),
            clarifies=bits.get(question.clarifies or "", 0),
            clarified_by=bits.get(clarifying, 0),
            ready={value: (Chosen((value,)), effect((value,))) for value in question.values},
            numbers=range(0) if bounds is None else range(bounds.minimum, bounds.maximum + 1),
            unknown=(Unknown(), effect(None)) if question.allows_unknown else None,
        )

    def _gated(self, place: Place) -> Gated:
        return Gated(place.bit, place.gate, place.gate << self.width, place.opened, place.hidden, place.gate_tallies)

    def _effect(self, slug: str, reading: Reading) -> Bits:
        """OPEN is stuck as well: without a further answer it does not become certain."""
        found, width, tallied_width = 0, self.width, self.tallied
        for match, (alone, tallied) in self.entries[slug].items():
            match matches(match, reading):
                case Truth.TRUE:
                    found |= tallied
                case Truth.FALSE:
                    found |= alone
                case Truth.UNKNOWN:
                    found |= alone << 2 * width | tallied << tallied_width
                case Truth.OPEN:
                    found |= alone << width | alone << 3 * width | tallied << 2 * tallied_width
        return found


def _counts_in(clauses: Iterable[Conditions]) -> dict[Count, Bits]:
    """Every count, with the clauses that it is part of."""
    found: dict[Count, Bits] = {}
    for number, clause in enumerate(clauses):
        for count in (one for one in clause if isinstance(one, Count)):
            found[count] = found.get(count, 0) | 1 << number
    return found


def _waiting(places: Sequence[Place]) -> tuple[Waiting, ...]:
    """Those that are always asked wait for nothing."""
    found: dict[tuple[Bits, Bits], Waiting] = {}
    for one in places:
        key = one.gate, one.clarifies
        before = found[key].questions if key in found else 0
        names = one.gate_names or one.clarifies
        found[key] = Waiting(before | one.bit, one.gate, names, one.clarifies, bool(one.gate_tallies))
    return tuple(one for key, one in found.items() if any(key))


def _undecided(place: Place) -> tuple[Bits, Bits] | None:
    changes = place.tallies or place.clarified_by
    return None if changes else (place.clauses, place.bit)


def _names(count: Count, slug: str) -> bool:
    return any(match.question == slug for match in count.matches)


def said(answer: Answer) -> object:
    """What the effect of an answer is looked up by."""
    if type(answer) is Chosen:
        return answer.choices
    return answer.number if type(answer) is Measured else None


def _reading(key: object) -> Reading:
    if isinstance(key, tuple):
        return frozenset(key)
    return key if isinstance(key, int) else Truth.UNKNOWN


def _union(bits: Iterable[Bits]) -> Bits:
    return reduce(or_, bits, 0)
