"""Which bit stands for what, so that all conditions of a protocol are judged at once.

A *clause* is everything that must hold together for one rule, route, piece of advice, contraindication or gate. What an
answer means for every clause is worked out once, by `conditions.matches`; from then on it is one number, its *effect*,
and what several answers say together is the OR of their effects.

An effect has fields beside each other. Four have a bit for each clause: a condition of it is FALSE; is OPEN; is
UNKNOWN; or could not become certain without a further answer. A clause with none of the first three is TRUE.

Three have a bit for each match in a count of two or more: it is TRUE; is UNKNOWN; is OPEN. Where one is enough, nothing
has to be counted: three have a bit for each clause, which says that some match is TRUE, is UNKNOWN, is OPEN; and three
again for the second of such conditions in one clause, and so on. The last field has a bit for each question in a rule:
its answer counts there, for certain or perhaps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from triage.engine.bits import Bits
from triage.engine.deciding import Deciding
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.records import Question

FIELDS: Final = 4


class Tally(NamedTuple):
    """A count of two matches or more, and the clauses that it is part of. The last four: where its matches are."""

    needed: int
    bit: Bits
    clauses: Bits
    every: Bits
    held: Bits
    unknown: Bits
    open: Bits


Said = tuple[Answer, Bits]
"""An answer, and its effect."""
Ready = Mapping[object, Said]
"""By the choice, where it is the only one."""


class Place(NamedTuple):
    """A question where it stands in the interview. `opened` and `hidden`: the effect while it has no answer.

    `gate`: the clause that must not be FALSE for it to be asked, and 0 where there is none; with the questions in it
    and the counts. `gate_any`: that clause where one of several is enough in it, else 0.

    `clarifies` and `clarified_by` are the bits of the other question.
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
    gate_tallies: tuple[Tally, ...]
    gate_any: Bits
    clarifies: Bits
    clarified_by: Bits
    ready: Ready
    numbers: range
    unknown: Said | None

    def effect_of(self, answer: Answer) -> Bits:
        """Of an answer to this question alone. What another question may clarify says nothing by itself."""
        return 0 if self.clarified_by else self.effect(said(answer))

    def usual(self, entry: Mapping[str, object]) -> Said:
        """The answer in this entry, of what is not in `ready`. LookupError where apps do not usually send it so."""
        number = entry.get("number")
        if type(number) is int and number in self.numbers:
            return Measured(number), self.effect(number)
        if entry.get("unknown") is True and self.unknown is not None:
            return self.unknown
        raise LookupError(self.slug)


class Waiting(NamedTuple):
    """Questions of one screen that wait for the same. `names`: those in their gate; or `clarifies`: the one
    that they clarify.

    `sooner`: those of which it may be known before they are answered, or only after something else was asked.
    `apart`: what tells them from others that wait, in place of screens. It is no screen.
    """

    questions: Bits
    names: Bits
    clarifies: Bits
    sooner: Bits
    apart: int


class Together(NamedTuple):
    """Why some questions are asked: a gate that all of them are behind, or none, for those of one screen.

    `is_false` and `is_open`: where an effect says so of that gate. `opened` and `hidden`: of all of them together.
    `counts`: those in the gate, and the clauses in which one of several is enough.
    """

    is_false: Bits
    is_open: Bits
    opened: Bits
    hidden: Bits
    counts: tuple[tuple[Tally, ...], Bits] | None
    places: tuple[Place, ...]


class Because(NamedTuple):
    """The questions in a rule, and where an effect says which of them count: the bits of `mask`, moved by `shift`."""

    shift: int
    mask: Bits
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`places` are in screen order, and so are the bits of questions. `tallies`: every count; `counting`: the clauses
    with one. `any_of`: the clauses in which one of several is enough; of those where that is so twice, and so on.

    `usual`: by slug, what an answer is read with: the slug, the bit, what is ready of the place, and the place.
    `asked`: some questions and why, in the order in which that can be told; `clarifying` are apart from those.
    `screens`: the bits of its questions, and those that may have to wait. `because`: by the number of the rule.

    Clauses have their bits in the order of the groups they were given in: `first` is the number of each group's first.
    """

    places: tuple[Place, ...]
    tallies: tuple[Tally, ...]
    counting: Bits
    any_of: tuple[Bits, ...]
    any_at: int
    asked: tuple[tuple[Bits, Together], ...]
    clarifying: tuple[Place, ...]
    by_slug: Mapping[str, Place]
    usual: Mapping[str, tuple[str, Bits, Ready, Place]]
    on_screen: Mapping[str, tuple[Place, ...]]
    screens: tuple[tuple[Bits, tuple[Waiting, ...]], ...]
    screens_of: Callable[[Bits], Bits]
    deciding: Deciding
    because: tuple[Because, ...]
    because_at: int
    clarified_places: tuple[Place, ...]
    first: tuple[int, ...]
    width: int
    every: Bits


def said(answer: Answer) -> object:
    """What the effect of an answer is looked up by."""
    if type(answer) is Chosen:
        return answer.choices
    return answer.number if type(answer) is Measured else None
