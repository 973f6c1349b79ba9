"""A small contract that keeps every rule, and for each rule a way to break it."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

from rugpijn.http.schema import contract

Contract = dict[str, Any]
READING, ASKING, ITSELF = "/topics", "/topics/{topic}/assessments", "/openapi.json"


def small() -> Contract:
    """Three operations of the real contract, and what they refer to."""
    whole = contract()
    kept = copy.deepcopy({**whole, "paths": {path: whole["paths"][path] for path in (READING, ASKING, ITSELF)}})
    told = ""
    while told != (told := json.dumps(kept)):
        for group, pieces in kept["components"].items():
            used = set(re.findall(rf'"#/components/{group}/([^"]+)"', told))
            kept["components"][group] = {name: piece for name, piece in pieces.items() if name in used}
    for content in [*post(kept)["requestBody"]["content"].values(), *answered(post(kept)), *answered(get(kept))]:
        content["examples"] = {"empty": {"value": {}}}  # what is in them is not what these rules look at
    return kept


def answered(operation: Any) -> Any:
    return operation["responses"]["200"]["content"].values()


def get(contract: Contract) -> Any:
    return contract["paths"][READING]["get"]


def post(contract: Contract) -> Any:
    return contract["paths"][ASKING]["post"]


def schema_name(contract: Contract) -> str:
    """Of what the reading operation answers."""
    reference: str = get(contract)["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    return reference.rpartition("/")[2]


def property_(name: str, **schema: Any) -> Callable[[Contract], None]:
    def add(contract: Contract) -> None:
        read = contract["components"]["schemas"][schema_name(contract)]
        read["properties"][name] = {"description": "x", **schema}

    return add


def path(name: str) -> Callable[[Contract], None]:
    def add(contract: Contract) -> None:
        contract["paths"][name] = copy.deepcopy(contract["paths"][READING])

    return add


def parameter(**described: Any) -> Callable[[Contract], None]:
    def add(contract: Contract) -> None:
        schema = {"schema": {"type": "string"}, "description": "x\n\n**English.** x"}
        get(contract)["parameters"].append({**schema, **described})

    return add


def remove(*steps: str) -> Callable[[Contract], None]:
    def do(contract: Contract) -> None:
        place: Any = contract
        for step in steps[:-1]:
            place = place[step]
        del place[steps[-1]]

    return do


def put(value: Any, *steps: str | int) -> Callable[[Contract], None]:
    def do(contract: Contract) -> None:
        place: Any = contract
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value

    return do


def renamed_schema(name: str) -> Callable[[Contract], None]:
    def do(contract: Contract) -> None:
        schemas = contract["components"]["schemas"]
        schemas[name] = schemas.pop(schema_name(contract))
        get(contract)["responses"]["200"]["content"]["application/json"]["schema"] = {
            "$ref": f"#/components/schemas/{name}"
        }

    return do


OF_GET = ("paths", READING, "get")
ANSWER = (*OF_GET, "responses", "200")
PROBLEM = (*OF_GET, "responses", "400")
BROKEN: dict[str, Callable[[Contract], None]] = {
    "/core/naming-resources": path("/get-topics"),
    "/core/naming-collections": path("/topic/{topic}"),
    "/core/no-trailing-slash": path("/topics/"),
    "/core/path-segments-kebab-case": path("/back_pain/topics.txt"),
    "/core/query-keys-camel-case": parameter(name="since_when", **{"in": "query"}),
    "/core/hide-implementation": renamed_schema("TopicsSerializer"),
    "/core/date-time/format": property_("publishedAt", type="string"),
    "/core/date-time/format:time-of-day": property_("openingTime", type="string"),
    "/core/date-time/format:known": property_("opens", type="string", format="time"),
    "/core/date-time/timezone": property_("meets", type="string", format="date-time-local"),
    "/core/date-time/date-omit-time-portion": property_("birthDate", type="string", format="date-time"),
    "/core/http-methods": put({"responses": {}}, "paths", READING, "trace"),
    "/core/http-safety": put({"content": {}}, *OF_GET, "requestBody"),
    "/core/http-response-code": put({"description": "x · x"}, *OF_GET, "responses", "default"),
    "/core/stateless": parameter(name="session", **{"in": "cookie"}),
    "/core/nested-child": path("/topics/{topic}/{section}"),
    "/core/resource-operations": path("/_search/topics"),
    "/core/error-handling/problem-details": put({"application/json": {}}, *PROBLEM, "content"),
    "/core/error-handling/problem-details:members": remove("components", "schemas", "Problem", "required"),
    "/core/error-handling/invalid-input": remove(*PROBLEM),
    "/core/error-handling/all-errors": remove("components", "schemas", "Problem", "properties", "errors"),
    "/core/doc-openapi": put("2.0", "swagger"),
    "/core/doc-openapi:descriptions": remove(*OF_GET, "summary"),
    "/core/doc-openapi:examples": remove(*ANSWER, "content", "application/json", "examples"),
    "/core/doc-openapi-contact": remove("info", "contact", "email"),
    "/core/doc-language": put("The topics.", *OF_GET, "description"),
    "/core/publish-openapi": remove("paths", ITSELF),
    "/core/deprecation-schedule": put(True, *OF_GET, "deprecated"),
    "/core/uri-version": put("/v1.0", "servers", 0, "url"),
    "/core/uri-version:once": path("/v1/topics"),
    "/core/semver": put("1.0", "info", "version"),
    "/core/version-header": remove(*PROBLEM, "headers", "API-Version"),
    "/core/transport/tls": put("http://api.example.nl/v1", "servers", 0, "url"),
    "/core/transport/no-sensitive-uris": parameter(name="patientEmail", **{"in": "query"}),
    "/core/transport/cors": remove(*ANSWER, "headers", "Access-Control-Allow-Origin"),
    "/core/modules/geospatial": property_("latitude", type="number"),
    "/core/modules/signing": put({"schema": {"type": "object"}}, *ANSWER, "content", "application/jws+json"),
    "/core/modules/encryption": put({"schema": {"type": "object"}}, *ANSWER, "content", "application/jose"),
    "rugpijn/property-camel-case": property_("published_by", type="string"),
    "rugpijn/schema-name": renamed_schema("topic_list"),
    "rugpijn/operation-name": put("topics", *OF_GET, "operationId"),
    "rugpijn/field-described": property_("why", type="string", description=""),
    "rugpijn/schema-described": remove("components", "schemas", "Problem", "description"),
    "rugpijn/no-choice-of-shapes": property_("value", oneOf=[{"type": "string"}, {"type": "integer"}]),
    "rugpijn/answers-are-objects": put(
        {"type": "array", "items": {}}, *ANSWER, "content", "application/json", "schema"
    ),
    "rugpijn/both-languages": put("De onderwerpen", *OF_GET, "summary"),
    "rugpijn/null-has-a-type": property_("why", nullable=True),
}


def broken() -> dict[str, Contract]:
    """The small contract, broken once for each rule."""
    sound = small()
    found = {}
    for rule, break_it in BROKEN.items():
        found[rule] = copy.deepcopy(sound)
        break_it(found[rule])
    del found["/core/doc-openapi"]["openapi"]
    return found
