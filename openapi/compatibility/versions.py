"""What the number of a version has to say about the changes in it (semver)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from openapi.compatibility.changes import Change


class Version(NamedTuple):
    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def version(text: str) -> Version:
    """Raises ValueError for what is no plain semver."""
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", text)
    if found is None:
        raise ValueError(f"{text!r} is no version: write three numbers, as 1.0.0.")
    return Version(*map(int, found.groups()))


def faults(old: Version, new: Version, changes: Sequence[Change]) -> list[str]:
    """Why these changes may not have this number. None of them: it may."""
    if new < old:
        return [f"The contract is {new}, and {old} was released already: a version never goes back."]
    broken = [str(change) for change in changes if change.breaks]
    if broken:
        return [*broken, _break(old, len(broken))]
    if changes and new[:2] == old[:2]:
        return [_addition(old, new, changes)]
    return []


def _break(old: Version, number: int) -> str:
    change = "This breaks" if number == 1 else f"These {number} break"
    return (
        f"{change} apps that were built on {old}. Undo it, or make the next major version: /v{old.major + 1}, "
        f"beside /v{old.major}, which stays."
    )


def _addition(old: Version, new: Version, changes: Sequence[Change]) -> str:
    first = f"{changes[0].place}: {changes[0].what}" + (f", and {len(changes) - 1} more" if changes[1:] else "")
    return (
        f"Something came in ({first}), which no app minds: it needs a number of its own. {new} is too low: set "
        f"API_VERSION in rugpijn/http/version.py to {Version(old.major, old.minor + 1, 0)}."
    )
