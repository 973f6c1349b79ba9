"""Which questions could still decide which clauses: what is known of that before anybody answers."""

from typing import NamedTuple

from triage.engine.bits import Bits, Unions


class Enough(NamedTuple):
    """A condition of which one match is enough, and the questions in it. Its bit: see `Facts.open_any`."""

    any_of: Bits
    questions: Bits


class Counted(NamedTuple):
    """A count of two or more, the clauses that it is part of, and the questions in it."""

    bit: Bits
    clauses: Bits
    questions: Bits


class Gate(NamedTuple):
    """A gate, and the questions in it: `alone`, in conditions of which one is enough, and in counts."""

    clause: Bits
    alone: Bits
    enough: tuple[Enough, ...]
    counted: tuple[Counted, ...]


class Deciding(NamedTuple):
    """`alone`: by clause, the questions that it names alone. `any_of`: by clause, those in its first condition of which
    one is enough; in its second, and so on; each with where `Facts.open_any` has the bits of such conditions. `gates`:
    with the questions behind each; the last comes first, as a gate names earlier questions only.
    """

    alone: Unions
    any_of: tuple[tuple[int, Unions], ...]
    counted: tuple[Counted, ...]
    gates: tuple[tuple[Bits, Gate], ...]
