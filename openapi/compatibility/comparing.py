"""Compares two contracts as a whole."""

import re
from collections.abc import Iterator
from typing import Final

from openapi.compatibility.changes import Change
from openapi.compatibility.operations import Operations
from openapi.compatibility.reading import Part, Reader, refuse_unknown
from openapi.compatibility.security import schemes
from openapi.compatibility.shapes import Shapes

KNOWN: Final = {"openapi", "info", "tags", "servers", "security", "paths", "components"}
METHODS: Final = {"get", "put", "post", "delete", "patch", "head", "options"}

Operation = tuple[str, Part]


def compare(old: Part, new: Part) -> list[Change]:
    """Every change that matters to an app, once, in the order of the old contract. Raises UnknownConstruct."""
    return list(dict.fromkeys(_changes(old, new)))


def _changes(old: Part, new: Part) -> Iterator[Change]:
    for contract in (old, new):
        refuse_unknown(contract, KNOWN, "the contract")
    yield from _servers(old, new)
    yield from schemes(old, new)
    operations = Operations(Shapes(Reader(old), Reader(new)))
    before, after = _operations(old), _operations(new)
    for key, (place, operation) in before.items():
        if key not in after:
            yield Change(place, "is gone", "An app that asks it stops: keep it, and call it deprecated.")
            continue
        now, other = after[key]
        yield from _renamed(place, now)
        yield from operations.compare(operation, other, place)
    yield from (Change(place, "is new") for key, (place, _) in after.items() if key not in before)


def _operations(contract: Part) -> dict[str, Operation]:
    """Each operation by its method and address, whatever the parts of its address are called."""
    found: dict[str, Operation] = {}
    for path, item in contract["paths"].items():
        refuse_unknown(item, METHODS, path)
        for method in item:
            place = f"{method.upper()} {path}"
            found[re.sub(r"{\w+}", "{}", place)] = (place, item[method])
    return found


def _renamed(old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change(old, f"its address is called {new.split()[1]}", "Generated clients have those names: keep them.")


def _servers(old: Part, new: Part) -> Iterator[Change]:
    after = {server["url"] for server in new.get("servers", [])}
    for server in old.get("servers", []):
        if server["url"] not in after:
            yield Change("servers", f"`{server['url']}` is gone", "An app asks there: keep it.")
