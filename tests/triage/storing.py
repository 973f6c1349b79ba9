"""What it takes to store an assessment over HTTP, for every test that does."""

import json
import secrets
from datetime import datetime
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from triage.consent import version_of
from triage.engine.protocol import Protocol

URL = "/v1/topics/rugpijn/assessments"


def new_key() -> str:
    return secrets.token_urlsafe(16)


def consent_to(protocol: Protocol, at: datetime | None = None) -> dict[str, str]:
    """To the text of this protocol, just now."""
    text = protocol.notices.consent_text
    if text is None:
        raise AssertionError("this protocol has no text to consent to")
    return {"version": version_of(text), "givenAt": f"{at or timezone.now():%Y-%m-%dT%H:%M:%SZ}"}


def post(body: object, key: str | None = None, **headers: str) -> HttpResponse:
    sent = {**({} if key is None else {"Idempotency-Key": key}), **headers}
    answer = Client().post(URL, json.dumps(body), content_type="application/json", headers=sent)
    return cast(HttpResponse, answer)


def told(answer: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.content)
    return found


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}
