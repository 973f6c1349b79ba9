"""What the contract declares, as validators that allow nothing else."""

import copy
import re
from datetime import date
from typing import Any

from jsonschema import Draft4Validator, FormatChecker

from rugpijn.http.for_clients import GROWING
from rugpijn.http.schema import contract

# RFC 3339: also in small letters, and with a space for the T. No leap seconds, which no clock of a telephone tells, and
# not the first and the last year, of which a part lies beyond every calendar.
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_moment(value: object) -> bool:
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    return not isinstance(value, str) or (found is not None and is_date(found[1]) and "0002" <= found[1] < "9999")


@FORMATS.checks("date")
def is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@FORMATS.checks("int32")
def is_int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


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
    whole = {**strict(copy.deepcopy(schema)), "components": {"schemas": schemas}}
    return Draft4Validator(whole, format_checker=FORMATS)
