"""What a person may answer to one question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice (yesNo, single) or several (multiple)."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    number: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """ "Weet ik niet". Never the same as no."""


Answer = Chosen | Measured | Unknown
