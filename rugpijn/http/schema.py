"""The contract: what each operation says of itself, and the addresses where the whole of it is read.

Its settings are in `spectacular`, its shared pieces in `contract`, its last touch in `completing`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from drf_spectacular.drainage import warn
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.types import OpenApiTypes

from rugpijn.http import kinds
from rugpijn.http.contract import PARAMETERS, Schema, header_references, parameter_references, problem_responses
from rugpijn.http.kinds import Kind, Text
from rugpijn.http.operation import line, operation
from rugpijn.http.representation import JSON, Representation, represent, represent_json, respond
from rugpijn.http.views import ApiView, JsonRenderer

YAML = "application/yaml"
CONTRACT_LANGUAGE = "nl"
WITH_BODY = ("POST", "PUT", "PATCH")
DONE = line(Text("Gelukt.", "Success."))
KEPT = line(Text("Bewaard.", "Stored."))
ERASED = line(Text("Gewist.", "Erased."))
FURTHER: Mapping[str, tuple[str, ...]] = {"201": ("Location",)}
UNCHANGED = line(Text("Niet veranderd: gebruik wat u al hebt.", "Not changed: use what you have."))


class ApiSchema(AutoSchema):
    """Adds what every operation has: languages, versions, validators and problems."""

    def get_operation_id(self) -> str:
        """A name that a generated client is pleasant with: `getSections` for GET of SectionsView."""
        return f"{self.method.lower()}{type(self.view).__name__.removesuffix('View')}"

    def get_tags(self) -> list[str]:
        fixed = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return fixed[-1:]

    def _get_parameters(self) -> list[Schema]:
        own: list[Schema] = super()._get_parameters()
        validators = ["ifNoneMatch"] if self._is_cacheable() else []
        shared = self._shared({parameter["name"] for parameter in own if parameter["in"] == "query"})
        references = parameter_references(*shared, "language", "acceptLanguage", *validators)
        # Arguments of generated clients have places: what came later stands behind what was there.
        headers = [parameter for parameter in own if parameter["in"] == "header"]
        return [*(parameter for parameter in own if parameter not in headers), *references, *headers]

    def _shared(self, described: set[str]) -> list[str]:
        """What the view reads and what the contract says are the same; a warning stops `spectacular --fail-on-warn`."""
        read = set(getattr(self.view, "query_parameters", ()))
        shared = sorted((read - described) & PARAMETERS.keys())
        for name in sorted((read - described - PARAMETERS.keys()) | (described - read)):
            warn(
                f'Query parameter "{name}" stands either in `query_parameters` or in `extend_schema`, but not in both.'
            )
        return shared

    def _get_response_bodies(self, direction: Any = "response") -> Schema:
        own: Schema = super()._get_response_bodies(direction)
        for status, response in own.items():
            response["description"] = _described(status, response)
            response["headers"] = {**response.get("headers", {}), **header_references(*self._headers(status))}
        if self._is_cacheable():
            own["304"] = _not_modified()
        return {
            **own,
            **{status: told for status, told in problem_responses(self._kinds()).items() if status not in own},
        }

    def _is_cacheable(self) -> bool:
        return self.method == "GET" and bool(getattr(self.view, "cacheable", False))

    def _headers(self, status: str) -> tuple[str, ...]:
        open_to_all = ("Access-Control-Allow-Origin",) if getattr(self.view, "cors", True) else ()
        further = ("ETag",) if self._is_cacheable() else FURTHER.get(status, ())
        language = () if status == "204" else ("Content-Language",)
        return ("API-Version", *open_to_all, "Cache-Control", *language, *further)

    def _kinds(self) -> Iterator[Kind]:
        yield from (kinds.INVALID_REQUEST, kinds.INVALID_QUERY)
        if self.method in WITH_BODY:
            yield from (kinds.INVALID_JSON, kinds.INVALID_BODY, kinds.LENGTH_REQUIRED)
            yield from (kinds.PAYLOAD_TOO_LARGE, kinds.UNSUPPORTED_MEDIA_TYPE)
        if "{" in self.path:
            yield from (kinds.NOT_FOUND, kinds.UNKNOWN_RESOURCE)
        if self._is_cacheable():
            yield kinds.PRECONDITION_FAILED
        yield from (kinds.NOT_ACCEPTABLE, kinds.INTERNAL_ERROR)
        if getattr(self.view, "needs_database", True):
            yield kinds.NOT_READY
        yield from getattr(self.view, "problems", ())
        yield from getattr(self.view, "problems_of", {}).get(self.method, ())


def _described(status: str, response: Schema) -> str:
    """Spectacular says "No response body" in English alone."""
    own = "" if status == "204" else response.get("description")
    return own or {"201": KEPT, "204": ERASED}.get(status, DONE)


def _not_modified() -> Schema:
    return {
        "description": UNCHANGED,
        "headers": header_references("API-Version", "Cache-Control", "ETag"),
    }


@cache
def contract() -> Schema:
    """Made once: the code does not change while it runs."""
    schema: Schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


@cache
def _as_json() -> Representation:
    return represent_json(contract(), language=CONTRACT_LANGUAGE)


@cache
def _as_yaml() -> Representation:
    body: bytes = OpenApiYamlRenderer().render(contract(), renderer_context={})  # type: ignore[no-untyped-call]
    return represent(body, language=CONTRACT_LANGUAGE, content_type=YAML)


class YamlRenderer(JsonRenderer):
    """Only for the negotiation: the bytes are made above."""

    media_type = YAML
    format = "yaml"


class OpenApiJsonView(ApiView):
    """The contract as JSON: where the Dutch API Design Rules want it."""

    cacheable = True
    needs_database = False

    @operation(
        "getOpenApiJson",
        tag="Contract",
        summary=Text("Dit contract, in JSON", "This contract, in JSON"),
        description=Text(
            "De hele beschrijving van de API (OpenAPI 3.0.3). Maak er een client mee, of lees haar op `/docs`.",
            "The whole description of the API (OpenAPI 3.0.3). Generate a client from it, or read it at `/docs`.",
        ),
        responses={(200, JSON): OpenApiTypes.OBJECT},
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        return respond(request, _as_json())


class OpenApiYamlView(ApiView):
    """The contract as YAML."""

    cacheable = True
    needs_database = False
    renderer_classes = (YamlRenderer,)

    @operation(
        "getOpenApiYaml",
        tag="Contract",
        summary=Text("Dit contract, in YAML", "This contract, in YAML"),
        description=Text("Hetzelfde contract, in YAML.", "The same contract, in YAML."),
        responses={(200, YAML): OpenApiTypes.OBJECT},
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        return respond(request, _as_yaml())
