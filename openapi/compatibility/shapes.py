"""Compares schemas: every field that an app sends or receives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from openapi.compatibility.changes import Change, Direction, at
from openapi.compatibility.limits import LIMITS, limits
from openapi.compatibility.reading import Part, Reader, Typed, refuse_unknown
from openapi.compatibility.words import words

SENT, RECEIVED = Direction.SENT, Direction.RECEIVED
# A value that has another type in a generated client.
FIXED: Final = ("format", "uniqueItems", "additionalProperties", "default", "readOnly", "writeOnly")
KNOWN: Final = {"type", *FIXED, *LIMITS, "nullable", "enum", "properties", "required", "items"}
NAME: Final = "Code with a generated client has that name: keep it."
_DEFAULT: Final = "Who leaves it out now says something else: keep it."
_OTHERWISE: Final = "Generated clients have another type for it: leave it as it was."


@dataclass
class Shapes:
    """Compares each named schema once in each direction, however many operations use it."""

    old: Reader
    new: Reader
    seen: set[tuple[str, str, Direction]] = field(default_factory=set)

    def compare(self, before: Part, after: Part, place: str, direction: Direction) -> Iterator[Change]:
        old, new = self.old.typed(before, place), self.new.typed(after, place)
        for one in (old, new):
            refuse_unknown(one.schema, KNOWN, place)
        replaced = _replaced(old, new, place, renamed=not self.new.has_type(old.name))
        if replaced is not None:
            yield replaced
            return
        if old.name and new.name and old.name != new.name:
            yield Change(f"type `{old.name}`", f"is called `{new.name}`", NAME)
        # What is said here, around a reference, and not of the type.
        yield from _fixed(old.schema, new.schema, place)
        yield from _nullable(old.schema, new.schema, place, direction)
        yield from self._once(old, new, place, direction)

    def _once(self, old: Typed, new: Typed, place: str, direction: Direction) -> Iterator[Change]:
        named = (old.name, new.name, direction)
        if not old.name or named not in self.seen:
            self.seen.add(named)
            where = f"`{old.name}` {direction.value}" if old.name else place
            yield from self._whole(old.schema, new.schema, where, direction)

    def _whole(self, old: Part, new: Part, place: str, direction: Direction) -> Iterator[Change]:
        yield from words(old, new, place, direction)
        yield from limits(old, new, place, direction)
        yield from self._fields(old, new, place, direction)
        if "items" in old and "items" in new:
            yield from self.compare(old["items"], new["items"], at(place, "each of them"), direction)

    def _fields(self, old: Part, new: Part, place: str, direction: Direction) -> Iterator[Change]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed, needs = set(old.get("required", ())), set(new.get("required", ()))
        for name in before:
            if name not in after:
                yield _gone(name, place, direction)
                continue
            yield from _presence(name, name in needed, name in needs, place, direction)
            yield from self.compare(before[name], after[name], at(place, f"field `{name}`"), direction)
        for name in after:
            if name not in before:
                yield _added(name, name in needs, place, direction)


def _replaced(old: Typed, new: Typed, place: str, *, renamed: bool) -> Change | None:
    """Something else stands here now, so that nothing more can be compared."""
    if old.schema.get("type") != new.schema.get("type"):
        what = f"was {_value(old.schema.get('type'))} and is {_value(new.schema.get('type'))}"
        return Change(place, what, "An app cannot read or write it as it did: add a new field beside it.")
    if old.name == new.name or old.kind != new.kind or (old.name and new.name and renamed):
        return None
    return Change(place, f"its type was {_type(old.name)} and is {_type(new.name)}", NAME)


def _fixed(old: Part, new: Part, place: str) -> Iterator[Change]:
    for name in FIXED:
        before, after = old.get(name), new.get(name)
        if before != after:
            what = f"`{name}` was {_value(before)} and is {_value(after)}"
            yield Change(place, what, _DEFAULT if name == "default" else _OTHERWISE)


def _nullable(old: Part, new: Part, place: str, direction: Direction) -> Iterator[Change]:
    before, after = bool(old.get("nullable")), bool(new.get("nullable"))
    if before == after:
        return
    if direction is SENT and before:
        yield Change(place, "may no longer be null", "An app that sends null is refused: keep allowing it.")
    elif direction is RECEIVED and after:
        yield Change(place, "may be null now", "An app that never met null there stops: keep a value there.")
    else:
        yield Change(place, "may be null now" if after else "is never null any more")


def _gone(name: str, place: str, direction: Direction) -> Change:
    if direction is SENT:
        return Change(place, f"field `{name}` is gone", "An app that sends it is refused: keep it, and ignore it.")
    return Change(place, f"field `{name}` is gone", "An app that reads it stops: keep it, and call it deprecated.")


def _added(name: str, needed: bool, place: str, direction: Direction) -> Change:
    if direction is SENT and needed:
        return Change(place, f"field `{name}` is new and required", "No app sends it yet: make it optional.")
    return Change(place, f"field `{name}` is new")


def _presence(name: str, before: bool, after: bool, place: str, direction: Direction) -> Iterator[Change]:
    """Whether a field must be there."""
    if before == after:
        return
    what = f"field `{name}` {'is required now' if after else 'is no longer required'}"
    if direction is SENT and after:
        yield Change(place, what, "An app may leave it out: keep it optional.")
    elif direction is RECEIVED and before:
        yield Change(place, what, "An app counts on it: keep it in every answer.")
    else:
        yield Change(place, what)


def _type(name: str) -> str:
    return f"`{name}`" if name else "no named type"


def _value(value: Any) -> str:
    return "not said" if value is None else f"`{value}`"
