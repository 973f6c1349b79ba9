"""An assessment without a request of Django: what most apps send, most of the time. See `rugpijn.http.answering`.

It says nothing that `views.AssessmentsView` does not say, and refuses nothing: whatever is unusual or wrong is left to
that view.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time
from typing import Any, Final

from django.db import OperationalError

from content.editions import edition
from rugpijn.http.answering import Answered, Asked
from rugpijn.http.problems import Problem
from rugpijn.http.representation import json_bytes
from rugpijn.http.strict_json import UnsafeJsonError, loads, usual
from triage import metrics, usage
from triage.api.v1 import requests
from triage.api.v1.assessing import Sheet, assess, protocol_of
from triage.api.v1.keeping import keep, one_form
from triage.api.v1.storing_requests import key_faults
from triage.engine.answers import InvalidAnswers

STORING: Final = requests.TO_ASSESS | {"store", "consent"}


@dataclass(frozen=True, slots=True)
class Keeping:
    """With what it is stored: see `keeping.keep`."""

    key: str
    sent: bytes


class PlainAssessments:
    path: Final = re.compile(r"/v1/topics/([a-z0-9-]+)/assessments")

    def read(self, of: str, content: bytes, environ: Mapping[str, Any]) -> Asked | None:
        try:
            body = usual(content) or loads(content)
            if isinstance(body, dict) and (told := requests.usual(body)) is not None:
                return Asked("told", of, (told, None))
            stores = isinstance(body, dict) and body.get("store") is True
            known = STORING if stores else requests.TO_ASSESS
            if not isinstance(body, dict) or any(body[name] for name in body.keys() - known):
                return None
            key = environ.get("HTTP_IDEMPOTENCY_KEY")
            what = requests.read(body, key_faults(key) if stores else ())
        except (ValueError, UnsafeJsonError, Problem):
            return None
        if what.faults:
            return None
        return Asked(
            "stored" if stores else "told", of, (what, Keeping(str(key), one_form(of, body)) if stores else None)
        )

    def answer(self, asked: Asked, language: str) -> Answered | Exception | None:
        what, keeping = asked.what
        sheet = _sheet(asked.of, what, language)
        if sheet is None:
            return None
        try:
            return _told(sheet) if keeping is None else _stored(sheet, what, keeping)
        except Problem:
            return None
        except OperationalError as error:
            return error  # to ask again would be to wait again


def _sheet(topic: str, what: requests.AssessmentRequest, language: str) -> Sheet | None:
    """Of the current release; of any other Django knows whether it still answers."""
    release = edition().current(topic)
    if release is None or what.release not in (None, release.number):
        return None
    try:
        answers = requests.answers_in(what, protocol_of(release))
    except (InvalidAnswers, Problem):
        return None
    return Sheet(release, answers, what.at or datetime.fromtimestamp(int(time()), UTC), language, None)


def _told(sheet: Sheet) -> Answered:
    told = assess(sheet)
    return Answered(json_bytes(told), lambda: _count(sheet, told))


def _stored(sheet: Sheet, what: requests.AssessmentRequest, keeping: Keeping) -> Answered | None:
    """What was stored before in another language, is told in that one."""
    told = keep(sheet, what.consent, key=keeping.key, sent=keeping.sent)
    if told.sheet.language != sheet.language:
        return None
    return Answered(json_bytes(told.value), told.count, (("Location", told.location),))


def _count(sheet: Sheet, told: dict[str, Any]) -> None:
    metrics.count(sheet.release.topic, told)
    usage.count(sheet.release.topic, sheet.answers, told["outcome"])


PLAIN_ASSESSMENTS: Final = PlainAssessments()
