"""A stored assessment of the shipped release, for the operations that are about one."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.utils import timezone

from tests.triage.library.patients import interviewed
from tests.triage.library.reader import protocol
from tests.triage.storing import consent_to
from triage import storing
from triage.engine.answers import Answer, Chosen, Measured

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
Json = dict[str, Any]


@dataclass(frozen=True)
class Mine:
    """What an app has of it: its id and its secret."""

    id: str
    secret: str


def new_key() -> str:
    return secrets.token_urlsafe(16)


@cache
def finished() -> list[Json]:
    """The answers of somebody with ordinary back pain."""
    return sent(interviewed(protocol(), {"age": 45}, at=AT).given)


def sent(given: Any) -> list[Json]:
    return [{"question": question, **_value(answer)} for question, answer in given.items()]


def _value(answer: Answer) -> Json:
    match answer:
        case Chosen(choices):
            return {"choices": list(choices)}
        case Measured(number):
            return {"number": number}
        case _:
            return {"unknown": True}


def to_store(answers: list[Json] | None = None) -> bytes:
    whole = finished() if answers is None else answers
    at = f"{AT:%Y-%m-%dT%H:%M:%SZ}"
    return json.dumps({"at": at, "answers": whole, "store": True, "consent": consent_to(protocol())}).encode()


def kept() -> Mine:
    """Stored with release 1, also where it could no longer be asked."""
    now = timezone.now().replace(microsecond=0)
    row = storing.Kept(
        id=storing.new_id(),
        topic="rugpijn",
        release_number=1,
        release_digest="",
        at=AT,
        language="nl",
        answers=finished(),
        worse=None,
        consent_version=consent_to(protocol())["version"],
        consent_given_at=now,
        stored_at=now,
        expires_at=now + storing.KEPT_FOR,
    )
    return Mine(row.id, storing.store(key=new_key(), sent=b"", kept=row).secret)
