"""What a client may send: the fields that the contract names, and no others. The service refuses those, so it says so.

A postprocessing hook of drf-spectacular. Only for a whole body: what is inside can be a part of answers as well, and
answers may grow.
"""

from collections.abc import Iterator
from typing import Any, Final

from rugpijn.http.contract import Schema

COMPONENT: Final = "#/components/schemas/"


def close_bodies(result: Schema, **_context: object) -> Schema:
    for name in _bodies(result):
        result["components"]["schemas"][name]["additionalProperties"] = False
    return result


def _bodies(result: Schema) -> Iterator[str]:
    """The names of the schemas of everything that is sent."""
    for path in result["paths"].values():
        for operation in path.values():
            contents: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
            references = (content["schema"].get("$ref", "") for content in contents.values())
            yield from (reference.removeprefix(COMPONENT) for reference in references if reference)
