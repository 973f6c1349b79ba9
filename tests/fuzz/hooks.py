"""What schemathesis is taught of this service: what to ask, and what must hold of every answer.

It loads this by name (see `schemathesis.toml`), in a process of its own; the walker uses the same checks.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.request import Request, urlopen

import schemathesis
from hypothesis import strategies as st

from tests.fuzz.assessments import broken_assessment
from tests.fuzz.bodies import Body, sound_body, spoilt
from tests.fuzz.conventions import Answer, broken_conventions
from tests.fuzz.questions import Floors, Questions, floors_of, questions_of
from tests.triage.engine.strategies import chances

Case = schemathesis.Case[Any]
SERVER = "RUGPIJN_FUZZ_SERVER"
ASSESSMENTS = "/topics/{topic}/assessments"
STORED = "/assessments/{assessment}"
TRIAGED = "rugpijn"
HEADERS = {"X-Forwarded-Proto": "https"}


@dataclass(frozen=True)
class Known:
    """What an app can know."""

    questions: Questions
    floors: Floors
    releases: tuple[int, ...]
    consent: str
    """The version of the text that somebody agrees to."""


@cache
def known() -> Known:
    """Asked once, and only when there is something to ask it for."""
    protocol = _told("triage")
    numbers = [release["number"] for release in _told("releases")["releases"]]
    return Known(questions_of(protocol), floors_of(protocol), tuple(numbers), protocol["consentVersion"])


def _told(what: str) -> Any:
    with urlopen(Request(f"{os.environ[SERVER]}/v1/topics/{TRIAGED}/{what}", headers=HEADERS)) as answer:
        return json.load(answer)


def bodies() -> st.SearchStrategy[Body]:
    """Interviews at every stage, half of them with something wrong in them."""
    questions, releases = known().questions, known().releases
    sound = st.builds(lambda chance: sound_body(questions, releases, chance), chances())
    return sound | st.builds(lambda body, chance: spoilt(body, questions, chance), sound, chances())


@schemathesis.hook
def flatmap_case(_context: schemathesis.HookContext, case: Case) -> st.SearchStrategy[Case]:
    """A body by chance names no question. One that was made wrong on purpose stays as it is."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return st.just(case)
    if case.path == STORED:
        return st.booleans().map(lambda mine: _about_a_stored_one(case) if mine else case)
    if case.path != ASSESSMENTS:
        return st.just(case)
    asked = (bodies() | st.just(case.body)).map(lambda body: _with(case, body))
    return st.booleans().flatmap(lambda storing: asked.map(_stored) if storing else asked)


def _stored(case: Case) -> Case:
    """With consent and a key: whoever has finished is stored."""
    if isinstance(case.body, dict):
        case.body = {**case.body, "store": True, "consent": dict(_consent())}
        case.headers["Idempotency-Key"] = secrets.token_urlsafe(16)
    return case


def _consent() -> dict[str, str]:
    return {"version": known().consent, "givenAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}


def _about_a_stored_one(case: Case) -> Case:
    """One that was stored just now, and its secret."""
    answers = [{"question": "chest-pain", "choices": ["yes"]}, {"question": "age", "number": 40}]
    body = json.dumps({"answers": answers, "store": True, "consent": _consent()}).encode()
    key = {"Content-Type": "application/json", "Idempotency-Key": secrets.token_urlsafe(16)}
    asked = Request(f"{os.environ[SERVER]}/v1/topics/{TRIAGED}/assessments", body, {**HEADERS, **key})
    with urlopen(asked) as answer:
        mine = json.load(answer)["stored"]
    case.path_parameters = {"assessment": mine["id"]}
    case.headers["Authorization"] = f"Bearer {mine['secret']}"
    return case


def _with(case: Case, body: Any) -> Case:
    case.body = body
    return case


@schemathesis.check
def every_answer_keeps_the_conventions(
    _context: schemathesis.CheckContext, response: schemathesis.Response, _case: Case
) -> None:
    _refuse(broken_conventions(answer_of(response)))


@schemathesis.check
def every_assessment_is_what_was_asked(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: Case
) -> None:
    answer = answer_of(response)
    if answer.method != "POST" or case.path != ASSESSMENTS or case.path_parameters.get("topic") != TRIAGED:
        return
    if answer.status in (404, 406, 415) or "query" in _problem(answer):
        return  # not about the body
    _refuse(broken_assessment(_sent(response), answer, known().questions, known().floors))


@schemathesis.check
def no_json_is_refused_for_its_type(
    _context: schemathesis.CheckContext, response: schemathesis.Response, _case: Case
) -> None:
    declared = response.request.headers.get("Content-Type") or ""
    sent = str(declared).partition(";")[0].strip()
    if response.status_code == 415 and sent == "application/json":
        _refuse(["JSON, and it was refused for its type"])


@schemathesis.check
class EveryOperationWasReached:
    """A run that only ever meets refusals says nothing."""

    def __init__(self) -> None:
        self.tested: set[str] = set()
        self.reached: set[str] = set()

    def after_response(self, _context: schemathesis.CheckContext, response: schemathesis.Response, case: Case) -> None:
        self.tested.add(case.operation.label)
        if response.status_code in (200, 201, 204):
            self.reached.add(case.operation.label)
            if case.path == ASSESSMENTS and response.status_code != 204:
                self.reached |= {response.json()["status"], str(response.status_code)}

    def after_run(self, _context: schemathesis.CheckContext) -> None:
        _refuse(f"never reached: {one}" for one in sorted({*self.tested, "question", "outcome", "201"} - self.reached))


def _problem(answer: Answer) -> str:
    return str(answer.json()["type"]) if answer.status >= 400 else ""


def _sent(response: schemathesis.Response) -> bytes:
    body = response.request.body or b""
    return body if isinstance(body, bytes) else str(body).encode()


def answer_of(response: schemathesis.Response) -> Answer:
    headers = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
    return Answer(response.request.method or "", response.status_code, headers, response.content)


def _refuse(faults: Iterable[str]) -> None:
    if found := list(faults):
        raise AssertionError("; ".join(found))
