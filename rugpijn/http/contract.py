"""The pieces that every operation of the contract shares. `completing` puts those that are used into it."""

from collections.abc import Iterable
from typing import Any, Final

from rugpijn.http.kinds import Kind, Text
from rugpijn.http.language import LANGUAGES
from rugpijn.http.operation import line, paragraphs
from rugpijn.http.problems import CONTENT_TYPE
from rugpijn.http.query import LARGEST
from rugpijn.http.version import API_VERSION

Schema = dict[str, Any]

EXAMPLE_INSTANCE: Final = "urn:uuid:5f0c7c5e-6f0e-4a55-9d58-0b8b3a0b6c11"
FAULT: Final[Schema] = {
    "type": "object",
    "description": "Eén fout en zijn plaats: `pointer` in de inhoud, of `parameter`. Een van beide is er altijd.",
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON-pointer (RFC 6901) in wat u stuurde, zoals `/answers/0`. Leeg: de hele inhoud.",
        },
        "parameter": {"type": "string", "description": "Naam van de parameter in pad, query of header."},
        "code": {"type": "string", "description": "Vaste code van de fout, in kebab-case."},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen, in de taal van dit antwoord."},
    },
    "required": ["code", "detail"],
}
PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "Wat er misging en wat u kunt doen (RFC 9457).",
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "description": "Vaste naam van het soort probleem, zoals `urn:rugpijn:problem:not-found`.",
        },
        "title": {"type": "string", "description": "Het soort probleem in een paar woorden."},
        "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "description": "De HTTP-status van dit antwoord.",
        },
        "detail": {"type": "string", "description": "Wat er misging en wat u kunt doen, in de taal van dit antwoord."},
        "instance": {
            "type": "string",
            "format": "uri",
            "description": "Nummer van dit verzoek. Geef het door als u een fout meldt.",
        },
        "errors": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Fault"},
            "description": "Elke fout apart, alle tegelijk. Leeg als er niet één plaats is aan te wijzen.",
        },
    },
    "required": ["type", "title", "status", "detail", "instance", "errors"],
}
LANGUAGE: Final[Schema] = {
    "type": "string",
    "enum": list(LANGUAGES),
    "description": "De taal van een antwoord.\n\n* `nl`: Nederlands\n* `en`: Engels",
}
PARAMETERS: Final[dict[str, Schema]] = {
    "language": {
        "name": "language",
        "in": "query",
        "description": paragraphs(
            Text(
                "De taal van het antwoord. Gaat voor `Accept-Language`. Is een onderwerp er niet in die taal, dan "
                "krijgt u Nederlands.",
                "The language of the answer. Goes before `Accept-Language`. A topic that is not there in that language "
                "comes in Dutch.",
            )
        ),
        "schema": {"$ref": "#/components/schemas/Language"},
    },
    "release": {
        "name": "release",
        "in": "query",
        "description": paragraphs(
            Text(
                "Het nummer van de uitgave. Zonder nummer krijgt u de huidige.",
                "The number of the release. Without it you get the current one.",
            )
        ),
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST},
    },
    "acceptLanguage": {
        "name": "Accept-Language",
        "in": "header",
        "description": paragraphs(
            Text(
                "De talen die u wilt, zoals een browser ze stuurt.",
                "The languages that you want, as browsers send them.",
            )
        ),
        "schema": {"type": "string"},
        "example": "nl-NL, en;q=0.5",
    },
    "ifNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": paragraphs(
            Text(
                "De `ETag` die u al hebt. Is er niets veranderd, dan krijgt u 304.",
                "The `ETag` that you have already. When nothing has changed you get 304.",
            )
        ),
        "schema": {"type": "string"},
    },
}
HEADERS: Final[dict[str, Schema]] = {
    "API-Version": {
        "description": line(Text("De versie van de API (semver).", "The version of the API (semver).")),
        "schema": {"type": "string"},
        "example": API_VERSION,
    },
    "Access-Control-Allow-Origin": {
        "description": line(Text("Elke website mag dit lezen.", "Any website may read this.")),
        "schema": {"type": "string"},
        "example": "*",
    },
    "Cache-Control": {
        "description": line(
            Text("Hoe lang een cache dit mag bewaren (seconden).", "How long a cache may keep this (seconds).")
        ),
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": line(Text("De taal van dit antwoord.", "The language of this answer.")),
        "schema": {"type": "string", "x-extensible-enum": list(LANGUAGES)},
    },
    "ETag": {
        "description": line(Text("Kenmerk van precies deze inhoud.", "Mark of exactly this content.")),
        "schema": {"type": "string"},
    },
    "Link": {
        "description": line(Text("Waar de lijst staat van wat er wel is.", "Where the list is of what there is.")),
        "schema": {"type": "string"},
        "example": '</v1/topics>; rel="collection"',
    },
    "Location": {
        "description": line(Text("Waar het nu staat.", "Where it is now.")),
        "schema": {"type": "string"},
        "example": "/v1/assessments/0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e",
    },
    "Retry-After": {
        "description": line(Text("Hoeveel seconden u moet wachten.", "How many seconds to wait.")),
        "schema": {"type": "integer"},
    },
    "WWW-Authenticate": {
        "description": line(Text("Hoe u zich aanmeldt.", "How to sign in.")),
        "schema": {"type": "string"},
    },
}
EXTRA_HEADERS: Final = {
    401: ("WWW-Authenticate",),
    404: ("Link",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}
REMARKS: Final = {
    412: Text("Alleen met de header `If-Match`.", "Only with an `If-Match` header."),
    429: Text("De proxy begrenst hoe vaak één adres vraagt.", "The proxy limits how often one address asks."),
}


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
        "description": line(_meaning(status, kinds)),
        "headers": header_references("API-Version", "Content-Language", *EXTRA_HEADERS.get(status, ())),
        "content": {CONTENT_TYPE: content},
    }


def _meaning(status: int, kinds: list[Kind]) -> Text:
    """The titles of what it can be, and when."""
    titles = [Text(f"{kind.title.nl}.", f"{kind.title.en}.") for kind in kinds]
    parts = [*titles, REMARKS[status]] if status in REMARKS else titles
    return Text(" ".join(part.nl for part in parts), " ".join(part.en for part in parts))
