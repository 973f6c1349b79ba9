"""The pieces that every operation of the contract shares, and the last touch on the whole of it."""

import json
from collections.abc import Iterable
from typing import Any, Final

from rugpijn.http.kinds import KINDS, Kind
from rugpijn.http.language import LANGUAGES
from rugpijn.http.problems import CONTENT_TYPE
from rugpijn.http.query import LARGEST
from rugpijn.http.version import API_VERSION

Schema = dict[str, Any]

EXAMPLE_INSTANCE: Final = "urn:uuid:5f0c7c5e-6f0e-4a55-9d58-0b8b3a0b6c11"
FAULT: Final[Schema] = {
    "type": "object",
    "description": "Eén fout en zijn plaats: een pointer in de inhoud, of een parameter.",
    "properties": {
        "pointer": {"type": "string", "description": "JSON-pointer (RFC 6901) in de inhoud die u stuurde."},
        "parameter": {"type": "string", "description": "Naam van de parameter in pad, query of header."},
        "code": {"type": "string", "description": "Vaste code van de fout, in kebab-case."},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
    },
    "required": ["code", "detail"],
}
PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "Wat er misging en wat u kunt doen (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Vaste naam van het soort probleem."},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri", "description": "Nummer van dit verzoek."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
    "required": ["type", "title", "status", "detail", "instance", "errors"],
}
LANGUAGE: Final[Schema] = {"type": "string", "enum": list(LANGUAGES)}
PARAMETERS: Final[dict[str, Schema]] = {
    "language": {
        "name": "language",
        "in": "query",
        "description": "De taal van het antwoord. Gaat voor Accept-Language. Bestaat een tekst niet in die taal, dan "
        "krijgt u Nederlands.",
        "schema": {"$ref": "#/components/schemas/Language"},
    },
    "release": {
        "name": "release",
        "in": "query",
        "description": "Het nummer van de uitgave. Zonder nummer krijgt u de huidige.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST},
    },
    "acceptLanguage": {
        "name": "Accept-Language",
        "in": "header",
        "description": "De talen die u wilt, zoals een browser ze stuurt.",
        "schema": {"type": "string"},
        "example": "nl-NL, en;q=0.5",
    },
    "ifNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "De ETag die u al hebt. Is er niets veranderd, dan krijgt u 304.",
        "schema": {"type": "string"},
    },
}
HEADERS: Final[dict[str, Schema]] = {
    "API-Version": {
        "description": "De versie van de API (semver).",
        "schema": {"type": "string"},
        "example": API_VERSION,
    },
    "Content-Language": {
        "description": "De taal van dit antwoord.",
        "schema": {"$ref": "#/components/schemas/Language"},
    },
    "ETag": {"description": "Kenmerk van precies deze inhoud.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Hoeveel seconden u moet wachten.", "schema": {"type": "integer"}},
    "WWW-Authenticate": {"description": "Hoe u zich aanmeldt.", "schema": {"type": "string"}},
}
EXTRA_HEADERS: Final = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}


def header_references(*names: str) -> dict[str, Schema]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def parameter_references(*names: str) -> list[Schema]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def problem_responses(kinds: Iterable[Kind]) -> dict[str, Schema]:
    """One response per status, with an example of each kind that it can be."""
    by_status: dict[int, list[Kind]] = {}
    for kind in dict.fromkeys(kinds):
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _problem_response(status, by_status[status]) for status in sorted(by_status)}


def _problem_response(status: int, kinds: list[Kind]) -> Schema:
    examples = {kind.slug: {"$ref": f"#/components/examples/{kind.slug}"} for kind in kinds}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
    return {
        "description": ". ".join(kind.title.nl for kind in kinds) + ".",
        "headers": header_references("API-Version", "Content-Language", *EXTRA_HEADERS.get(status, ())),
        "content": {CONTENT_TYPE: content},
    }


def _example(kind: Kind) -> Schema:
    value = {
        "type": kind.uri,
        "title": kind.title.nl,
        "status": kind.status,
        "detail": kind.detail.nl,
        "instance": EXAMPLE_INSTANCE,
        "errors": [],
    }
    return {"summary": kind.title.nl, "value": value}


def complete(result: Schema, **_context: object) -> Schema:
    """drf-spectacular's postprocessing hook. Its version is not semver when a version of the API is given to it."""
    result["info"]["version"] = API_VERSION
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    components["schemas"] = dict(sorted({**schemas, "Fault": FAULT, "Language": LANGUAGE, "Problem": PROBLEM}.items()))
    told = json.dumps(result["paths"])
    components["headers"] = _used("headers", HEADERS, told)
    components["parameters"] = _used("parameters", PARAMETERS, told)
    components["examples"] = _used("examples", {slug: _example(kind) for slug, kind in KINDS.items()}, told)
    return result


def _used(group: str, pieces: dict[str, Schema], told: str) -> dict[str, Schema]:
    return {name: piece for name, piece in pieces.items() if f'"#/components/{group}/{name}"' in told}
