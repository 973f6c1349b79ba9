"""The examples of the contract: what the real service answers with the shipped release.

`make contract` writes them. Moments stand still, so that they are the same at every run, and long lists are cut, so
that a person can read them. Nothing else is changed.
"""

import json
from datetime import UTC, datetime
from typing import Any

from content import releases
from rugpijn.http.contract import EXAMPLE_INSTANCE
from rugpijn.http.kinds import Text
from rugpijn.http.operation import line
from tests.openapi.asking import Operation, ask, named, operations
from tests.openapi.provoking import PROVOKED
from tests.openapi.storing import new_key, sent, to_store
from tests.triage.engine.example import raw_answers
from tests.triage.library.patients import interviewed

Value = dict[str, Any]
MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MORNING, NIGHT = "2026-11-24T10:00:00Z", "2026-11-22T21:40:00Z"
WHEN_MADE = {"approvedAt", "publishedAt", "storedAt", "expiresAt", "givenAt"}  # these are of when they were made
AT_RANDOM = {"id": "0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e", "secret": "Xv2r0dT9yQ4mJ7pL1sB8kN5wE3cG6hZ0aF2uR9iO4tY"}
SHOWN = 2
WHOLE = {"choices"}  # half of somebody's choices would mislead
SHIPPED = Text("Uit de meegeleverde uitgave", "From the shipped release")
CUT = Text("Ingekort: van elke lijst de eerste twee.", "Cut: the first two of each list.")
# At which operation a kind of problem is shown; the others can be had at every one.
SHOWN_AT = {
    "invalid-json": "createAssessment",
    "invalid-body": "createAssessment",
    "invalid-answers": "createAssessment",
    "length-required": "createAssessment",
    "payload-too-large": "createAssessment",
    "unsupported-media-type": "createAssessment",
    "release-superseded": "createAssessment",
    "unauthorized": "getAssessment",
    "not-stored": "createAssessment",
    "unknown-earlier": "createAssessment",
    "idempotency-key-reused": "createAssessment",
    "assessment-erased": "createAssessment",
}
TALKS = {
    "start": Text("Beginnen", "Start"),
    "unsure": Text(
        "Na het eerste scherm, met een keer ‘weet ik niet’", "After the first screen, with one I don't know"
    ),
    "selfCare": Text("Gewone rugpijn: voorlopig zelf zorgen", "Ordinary back pain: self-care for now"),
    "explain": Text("Met wat één ander antwoord had veranderd", "With what one other answer would have changed"),
    "store": Text("De uitkomst bewaren, met toestemming", "Storing the outcome, with consent"),
    "emergency": Text("Een noodgeval, in de nacht", "An emergency, at night"),
}


def of_operations() -> Value:
    """By operation: examples of what is sent and of what comes back."""
    reading = {
        one.name: {"answer": {"rugpijn": example(SHIPPED, ask(one).json())}} for one in operations() if gets(one)
    }
    return {**reading, "getOpenApiJson": contract_example(), "getOpenApiYaml": contract_example(), **assessing()}


def gets(operation: Operation) -> bool:
    return operation.method == "GET" and not operation.name.startswith("getOpenApi")


def contract_example() -> Value:
    whole = ask(named("getOpenApiJson")).json()
    outline = {
        "openapi": whole["openapi"],
        "info": {"title": whole["info"]["title"], "version": whole["info"]["version"]},
    }
    return {
        "answer": {
            "outline": {"summary": line(Text("In grote lijnen", "In outline")), "value": {**outline, "paths": {}}}
        }
    }


def assessing() -> Value:
    """An interview in four steps: what is sent, and what comes back. And one that is stored."""
    operation = named("createAssessment")
    asked, came = {}, {}
    for name, request in talks().items():
        answer = ask(operation, body=json.dumps({"at": MORNING, **request}).encode())
        asked[name] = {"summary": line(TALKS[name]), "value": request}
        came[name] = example(TALKS[name], answer.json())
    request = json.loads(to_store())
    asked["store"] = {"summary": line(TALKS["store"]), "value": standing_still(request)}
    kept = ask(operation, body=json.dumps(request).encode(), headers={"idempotency-key": new_key()})
    created = {"store": example(TALKS["store"], kept.json())}
    return {operation.name: {"request": asked, "answer": came, "created": created}}


def talks() -> dict[str, Value]:
    protocol = releases.catalogue().topic("rugpijn").loaded(1).compiled["triage"]
    ordinary = interviewed(protocol, {"age": 45}, at=MOMENT)
    first = {slug: ordinary.given[slug] for slug in ordinary.screens[0][1]}
    return {
        "start": {"answers": []},
        "unsure": {"release": 1, "answers": [*sent(first)[:-1], *raw_answers({list(first)[-1]: None})]},
        "selfCare": {"release": 1, "at": MORNING, "answers": sent(ordinary.given)},
        "explain": {"release": 1, "at": MORNING, "answers": sent(ordinary.given), "explain": True},
        "emergency": {"at": NIGHT, "answers": raw_answers({"chest-pain": "yes"})},
    }


def example(summary: Text, value: Value) -> Value:
    value = standing_still(value)
    short = shortened(value)
    return {"summary": line(summary), **({"description": line(CUT)} if short != value else {}), "value": short}


def standing_still(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _still(name, inner) for name, inner in value.items()}
    return [standing_still(inner) for inner in value] if isinstance(value, list) else value


def _still(name: str, value: Any) -> Any:
    if value is None:
        return None
    return MORNING if name in WHEN_MADE else AT_RANDOM.get(name) or standing_still(value)


def shortened(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: shortened(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        cut = name not in WHOLE and any(isinstance(one, dict) for one in value)
        return [shortened(one) for one in (value[:SHOWN] if cut else value)]
    return value


def problem(kind: str) -> Value:
    """What the service really says when this goes wrong; the number of the request is always another."""
    answer = PROVOKED[kind](named(SHOWN_AT.get(kind, "getTopic")))
    told: Value = json.loads(answer.content)
    if told.get("type") != f"urn:rugpijn:problem:{kind}":
        raise AssertionError(f"{kind} was provoked, and this came: {answer.status_code} {told}")
    return {**told, "instance": EXAMPLE_INSTANCE}
