"""Compares one operation: its name, what it takes, what it answers, and who may ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openapi.compatibility.answers import answers
from openapi.compatibility.changes import Change, Direction, at
from openapi.compatibility.reading import Part, refuse_unknown
from openapi.compatibility.security import security
from openapi.compatibility.shapes import Shapes

KNOWN: Final = {"operationId", "tags", "parameters", "requestBody", "responses", "security"}
BODY: Final = {"content", "required"}
PARAMETER: Final = {"name", "in", "required", "schema", "style", "explode"}
_NAMED: Final = "Code with a generated client has that name: keep it."


@dataclass(frozen=True)
class Operations:
    shapes: Shapes

    def compare(self, old: Part, new: Part, place: str) -> Iterator[Change]:
        refuse_unknown(old, KNOWN, place)
        refuse_unknown(new, KNOWN, place)
        yield from _names(old, new, place)
        yield from self._parameters(old, new, place)
        yield from self._body(old.get("requestBody"), new.get("requestBody"), at(place, "content that is sent"))
        yield from answers(old["responses"], new["responses"], place, self.shapes)
        yield from security(old, new, place, self.shapes.old.contract, self.shapes.new.contract)

    def _parameters(self, old: Part, new: Part, place: str) -> Iterator[Change]:
        before = {self.shapes.old.follow(one)["name"]: one for one in old.get("parameters", ())}
        after = {self.shapes.new.follow(one)["name"]: one for one in new.get("parameters", ())}
        for name, one in before.items():
            if name not in after:
                yield Change(at(place, f"parameter `{name}`"), "is gone", "An app that sends it is refused: keep it.")
                continue
            # Many operations share one: its change is told once.
            where = f"parameter `{name}`" if "$ref" in one else at(place, f"parameter `{name}`")
            yield from self._parameter(self.shapes.old.follow(one), self.shapes.new.follow(after[name]), where)
        yield from self._new_parameters(before, after, place)
        yield from _order([*before], [*after], place)

    def _new_parameters(self, old: Part, new: Part, place: str) -> Iterator[Change]:
        for name, one in new.items():
            if name not in old:
                needed = self.shapes.new.follow(one).get("required")
                remedy = "No app sends it yet: make it optional." if needed else ""
                yield Change(at(place, f"parameter `{name}`"), f"is new{' and required' if needed else ''}", remedy)

    def _parameter(self, old: Part, new: Part, place: str) -> Iterator[Change]:
        for part in (old, new):
            refuse_unknown(part, PARAMETER, place)
        if old["in"] != new["in"]:
            yield Change(
                place, f"moved from {old['in']} to {new['in']}", "An app sends it where it was: keep it there."
            )
        if bool(new.get("required")) != bool(old.get("required")):
            remedy = "An app may leave it out: keep it optional." if new.get("required") else ""
            yield Change(place, "is required now" if new.get("required") else "is no longer required", remedy)
        for name in ("style", "explode"):
            if old.get(name) != new.get(name):
                what = f"`{name}` was {old.get(name)} and is {new.get(name)}"
                yield Change(place, what, "An app writes it as it did: leave it as it was.")
        yield from self.shapes.compare(old["schema"], new["schema"], place, Direction.SENT)

    def _body(self, old: Part | None, new: Part | None, place: str) -> Iterator[Change]:
        if old is None or new is None:
            yield from _body_came_or_went(old, new, place)
            return
        before, after = self.shapes.old.follow(old), self.shapes.new.follow(new)
        for part in (before, after):
            refuse_unknown(part, BODY, place)
        if bool(before.get("required")) != bool(after.get("required")):
            remedy = "An app may leave it out: keep it optional." if after.get("required") else ""
            yield Change(place, "is required now" if after.get("required") else "is no longer required", remedy)
        yield from self._media(before["content"], after["content"], place)

    def _media(self, old: Part, new: Part, place: str) -> Iterator[Change]:
        for media in old:
            if media in new:
                yield from self.shapes.compare(old[media]["schema"], new[media]["schema"], place, Direction.SENT)
            else:
                yield Change(place, f"`{media}` is gone", "An app that sends it is refused: keep it.")
        yield from (Change(place, f"`{media}` is new") for media in new if media not in old)


def _names(old: Part, new: Part, place: str) -> Iterator[Change]:
    if old["operationId"] != new["operationId"]:
        what = f"its operationId was `{old['operationId']}` and is `{new['operationId']}`"
        yield Change(place, what, _NAMED)
    before, after = (part.get("tags", ["default"])[0] for part in (old, new))
    if before != after:
        what = f"its first tag was `{before}` and is `{after}`: in generated clients, its class"
        yield Change(place, what, _NAMED)
    if new.get("deprecated") and not old.get("deprecated"):
        yield Change(place, "is deprecated now")


def _order(old: list[str], new: list[str], place: str) -> Iterator[Change]:
    """In most languages arguments have places: those that there were stay where they were, new ones stand behind."""
    stayed = [name for name in old if name in new]
    if new[: len(stayed)] != stayed:
        what = f"its parameters stood as {', '.join(stayed)} and stand as {', '.join(new)}"
        yield Change(place, what, "Arguments have places: keep their order, and put a new one last.")


def _body_came_or_went(old: Part | None, new: Part | None, place: str) -> Iterator[Change]:
    if old is not None:
        yield Change(place, "is gone", "An app that sends it is refused: keep it, and ignore it.")
    elif new is not None:
        remedy = "No app sends it yet: make it optional." if new.get("required") else ""
        yield Change(place, f"is new{' and required' if remedy else ''}", remedy)
