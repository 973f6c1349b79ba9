"""One change between two contracts, in a sentence."""

from dataclasses import dataclass
from enum import Enum


class Direction(Enum):
    """Who writes a value: narrowing what an app sends breaks it, and so does widening what it receives."""

    SENT = "that an app sends"
    RECEIVED = "that an app receives"


@dataclass(frozen=True)
class Change:
    """`remedy` says what to do instead; a change without one breaks nothing."""

    place: str
    what: str
    remedy: str = ""

    @property
    def breaks(self) -> bool:
        return bool(self.remedy)

    def __str__(self) -> str:
        return f"{self.place}: {self.what}." + (f" {self.remedy}" if self.remedy else "")


def at(place: str, name: str) -> str:
    """A part of a place."""
    return f"{place}, {name}" if place else name
