"""Limits of a value: narrower breaks what is sent, wider breaks what is received.

Wider too, because generated Python clients hold an answer to the limits in the contract.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from openapi.compatibility.changes import Change, Direction
from openapi.compatibility.reading import Part

Narrower = Callable[[Any, Any], bool]

UPPER: Final = ("maximum", "maxLength", "maxItems", "maxProperties")
LOWER: Final = ("minimum", "minLength", "minItems", "minProperties")
# Nobody can tell whether one is within the other.
OPAQUE: Final = ("pattern", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")
LIMITS: Final = {*UPPER, *LOWER, *OPAQUE}


def limits(old: Part, new: Part, place: str, direction: Direction) -> Iterator[Change]:
    for name in sorted(LIMITS):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield _changed(name, before, after, place, direction)


def _changed(name: str, before: Any, after: Any, place: str, direction: Direction) -> Change:
    what = f"`{name}` {_told(before)} became {_told(after)}"
    if direction is Direction.SENT and not _within(name, before, after):
        return Change(place, what, "An app sends what was allowed: keep allowing it.")
    if direction is Direction.RECEIVED and not _within(name, after, before):
        return Change(place, what, "An app gets what it was told it never would: keep to the limit.")
    return Change(place, what)


def _within(name: str, inner: Any, outer: Any) -> bool:
    """Whether all that the inner limit allows, the outer one allows too."""
    if outer is None:
        return True
    if inner is None or name in OPAQUE:
        return False
    return bool(inner <= outer) if name in UPPER else bool(inner >= outer)


def _told(limit: Any) -> str:
    return "(none)" if limit is None else f"{limit}"
