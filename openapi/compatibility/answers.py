"""Compares what an operation can answer: statuses, media types, headers and shapes."""

from collections.abc import Iterator
from typing import Final

from openapi.compatibility.changes import Change, Direction, at
from openapi.compatibility.reading import Part, refuse_unknown
from openapi.compatibility.shapes import Shapes

KNOWN: Final = {"content", "headers"}
HEADER: Final = {"schema", "required"}
_GONE: Final = "An app that handles it meets another: keep it."


def answers(old: Part, new: Part, place: str, shapes: Shapes) -> Iterator[Change]:
    for status in old:
        where = at(place, f"answer {status}")
        if status in new:
            yield from _answer(shapes.old.follow(old[status]), shapes.new.follow(new[status]), where, shapes)
        else:
            yield Change(where, "is gone", _GONE)
    # An error is known by its first digit, and another success is for who asks for what leads to it.
    yield from (Change(at(place, f"answer {status}"), "is new") for status in new if status not in old)


def _answer(old: Part, new: Part, place: str, shapes: Shapes) -> Iterator[Change]:
    for part in (old, new):
        refuse_unknown(part, KNOWN, place)
    yield from _headers(old.get("headers", {}), new.get("headers", {}), place, shapes)
    before, after = old.get("content", {}), new.get("content", {})
    for media in before:
        if media in after:
            schemas = before[media]["schema"], after[media]["schema"]
            yield from shapes.compare(*schemas, place, Direction.RECEIVED)
        else:
            yield Change(place, f"`{media}` is gone", "An app cannot read another: keep it.")
    yield from (Change(place, f"`{media}` is new") for media in after if media not in before)


def _headers(old: Part, new: Part, place: str, shapes: Shapes) -> Iterator[Change]:
    for name in old:
        where = at(place, f"header `{name}`")
        if name not in new:
            yield Change(where, "is gone", "An app that reads it stops: keep it.")
            continue
        before, after = shapes.old.follow(old[name]), shapes.new.follow(new[name])
        # Many answers share one: its change is told once.
        where = f"header `{name}`" if "$ref" in old[name] else where
        for part in (before, after):
            refuse_unknown(part, HEADER, where)
        if before.get("required") and not after.get("required"):
            yield Change(where, "is no longer required", "An app counts on it: keep it in every answer.")
        yield from shapes.compare(before["schema"], after["schema"], where, Direction.RECEIVED)
    yield from (Change(at(place, f"header `{name}`"), "is new") for name in new if name not in old)
