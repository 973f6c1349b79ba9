"""Atoms: the smallest conditions, as an author writes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Is:
    """The one chosen choice is this one (yesNo, single)."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these is chosen (single, multiple)."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """This one is among the chosen (multiple)."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """This number or more; or, on an ordered single, this choice or a later one."""

    question: str
    value: int | str


@dataclass(frozen=True, slots=True)
class AtMost:
    """This number or less; or, on an ordered single, this choice or an earlier one."""

    question: str
    value: int | str


Leaf = Is | AnyOf | Contains | AtLeast | AtMost
OPERATORS: dict[type[Leaf], str] = {
    Is: "is",
    AnyOf: "anyOf",
    Contains: "contains",
    AtLeast: "atLeast",
    AtMost: "atMost",
}
"""The name of each operator in the document."""


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """At least `count` of these hold, so that factors can weigh together."""

    count: int
    atoms: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class AtMostOf:
    """At most `count` of these hold. In promises only: a rule with it would make a worse answer less urgent."""

    count: int
    atoms: tuple[Leaf, ...]


Atom = Leaf | AtLeastOf
PromiseAtom = Atom | AtMostOf
