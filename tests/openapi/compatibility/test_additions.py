"""What breaks no app: most of it asks for a new number, and texts may change at any time."""

import pytest

from openapi.compatibility import compare
from tests.openapi.compatibility.editing import (
    ASSESSMENTS,
    JSON,
    PARAMETERS,
    TOPIC,
    TOPICS,
    Edit,
    both,
    came,
    current,
    dropped,
    edited,
    field,
    gone,
    said,
    schema,
)

OPERATION = {"operationId": "search", "tags": ["Content"], "responses": {"200": {"description": "Gelukt."}}}
OPTIONAL = {"in": "query", "name": "since", "schema": {"type": "string"}}
PROBLEM = {"$ref": "#/components/schemas/Problem"}

ADDITIONS: dict[str, tuple[Edit, str]] = {
    "a path": (said("paths", "/search", value={"get": OPERATION}), "GET /search: is new."),
    "an operation": (said("paths", "/topics", "post", value=OPERATION), "POST /topics: is new."),
    "a deprecated operation": (said(*TOPICS, "deprecated", value=True), "GET /topics: is deprecated now."),
    "an optional parameter, last": (
        came(*TOPIC, "parameters", item=OPTIONAL),
        "GET /topics/{topic}, parameter `since`: is new.",
    ),
    "a parameter that may be left out": (
        said(*TOPIC, "parameters", 0, "required", value=False),
        "GET /topics/{topic}, parameter `topic`: is no longer required.",
    ),
    "a higher maximum of what is sent": (
        said(*TOPIC, "parameters", 0, "schema", "maxLength", value=80),
        "GET /topics/{topic}, parameter `topic`: `maxLength` 60 became 80.",
    ),
    "no limit to what is sent": (
        gone(*PARAMETERS, "release", "schema", "maximum"),
        "parameter `release`: `maximum` 2147483647 became (none).",
    ),
    "another language to ask for": (
        both(
            came(*schema("Language"), "enum", item="de"),
            came(*schema("Language"), "x-enum-varnames", item="de"),
        ),
        "`Language` that an app sends: `de` came in.",
    ),
    "an optional field to send": (
        said(*field("AssessmentRequest", "remember"), value={"type": "boolean"}),
        "`AssessmentRequest` that an app sends: field `remember` is new.",
    ),
    "a field that need not be sent": (
        dropped(*schema("AssessmentRequest"), "required", item="answers"),
        "`AssessmentRequest` that an app sends: field `answers` is no longer required.",
    ),
    "null may be sent": (
        said(*field("AssessmentRequest", "answers"), "nullable", value=True),
        "`AssessmentRequest` that an app sends, field `answers`: may be null now.",
    ),
    "another media type to send": (
        said(*ASSESSMENTS, "requestBody", "content", "application/cbor", value={"schema": {"type": "string"}}),
        "POST /topics/{topic}/assessments, content that is sent: `application/cbor` is new.",
    ),
    "content that need not be sent": (
        said(*ASSESSMENTS, "requestBody", "required", value=False),
        "POST /topics/{topic}/assessments, content that is sent: is no longer required.",
    ),
    "content that may be sent": (
        said(*TOPICS, "requestBody", value={"content": {JSON: {"schema": {"type": "string"}}}}),
        "GET /topics, content that is sent: is new.",
    ),
    "a field in an answer": (
        said(*field("Outcome", "video"), value={"type": "string"}),
        "`Outcome` that an app receives: field `video` is new.",
    ),
    "a field that is always there": (
        came(*schema("SectionBlock"), "required", item="text"),
        "`SectionBlock` that an app receives: field `text` is required now.",
    ),
    "no null in an answer": (
        gone(*field("Contact", "alone"), "nullable"),
        "`Contact` that an app receives, field `alone`: is never null any more.",
    ),
    "a value that no answer has any more": (
        both(
            dropped(*schema("Urgency"), "enum", item="sameDay"),
            dropped(*schema("Urgency"), "x-enum-varnames", item="sameDay"),
        ),
        "`Urgency` that an app receives: `sameDay` is gone.",
    ),
    "a word in a list that may grow": (
        came(*schema("SourceKind"), "x-extensible-enum", item="video"),
        "`ContentSource` that an app receives, field `kind`: `video` came in.",
    ),
    "a narrower limit in an answer": (
        said(*field("Problem", "status"), "maximum", value=511),
        "`Problem` that an app receives, field `status`: `maximum` 599 became 511.",
    ),
    "a limit in an answer": (
        said(*field("Outcome", "title"), "maxLength", value=90),
        "`Outcome` that an app receives, field `title`: `maxLength` (none) became 90.",
    ),
    "a status": (
        said(*TOPICS, "responses", "429", value={"content": {JSON: {"schema": PROBLEM}}}),
        "GET /topics, answer 429: is new.",
    ),
    "another media type": (
        said(*TOPICS, "responses", "200", "content", "application/cbor", value={"schema": {"type": "string"}}),
        "GET /topics, answer 200: `application/cbor` is new.",
    ),
    "a header": (
        said(*TOPICS, "responses", "200", "headers", "Age", value={"schema": {"type": "integer"}}),
        "GET /topics, answer 200, header `Age`: is new.",
    ),
    "another way in": (
        said(*TOPICS, "security", value=[{}, {"key": []}]),
        "GET /topics: asking with `key` is possible now.",
    ),
}
TEXTS: dict[str, Edit] = {
    "a description": said(*TOPICS, "description", value="Anders gezegd."),
    "a title": said("info", "title", value="Rug"),
    "the contact": gone("info", "contact"),
    "an example": said(*TOPICS, "responses", "200", "content", JSON, "examples", value={}),
    "a text of a field": said(*field("Outcome", "title"), "description", value="Anders gezegd."),
    "an extension that nobody reads": said(*TOPICS, "x-team", value="rug"),
    "another server beside it": came("servers", item={"url": "https://api.example.nl/v1"}),
    "the order of fields": lambda contract: contract["components"]["schemas"]["Outcome"]["required"].reverse(),
    "a schema that nothing refers to": said(*schema("Unused"), value={"type": "object"}),
    "a shell around a reference": said(
        *field("Outcome", "contact"), value={"allOf": [{"$ref": "#/components/schemas/Contact"}], "description": "Wie."}
    ),
}


@pytest.mark.parametrize(("edit", "sentence"), ADDITIONS.values(), ids=ADDITIONS)
def test_an_addition_breaks_nothing(edit: Edit, sentence: str) -> None:
    assert [(str(change), change.breaks) for change in compare(current(), edited(edit))] == [(sentence, False)]


@pytest.mark.parametrize("edit", TEXTS.values(), ids=TEXTS)
def test_a_text_is_no_change(edit: Edit) -> None:
    assert compare(current(), edited(edit)) == []


def test_a_contract_is_as_it_was() -> None:
    assert compare(current(), current()) == []


def test_fewer_permissions_are_enough() -> None:
    before = said(*TOPICS, "security", value=[{"key": ["read", "write"]}])
    after = said(*TOPICS, "security", value=[{"key": ["read"]}])
    found = compare(edited(before), edited(after))
    assert [str(change) for change in found] == ["GET /topics: asking with `key` (read) is possible now."]
