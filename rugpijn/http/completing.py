"""The last touch on the contract: who offers it, what words mean, examples from a real release, shared pieces."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from rugpijn.http.contract import EXAMPLE_INSTANCE, FAULT, HEADERS, LANGUAGE, PARAMETERS, PROBLEM, Schema
from rugpijn.http.kinds import KINDS, Kind
from rugpijn.http.operation import line
from rugpijn.http.problems import Problem
from rugpijn.http.version import API_VERSION

ANSWERS: Final = {"answer": "200", "created": "201"}


def complete(result: Schema, **_context: object) -> Schema:
    """drf-spectacular's postprocessing hook. Its version is not semver when a version of the API is given to it."""
    result["info"]["version"] = API_VERSION
    result["security"] = []  # nobody has to sign in
    for _path, operation in _operations(result):
        _illustrate(operation, examples()["operations"].get(operation["operationId"], {}))
    components = result.setdefault("components", {})
    schemas = {**components.get("schemas", {}), "Fault": FAULT, "Language": LANGUAGE, "Problem": PROBLEM}
    components["schemas"] = {name: _explained(name, schema) for name, schema in sorted(schemas.items())}
    _say_where_null_can_be(components["schemas"])
    told = json.dumps(result["paths"])
    components["headers"] = _used("headers", HEADERS, told)
    components["parameters"] = _used("parameters", PARAMETERS, told)
    components["examples"] = _used("examples", {slug: _problem(kind) for slug, kind in KINDS.items()}, told)
    return result


def _operations(result: Schema) -> list[tuple[str, Schema]]:
    return [(path, operation) for path, item in result["paths"].items() for operation in item.values()]


def _used(group: str, pieces: dict[str, Schema], told: str) -> dict[str, Schema]:
    return {name: piece for name, piece in pieces.items() if f'"#/components/{group}/{name}"' in told}


@cache
def examples() -> Schema:
    """What the real service answered with the shipped release; `make contract` writes the file anew."""
    found: Schema = json.loads(Path(settings.CONTRACT_EXAMPLES).read_text(encoding="utf-8"))
    return found


def _illustrate(operation: Schema, shown: Schema) -> None:
    """Put the examples of an operation at its request and at its answer."""
    if "request" in shown:
        for media in operation["requestBody"]["content"].values():
            media["examples"] = shown["request"]
    for name, status in ANSWERS.items():
        if name in shown:
            for media in operation["responses"][status]["content"].values():
                media["examples"] = shown[name]


def _problem(kind: Kind) -> Schema:
    told: Any = examples()["problems"].get(kind.slug) or Problem(kind).told("nl", EXAMPLE_INSTANCE)
    return {"summary": line(kind.title), "value": told}


@cache
def meanings() -> dict[str, tuple[str, dict[str, str]]]:
    """For each list of words in the contract: what it is about, and what each word means."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for name in settings.CONTRACT_MEANINGS:
        found |= import_string(name)
    return found


def _explained(name: str, schema: Schema) -> Schema:
    if name not in meanings():
        return schema
    about, words = meanings()[name]
    listed = "\n".join(f"* `{word}`: {words[word]}" for word in schema["enum"])
    return {**schema, "description": f"{about}\n\n{listed}"}


def _say_where_null_can_be(schemas: dict[str, Schema]) -> None:
    """OpenAPI 3.0: null is allowed where the type is said, and every schema that is referred to allows it as well."""
    for field in [field for schema in schemas.values() for field in schema.get("properties", {}).values()]:
        for reference in field.get("allOf", ()):
            referred = schemas[reference["$ref"].rpartition("/")[2]]
            field["type"] = referred["type"]
            if field.get("nullable"):
                _allow_null(referred)


def _allow_null(schema: Schema) -> None:
    schema["nullable"] = True
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
