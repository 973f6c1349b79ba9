"""Lists of words: enumerations, and lists that may grow (`x-extensible-enum`)."""

from collections.abc import Iterator
from typing import Any, Final

from openapi.compatibility.changes import Change, Direction
from openapi.compatibility.reading import Part

CLOSED: Final = "enum"
GROWING: Final = "x-extensible-enum"
CONSTANTS: Final = "x-enum-varnames"
_GROWS: Final = (
    "A Kotlin or Swift app refuses the whole answer for it: wait for a new major version, or use a list that may grow."
)


def words(old: Part, new: Part, place: str, direction: Direction) -> Iterator[Change]:
    if (CLOSED in old, GROWING in old) != (CLOSED in new, GROWING in new):
        yield Change(
            place,
            f"{_kind(old)} became {_kind(new)}",
            "Generated clients have another type for it: leave it as it was.",
        )
        return
    yield from _values(old.get(CLOSED, []), new.get(CLOSED, []), place, direction, closed=True)
    yield from _values(old.get(GROWING, []), new.get(GROWING, []), place, direction, closed=False)
    yield from _constants(_named(old), _named(new), place)


def _kind(schema: Part) -> str:
    if CLOSED in schema:
        return "an enumeration"
    return "a list that may grow" if GROWING in schema else "a value without a list"


def _values(old: list[Any], new: list[Any], place: str, direction: Direction, *, closed: bool) -> Iterator[Change]:
    for value in old:
        if value not in new:
            gone = "An app that sends it is refused: keep it." if direction is Direction.SENT else ""
            yield Change(place, f"`{value}` is gone", gone)
    for value in new:
        if value not in old:
            refused = _GROWS if closed and direction is Direction.RECEIVED else ""
            yield Change(place, f"`{value}` came in", refused)


def _named(schema: Part) -> dict[Any, str]:
    """Values and the constants that generated clients have for them. What may be null has none for null."""
    values = [value for value in schema.get(CLOSED, []) if value is not None]
    return dict(zip(values, schema.get(CONSTANTS, values), strict=True))


def _constants(old: dict[Any, str], new: dict[Any, str], place: str) -> Iterator[Change]:
    for value, name in old.items():
        if value in new and new[value] != name:
            what = f"the constant of `{value}` was `{name}` and is `{new[value]}`"
            yield Change(place, what, "Code with a generated client has that name: keep it.")
