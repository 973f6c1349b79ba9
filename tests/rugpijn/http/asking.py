"""What a test wants to know of an answer."""

import json
from typing import Any, Protocol
from uuid import UUID


class Answer(Protocol):
    """What Django's test client gives."""

    status_code: int

    @property
    def content(self) -> bytes: ...

    def __getitem__(self, header: str) -> str: ...


def problem(response: Answer, slug: str, status: int) -> dict[str, Any]:
    """The problem that an answer is, after a check that it is a whole one."""
    assert response["Content-Type"] == "application/problem+json", response.content
    body: dict[str, Any] = json.loads(response.content)
    assert (body["type"], body["status"], response.status_code) == (f"urn:rugpijn:problem:{slug}", status, status)
    assert list(body) == ["type", "title", "status", "detail", "instance", "errors"]
    assert UUID(body["instance"].removeprefix("urn:uuid:")).version == 4
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Language"] in ("nl", "en")
    return body


def codes(body: dict[str, Any]) -> dict[str, str]:
    """Each fault's place and code."""
    return {error.get("pointer", error.get("parameter")): error["code"] for error in body["errors"]}
