"""Edits of a contract, as a table can name them: by the steps that lead to a place."""

import copy
import json
from collections.abc import Callable
from typing import Any

from openapi.compatibility.released import CURRENT

Contract = dict[str, Any]
Edit = Callable[[Contract], None]

TOPICS = ("paths", "/topics", "get")
TOPIC = ("paths", "/topics/{topic}", "get")
SECTION = ("paths", "/topics/{topic}/sections/{section}", "get")
ASSESSMENTS = ("paths", "/topics/{topic}/assessments", "post")
PARAMETERS = ("components", "parameters")
HEADERS = ("components", "headers")
JSON = "application/json"


def current() -> Contract:
    found: Contract = json.loads(CURRENT.read_text())
    return found


def edited(*edits: Edit) -> Contract:
    contract = copy.deepcopy(current())
    for edit in edits:
        edit(contract)
    return contract


def field(schema: str, name: str) -> tuple[str, ...]:
    return ("components", "schemas", schema, "properties", name)


def schema(name: str) -> tuple[str, ...]:
    return ("components", "schemas", name)


def at(contract: Contract, steps: tuple[Any, ...]) -> Any:
    place: Any = contract
    for step in steps:
        place = place[step]
    return place


def gone(*steps: Any) -> Edit:
    """Taken out of an object."""
    return lambda contract: at(contract, steps[:-1]).pop(steps[-1])


def said(*steps: Any, value: Any) -> Edit:
    """Put into an object, or otherwise than it was."""

    def edit(contract: Contract) -> None:
        at(contract, steps[:-1])[steps[-1]] = value

    return edit


def dropped(*steps: Any, item: Any) -> Edit:
    """Taken out of a list."""
    return lambda contract: at(contract, steps).remove(item)


def came(*steps: Any, item: Any, place: int | None = None) -> Edit:
    """Put into a list, last unless a place is given."""

    def edit(contract: Contract) -> None:
        found = at(contract, steps)
        found.insert(len(found) if place is None else place, item)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(contract: Contract) -> None:
        for one in edits:
            one(contract)

    return edit


def renamed(old: str, new: str) -> Edit:
    """A schema has another name, everywhere."""

    def edit(contract: Contract) -> None:
        told = json.dumps(contract).replace(f'"#/components/schemas/{old}"', f'"#/components/schemas/{new}"')
        contract.update(json.loads(told))
        schemas = contract["components"]["schemas"]
        schemas[new] = schemas.pop(old)

    return edit
