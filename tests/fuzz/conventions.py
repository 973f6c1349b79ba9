"""What every answer of the API has, whatever was asked. Each function returns what is wrong with one, in words."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MEMBERS = ["type", "title", "status", "detail", "instance", "errors"]
VERSION = re.compile(r"1\.\d+\.\d+")
EMPTY = (204, 304)


@dataclass(frozen=True)
class Answer:
    """Names of headers in lower case."""

    method: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def broken_conventions(answer: Answer) -> Iterator[str]:
    if not VERSION.fullmatch(answer.headers.get("api-version", "")):
        yield "no API-Version"
    if answer.headers.get("x-content-type-options") != "nosniff":
        yield "a browser may guess the type"
    if "cache-control" not in answer.headers:
        yield "no Cache-Control"
    if "set-cookie" in answer.headers:
        yield "a cookie"
    if answer.status in EMPTY and answer.body:
        yield "a body where there can be none"
    if answer.status >= 400:
        yield from _broken_problem(answer)


def _broken_problem(answer: Answer) -> Iterator[str]:
    if answer.headers.get("content-type") != "application/problem+json":
        yield "an error that is no problem (RFC 9457)"
        return
    if answer.headers.get("cache-control") != "no-store":
        yield "a problem that a cache may keep"
    if answer.headers.get("content-language") not in ("nl", "en"):
        yield "a problem in no language"
    if answer.method != "HEAD":
        yield from _broken_members(answer, answer.json())


def _broken_members(answer: Answer, problem: Mapping[str, Any]) -> Iterator[str]:
    if list(problem) != MEMBERS:
        yield f"a problem with the members {', '.join(problem)}"
        return
    if problem["status"] != answer.status:
        yield f"a problem that says {problem['status']}"
    if problem["instance"] != f"urn:uuid:{answer.headers.get('x-request-id')}":
        yield "a problem whose number cannot be found back"
    if not problem["title"] or not problem["detail"]:
        yield "a problem without words"
    if answer.status == 400 and problem["type"].endswith(("-query", "-body", "-answers")) and not problem["errors"]:
        yield "a problem that says that there are faults, and names none"
