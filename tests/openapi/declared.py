"""What the contract declares, as validators that allow nothing else."""

import copy
from typing import Any

from jsonschema import Draft4Validator

from rugpijn.http.for_clients import GROWING
from rugpijn.http.schema import contract


def strict(schema: Any) -> Any:
    """JSON Schema of OpenAPI 3.0: objects have their properties and no others, and `nullable` may be null as well.

    A list that may grow has, today, the words that it names.
    """
    if isinstance(schema, list):
        return [strict(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(inner) for name, inner in schema.items() if name != "nullable"}
    if schema.get("type") == "object" and "properties" in schema:
        made["additionalProperties"] = False
    if GROWING in schema:
        made["enum"] = schema[GROWING]
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") is True else made


def validator(schema: Any) -> Draft4Validator:
    """Of one schema of the contract, with those that it refers to."""
    schemas = strict(copy.deepcopy(contract()["components"]["schemas"]))
    return Draft4Validator({**strict(copy.deepcopy(schema)), "components": {"schemas": schemas}})
