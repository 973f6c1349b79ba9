"""What generators of clients need to hear, on top of what the contract says to people.

A postprocessing hook of drf-spectacular, run last.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from rugpijn.http.contract import Schema

# openapi-generator and others take the constants of an enumeration from here. Left to itself Swift would write
# `withindays`, and Python `WITHINDAYS`.
CONSTANTS: Final = "x-enum-varnames"
# A list that may grow: text in every client, with the words of today.
GROWING: Final = "x-extensible-enum"
MAY_GROW: Final = "Er kan een waarde bij komen: zorg dat uw app dan ook iets goeds doet."


def for_clients(result: Schema, **_context: object) -> Schema:
    for name in settings.CONTRACT_GROWING:
        _let_grow(result["components"]["schemas"].get(name, {}))
    for schema in _inside(result):
        if isinstance(schema.get("enum"), list):
            schema[CONSTANTS] = [word for word in schema["enum"] if word is not None]
        if schema.get("type") == "integer":
            schema.setdefault("format", "int32")
    return result


def _let_grow(schema: Schema) -> None:
    """Text instead of an enumeration: for one word that it does not know, a client would refuse a whole answer."""
    if "enum" in schema:
        schema[GROWING] = schema.pop("enum")
        schema["description"] = "\n\n".join(filter(None, [schema.get("description"), MAY_GROW]))


def _inside(value: Any) -> Iterator[Schema]:
    """Every object in the contract, except what only illustrates it."""
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in ("example", "examples"):
                yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)
