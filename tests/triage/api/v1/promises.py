"""What the contract promises of an assessment: which bodies it declares, and what is answered to them."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jsonschema import Draft4Validator

from rugpijn.http.strict_json import DEEPEST, LARGEST
from tests.openapi.asking import named
from tests.openapi.declared import validator

Body = dict[str, Any]
TAKEN: Final = (200, 201)

# A place in the body and what is wrong there, where a schema cannot see that. What it could say, and does not, is at
# the end: it would be another contract for the same service.
BEYOND_A_SCHEMA: Final = {
    "the questions of the release": (
        r"/answers/\d+/question (unknown-question|answered-twice)",
        r"/answers/\d+/choices(/\d+)? (unknown-choice|choice-twice|too-many-choices|exclusive-choice|number-expected)",
        r"/answers/\d+/number (choices-expected|out-of-range)",
        r"/answers/\d+/unknown unknown-not-allowed",
    ),
    "exactly one of three values": (
        r"/answers/\d+ (no-value|two-values)",
        r"/answers/\d+/choices no-choice",
        r"/answers/\d+/unknown wrong-type",  # `false` is no value, and no second way to leave it out
    ),
    "what goes with what": (
        r"/explain not-together",
        r"/consent (required|without-store)",
        r"Idempotency-Key (required|too-easy-to-guess)",
    ),
    "the clock and the calendar": (r"/at outside-calendar", r"/consent/givenAt invalid-moment"),
    "limits that the contract leaves out": (
        r"/answers too-many-answers",
        r"/consent/version invalid-version",
        r"/earlier/(id|secret) required",
    ),
}
# What a whole body can meet, whatever is in it.
BEYOND_A_BODY: Final = {
    *("unknown-resource", "release-superseded", "release-withdrawn", "payload-too-large"),
    *("not-stored", "unknown-earlier", "idempotency-key-reused", "assessment-erased"),
}
_BEYOND: Final = re.compile("|".join(place for places in BEYOND_A_SCHEMA.values() for place in places))


@cache
def sent_schema() -> Draft4Validator:
    return validator(named("createAssessment").described["requestBody"]["content"]["application/json"]["schema"])


@cache
def answered_schema(status: int, media_type: str) -> Draft4Validator:
    """KeyError where no such answer is declared."""
    response = named("createAssessment").described["responses"][str(status)]
    return validator(response["content"][media_type]["schema"])


def is_declared(sent: bytes) -> bool:
    """Whether the contract allows this body."""
    try:
        body = json.loads(sent.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return False
    return _is_one_to_everybody(body) and sent_schema().is_valid(_without_fractions(body))


def _once(pairs: list[tuple[str, Any]]) -> Body:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _is_one_to_everybody(value: Any, depth: int = 0) -> bool:
    """I-JSON, as every body of this service has to be."""
    if isinstance(value, dict | list):
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        return not (value and depth >= DEEPEST) and all(_is_one_to_everybody(one, depth + 1) for one in inner)
    if isinstance(value, str):
        return not re.search("[\0\ud800-\udfff]", value)
    return not isinstance(value, int | float) or (math.isfinite(value) and abs(value) <= LARGEST)


def _without_fractions(body: Any) -> Any:
    """40.0 is a whole number for programs that know no other; a schema of OpenAPI 3.0 does not say so."""
    if not isinstance(body, dict) or not isinstance(body.get("answers"), list):
        return body
    return {**body, "answers": [_without_fraction(answer) for answer in body["answers"]]}


def _without_fraction(answer: Any) -> Any:
    number = answer.get("number") if isinstance(answer, dict) else None
    return {**answer, "number": int(number)} if isinstance(number, float) and number.is_integer() else answer


@dataclass(frozen=True)
class Answer:
    status: int
    media_type: str
    told: Any

    @property
    def kind(self) -> str:
        """Of a problem."""
        return str(self.told.get("type")).removeprefix("urn:rugpijn:problem:")

    @property
    def faults(self) -> list[str]:
        return [f"{one.get('pointer', one.get('parameter'))} {one['code']}" for one in self.told.get("errors", ())]


def broken_promises(sent: bytes, answer: Answer) -> Iterator[str]:
    """What is not as the contract has it, in words."""
    declared, taken = is_declared(sent), answer.status in TAKEN
    if taken and not declared:
        yield "taken, and not declared"
    if declared and not taken and not _is_beyond(answer):
        yield f"declared, and refused: {answer.kind} {answer.faults}"
    try:
        schema = answered_schema(answer.status, answer.media_type)
    except KeyError:
        yield f"an answer that is not declared: {answer.status} {answer.media_type}"
    else:
        yield from (f"{error.json_path}: {error.message}" for error in schema.iter_errors(answer.told))


def _is_beyond(answer: Answer) -> bool:
    faults = answer.faults if answer.kind in ("invalid-body", "invalid-answers") else []
    return answer.kind in BEYOND_A_BODY or (bool(faults) and all(map(_BEYOND.fullmatch, faults)))
