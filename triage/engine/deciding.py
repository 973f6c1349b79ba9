"""Which questions could still decide which clauses: what is known of that before anybody answers."""

from typing import NamedTuple

from triage.engine.bits import Bits, Unions


class Enough(NamedTuple):
    """A condition of which one is enough, and the questions in it."""

    any_of: Bits
    questions: Bits


class Counted(NamedTuple):
    """A count of two or more, the clauses that it is part of, and the questions in it."""

    bit: Bits
    clauses: Bits
    questions: Bits


class Gate(NamedTuple):
    """A gate, and the questions in it: `alone`, as one of which one is enough, or counted."""

    clause: Bits
    alone: Bits
    enough: tuple[Enough, ...]
    counted: tuple[Counted, ...]


class Deciding(NamedTuple):
    """`alone`: by clause, the questions in it alone. `any_of`: by clause, those of which one is enough, with by how far
    such conditions are moved: the first of a clause, its second, and so on. `gates`: with the questions behind
    each, the last first, as they name earlier questions only.
    """

    alone: Unions
    any_of: tuple[tuple[int, Unions], ...]
    counted: tuple[Counted, ...]
    gates: tuple[tuple[Bits, Gate], ...]
