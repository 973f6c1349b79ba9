import pytest

from openapi.compatibility import compare
from tests.openapi.compatibility.editing import (
    ASSESSMENTS,
    HEADERS,
    JSON,
    PARAMETERS,
    SECTION,
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
    renamed,
    said,
    schema,
)

REFERENCE = {"$ref": "#/components/parameters/release"}
NEEDED = {"in": "query", "name": "since", "required": True, "schema": {"type": "string"}}
OPTIONAL = {"in": "query", "name": "since", "schema": {"type": "string"}}
KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
BODY = {"required": True, "content": {JSON: {"schema": {"type": "string"}}}}

NAME = "Code with a generated client has that name: keep it."
CANNOT = "An app cannot read or write it as it did: add a new field beside it."
OTHER_TYPE = "Generated clients have another type for it: leave it as it was."
REFUSED = "An app that sends it is refused: keep it."
LEFT_OUT = "An app may leave it out: keep it optional."
NOBODY_SENDS = "No app sends it yet: make it optional."
ALLOWED = "An app sends what was allowed: keep allowing it."
NEVER_WOULD = "An app gets what it was told it never would: keep to the limit."

ADDRESSES: dict[str, tuple[Edit, str]] = {
    "a path": (
        gone("paths", "/topics/{topic}/faqs"),
        "GET /topics/{topic}/faqs: is gone. An app that asks it stops: keep it, and call it deprecated.",
    ),
    "an operation": (
        gone(*ASSESSMENTS),
        "POST /topics/{topic}/assessments: is gone. An app that asks it stops: keep it, and call it deprecated.",
    ),
    "its name": (
        said(*TOPICS, "operationId", value="getTopics"),
        f"GET /topics: its operationId was `listTopics` and is `getTopics`. {NAME}",
    ),
    "its class": (
        said(*TOPICS, "tags", value=["Articles"]),
        f"GET /topics: its first tag was `Content` and is `Articles`: in generated clients, its class. {NAME}",
    ),
    "a server": (said("servers", value=[{"url": "/v2"}]), "servers: `/v1` is gone. An app asks there: keep it."),
}
SENT: dict[str, tuple[Edit, str]] = {
    "a parameter": (
        dropped(*TOPIC, "parameters", item=REFERENCE),
        f"GET /topics/{{topic}}, parameter `release`: is gone. {REFUSED}",
    ),
    "a new required parameter": (
        came(*TOPIC, "parameters", item=NEEDED),
        f"GET /topics/{{topic}}, parameter `since`: is new and required. {NOBODY_SENDS}",
    ),
    "a parameter becomes required": (
        said(*PARAMETERS, "release", "required", value=True),
        f"parameter `release`: is required now. {LEFT_OUT}",
    ),
    "a parameter moves": (
        said(*PARAMETERS, "release", "in", value="header"),
        "parameter `release`: moved from query to header. An app sends it where it was: keep it there.",
    ),
    "a parameter is written otherwise": (
        said(*PARAMETERS, "release", "explode", value=False),
        "parameter `release`: `explode` was None and is False. An app writes it as it did: leave it as it was.",
    ),
    "parameters change places": (
        lambda contract: contract["paths"][SECTION[1]]["get"]["parameters"].insert(
            0, contract["paths"][SECTION[1]]["get"]["parameters"].pop(1)
        ),
        "GET /topics/{topic}/sections/{section}: its parameters stood as topic, section, release, language, "
        "Accept-Language, If-None-Match and stand as section, topic, release, language, Accept-Language, "
        "If-None-Match. Arguments have places: keep their order, and put a new one last.",
    ),
    "a new parameter between": (
        came(*TOPICS, "parameters", item=OPTIONAL, place=0),
        "GET /topics: its parameters stood as language, Accept-Language, If-None-Match and stand as since, language, "
        "Accept-Language, If-None-Match. Arguments have places: keep their order, and put a new one last.",
    ),
    "a lower maximum": (
        said(*PARAMETERS, "release", "schema", "maximum", value=100),
        f"parameter `release`: `maximum` 2147483647 became 100. {ALLOWED}",
    ),
    "a higher minimum": (
        said(*PARAMETERS, "release", "schema", "minimum", value=2),
        f"parameter `release`: `minimum` 1 became 2. {ALLOWED}",
    ),
    "a new limit": (
        said(*field("AssessmentRequest", "answers"), "maxItems", value=20),
        f"`AssessmentRequest` that an app sends, field `answers`: `maxItems` (none) became 20. {ALLOWED}",
    ),
    "a shorter text": (
        said(*TOPIC, "parameters", 0, "schema", "maxLength", value=20),
        f"GET /topics/{{topic}}, parameter `topic`: `maxLength` 60 became 20. {ALLOWED}",
    ),
    "a pattern": (
        said(*TOPIC, "parameters", 0, "schema", "pattern", value="^[a-z]+$"),
        f"GET /topics/{{topic}}, parameter `topic`: `pattern` (none) became ^[a-z]+$. {ALLOWED}",
    ),
    "a type": (
        said(*PARAMETERS, "ifNoneMatch", "schema", "type", value="integer"),
        f"parameter `If-None-Match`: was `string` and is `integer`. {CANNOT}",
    ),
    "a format": (
        said(*PARAMETERS, "release", "schema", "format", value="int64"),
        f"parameter `release`: `format` was `int32` and is `int64`. {OTHER_TYPE}",
    ),
    "a default": (
        said(*PARAMETERS, "release", "schema", "default", value=1),
        "parameter `release`: `default` was not said and is `1`. Who leaves it out now says something else: keep it.",
    ),
    "a value that may be sent": (
        both(
            dropped(*schema("Language"), "enum", item="en"),
            dropped(*schema("Language"), "x-enum-varnames", item="en"),
        ),
        f"`Language` that an app sends: `en` is gone. {REFUSED}",
    ),
    "a new required field": (
        both(
            said(*field("AssessmentRequest", "agreed"), value={"type": "string"}),
            came(*schema("AssessmentRequest"), "required", item="agreed"),
        ),
        f"`AssessmentRequest` that an app sends: field `agreed` is new and required. {NOBODY_SENDS}",
    ),
    "a field becomes required": (
        came(*schema("AssessmentRequest"), "required", item="at"),
        f"`AssessmentRequest` that an app sends: field `at` is required now. {LEFT_OUT}",
    ),
    "a field that was sent": (
        gone(*field("AssessmentRequest", "at")),
        "`AssessmentRequest` that an app sends: field `at` is gone. An app that sends it is refused: keep it, and "
        "ignore it.",
    ),
    "null that was sent": (
        gone(*field("AssessmentRequest", "release"), "nullable"),
        "`AssessmentRequest` that an app sends, field `release`: may no longer be null. An app that sends null is "
        "refused: keep allowing it.",
    ),
    "what is in a list": (
        said(*field("AssessmentRequest", "answers"), "items", value={"type": "string"}),
        f"`AssessmentRequest` that an app sends, field `answers`, each of them: was `object` and is `string`. {CANNOT}",
    ),
    "a media type": (
        lambda contract: contract["paths"][ASSESSMENTS[1]]["post"]["requestBody"].update(
            content={"application/xml": {"schema": {"$ref": "#/components/schemas/AssessmentRequest"}}}
        ),
        f"POST /topics/{{topic}}/assessments, content that is sent: `application/json` is gone. {REFUSED}",
    ),
    "the content": (
        gone(*ASSESSMENTS, "requestBody"),
        "POST /topics/{topic}/assessments, content that is sent: is gone. An app that sends it is refused: keep it, "
        "and ignore it.",
    ),
    "new required content": (
        said(*TOPICS, "requestBody", value=BODY),
        f"GET /topics, content that is sent: is new and required. {NOBODY_SENDS}",
    ),
}
RECEIVED: dict[str, tuple[Edit, str]] = {
    "a field": (
        both(gone(*field("Outcome", "message")), dropped(*schema("Outcome"), "required", item="message")),
        "`Outcome` that an app receives: field `message` is gone. An app that reads it stops: keep it, and call it "
        "deprecated.",
    ),
    "a field that is no longer always there": (
        dropped(*schema("Outcome"), "required", item="message"),
        "`Outcome` that an app receives: field `message` is no longer required. An app counts on it: keep it in every "
        "answer.",
    ),
    "null": (
        said(*field("Outcome", "message"), "nullable", value=True),
        "`Outcome` that an app receives, field `message`: may be null now. An app that never met null there stops: "
        "keep a value there.",
    ),
    "null around a type": (
        said(
            *field("Outcome", "contact"), value={"allOf": [{"$ref": "#/components/schemas/Contact"}], "nullable": True}
        ),
        "`Outcome` that an app receives, field `contact`: may be null now. An app that never met null there stops: "
        "keep a value there.",
    ),
    "a type": (
        said(*field("AssessmentProgress", "answered"), "type", value="string"),
        f"`AssessmentProgress` that an app receives, field `answered`: was `integer` and is `string`. {CANNOT}",
    ),
    "a format": (
        gone(*field("Assessment", "at"), "format"),
        f"`Assessment` that an app receives, field `at`: `format` was `date-time` and is not said. {OTHER_TYPE}",
    ),
    "a new value": (
        both(
            came(*schema("Urgency"), "enum", item="withinWeeks"),
            came(*schema("Urgency"), "x-enum-varnames", item="withinWeeks"),
        ),
        "`Urgency` that an app receives: `withinWeeks` came in. A Kotlin or Swift app refuses the whole answer for it: "
        "wait for a new major version, or use a list that may grow.",
    ),
    "a list that is closed": (
        both(
            said(*schema("SourceKind"), "enum", value=["study"]),
            gone(*schema("SourceKind"), "x-extensible-enum"),
        ),
        f"`ContentSource` that an app receives, field `kind`: a list that may grow became an enumeration. {OTHER_TYPE}",
    ),
    "a list that is opened": (
        both(
            said(*schema("Moment"), "x-extensible-enum", value=["night"]),
            gone(*schema("Moment"), "enum"),
        ),
        f"`Moment` that an app receives: an enumeration became a list that may grow. {OTHER_TYPE}",
    ),
    "a constant": (
        said(*schema("Moment"), "x-enum-varnames", 1, value="NIGHT"),
        f"`Moment` that an app receives: the constant of `night` was `night` and is `NIGHT`. {NAME}",
    ),
    "a wider limit": (
        said(*field("Problem", "status"), "maximum", value=999),
        f"`Problem` that an app receives, field `status`: `maximum` 599 became 999. {NEVER_WOULD}",
    ),
    "no limit": (
        gone(*field("Release", "number"), "minimum"),
        f"`Release` that an app receives, field `number`: `minimum` 1 became (none). {NEVER_WOULD}",
    ),
    "the name of a type": (renamed("Outcome", "Result"), f"type `Outcome`: is called `Result`. {NAME}"),
    "the type of a field": (
        said(*field("Outcome", "contact"), value={"$ref": "#/components/schemas/ProtocolContact"}),
        f"`Outcome` that an app receives, field `contact`: its type was `Contact` and is `ProtocolContact`. {NAME}",
    ),
    "a list of different things": (
        said(*field("Outcome", "tellTheTriagist"), "uniqueItems", value=True),
        "`Outcome` that an app receives, field `tellTheTriagist`: `uniqueItems` was not said and is `True`. "
        f"{OTHER_TYPE}",
    ),
    "what else there may be": (
        said(*schema("SafetyNet"), "additionalProperties", value=True),
        "`Outcome` that an app receives, field `safetyNet`: `additionalProperties` was not said and is `True`. "
        f"{OTHER_TYPE}",
    ),
    "a status": (
        gone(*TOPICS, "responses", "304"),
        "GET /topics, answer 304: is gone. An app that handles it meets another: keep it.",
    ),
    "a media type": (
        lambda contract: contract["paths"]["/topics"]["get"]["responses"]["200"].update(
            content={"application/hal+json": {"schema": {"$ref": "#/components/schemas/TopicList"}}}
        ),
        "GET /topics, answer 200: `application/json` is gone. An app cannot read another: keep it.",
    ),
    "a header": (
        gone(*TOPICS, "responses", "200", "headers", "ETag"),
        "GET /topics, answer 200, header `ETag`: is gone. An app that reads it stops: keep it.",
    ),
    "what is in a header": (
        said(*HEADERS, "Retry-After", "schema", value={"type": "string"}),
        f"header `Retry-After`: was `integer` and is `string`. {CANNOT}",
    ),
}
WAYS_IN: dict[str, tuple[Edit, Edit, str]] = {
    "everybody": (
        lambda contract: None,
        said(*TOPICS, "security", value=[{"key": []}]),
        "GET /topics: asking with nothing is no longer enough. An app has no other way in: keep this one.",
    ),
    "one more key": (
        said(*TOPICS, "security", value=[{"key": []}]),
        said(*TOPICS, "security", value=[{"key": [], "second": []}]),
        "GET /topics: asking with `key` is no longer enough. An app has no other way in: keep this one.",
    ),
    "one more permission": (
        said(*TOPICS, "security", value=[{"key": ["read"]}]),
        said(*TOPICS, "security", value=[{"key": ["read", "write"]}]),
        "GET /topics: asking with `key` (read) is no longer enough. An app has no other way in: keep this one.",
    ),
    "another header": (
        said("components", "securitySchemes", value={"key": KEY}),
        said("components", "securitySchemes", value={"key": {**KEY, "name": "Authorization"}}),
        "security scheme `key`: works otherwise, or is gone. An app signs in as it did: keep it.",
    ),
    "a scheme": (
        said("components", "securitySchemes", value={"key": KEY}),
        gone("components", "securitySchemes"),
        "security scheme `key`: works otherwise, or is gone. An app signs in as it did: keep it.",
    ),
}


def breaks(edit: Edit) -> list[str]:
    return [str(change) for change in compare(current(), edited(edit)) if change.breaks]


@pytest.mark.parametrize(("edit", "sentence"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_apps_ask_breaks(edit: Edit, sentence: str) -> None:
    assert breaks(edit) == [sentence]


@pytest.mark.parametrize(("edit", "sentence"), SENT.values(), ids=SENT)
def test_what_an_app_sends_breaks(edit: Edit, sentence: str) -> None:
    assert breaks(edit) == [sentence]


@pytest.mark.parametrize(("edit", "sentence"), RECEIVED.values(), ids=RECEIVED)
def test_what_an_app_receives_breaks(edit: Edit, sentence: str) -> None:
    assert breaks(edit) == [sentence]


@pytest.mark.parametrize(("before", "edit", "sentence"), WAYS_IN.values(), ids=WAYS_IN)
def test_a_way_in_breaks(before: Edit, edit: Edit, sentence: str) -> None:
    assert [str(change) for change in compare(edited(before), edited(before, edit)) if change.breaks] == [sentence]


def test_an_address_with_other_names_is_the_same_address() -> None:
    def called_otherwise(contract: dict[str, dict[str, object]]) -> None:
        contract["paths"]["/topics/{slug}"] = contract["paths"].pop("/topics/{topic}")

    assert breaks(called_otherwise) == [
        "GET /topics/{topic}: its address is called /topics/{slug}. Generated clients have those names: keep them."
    ]


def test_a_break_is_told_once_however_many_answers_have_it() -> None:
    told = breaks(gone(*field("ReleaseReference", "digest")))
    assert len(told) == 1
