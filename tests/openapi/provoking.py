"""Every kind of problem that the contract declares, provoked at any operation of the real service."""

import json
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.db import OperationalError

from content import releases
from tests.openapi.asking import Operation, ask
from tests.openapi.storing import finished, new_key, to_store
from triage import storing

WRONG_ANSWERS = {"answers": [{"question": "koorts", "choices": ["yes"]}, {"question": "age", "number": 500}]}
WRONG_BODY = {"release": 0, "moment": "nu"}
NOT_THERE = {"id": "niet-van-u", "secret": "niet-van-u"}
OLD = b'{"release": 1, "at": "2036-01-01T00:00:00Z", "answers": []}'


def at_release_1(operation: Operation) -> Any:
    return ask(operation, "?release=1") if operation.in_release else ask(operation, body=OLD)


def broken(operation: Operation) -> Any:
    """What nobody foresaw."""
    with patch("rugpijn.http.views.query.check", side_effect=RuntimeError):
        return ask(operation)


def without_database(operation: Operation) -> Any:
    """At a cold start: no look at the releases could be taken. What is stored is always in the database."""
    if operation.of_a_stored_one:
        with patch("triage.storing._row", side_effect=OperationalError):
            return ask(operation)
    releases.forget()
    with patch("content.releases._newest._look", side_effect=OperationalError):
        answer = ask(operation)
    releases.forget()
    return answer


def store(operation: Operation, key: str, answers: list[Any] | None = None) -> Any:
    return ask(operation, body=to_store(answers), headers={"idempotency-key": key})


def with_a_used_key(operation: Operation) -> Any:
    key = new_key()
    store(operation, key)
    return store(operation, key, list(reversed(finished())))


def with_an_erased_key(operation: Operation) -> Any:
    key = new_key()
    first = store(operation, key)
    if first.status_code == 201:
        mine = first.json()["stored"]
        storing.erase(mine["id"], mine["secret"])
    return store(operation, key)


PROVOKED: dict[str, Callable[[Operation], Any]] = {
    "invalid-request": lambda op: ask(op, "?" + "a=1&" * 2000),
    "invalid-query": lambda op: ask(op, "?pagina=2"),
    "invalid-json": lambda op: ask(op, body=b'{"answers": ['),
    "invalid-body": lambda op: ask(op, body=json.dumps(WRONG_BODY).encode()),
    "unauthorized": lambda op: ask(op, headers={"authorization": ""}),
    "invalid-answers": lambda op: ask(op, body=json.dumps(WRONG_ANSWERS).encode()),
    "not-found": lambda op: ask(op, instead={"topic": "a%2Fb", "assessment": "a%2Fb"}),
    "unknown-resource": lambda op: ask(op, instead={"topic": "hoofdpijn", "assessment": "hoofdpijn"}),
    "not-acceptable": lambda op: ask(op, headers={"accept": "text/html"}),
    "release-withdrawn": at_release_1,
    "release-superseded": at_release_1,
    "length-required": lambda op: ask(op, body=b"", headers={"transfer-encoding": "chunked"}),
    "precondition-failed": lambda op: ask(op, headers={"if-match": '"een-oudere"'}),
    "payload-too-large": lambda op: ask(op, body=b'{"answers": [' + b" " * 70_000 + b"]}"),
    "assessment-erased": with_an_erased_key,
    "not-stored": lambda op: store(op, new_key(), []),
    "unknown-earlier": lambda op: ask(op, body=json.dumps({"answers": [], "earlier": NOT_THERE}).encode()),
    "idempotency-key-reused": with_a_used_key,
    "unsupported-media-type": lambda op: ask(op, content_type="text/plain"),
    "internal-error": broken,
    "not-ready": without_database,
}
# Given by the proxy in front: tests/deploy/test_proxy.py asks it there.
BY_THE_PROXY = {"too-many-requests"}
# Only an older release gives these, once a fixture of this name has made it so.
OF_OLD_RELEASES = {"release-superseded": "superseded", "release-withdrawn": "withdrawn"}
