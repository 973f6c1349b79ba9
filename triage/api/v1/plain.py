"""An assessment without a request of Django: what most apps send, most of the time. See `rugpijn.http.answering`.

It says nothing that `views.AssessmentsView` does not say, and refuses nothing: whatever is unusual or wrong is left to
that view.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone

from content.editions import edition
from rugpijn.http.answering import Answered, Asked
from rugpijn.http.problems import Problem
from rugpijn.http.representation import json_bytes
from rugpijn.http.strict_json import UnsafeJsonError, loads, usual
from triage import metrics, usage
from triage.api.v1 import requests
from triage.api.v1.assessing import Sheet, assess, protocol_of
from triage.engine.answers import InvalidAnswers, read_answers

WITHOUT_STORING: Final = frozenset({"release", "at", "answers"})


class PlainAssessments:
    path: Final = re.compile(r"/v1/topics/([a-z0-9-]+)/assessments")

    def read(self, of: str, content: bytes, _environ: Mapping[str, Any]) -> Asked | None:
        try:
            body = usual(content) or loads(content)
            if not isinstance(body, dict) or any(body[name] for name in body.keys() - WITHOUT_STORING):
                return None
            asked = requests.read(body)
        except (ValueError, UnsafeJsonError, Problem):
            return None
        return None if asked.faults else Asked("assessment", of, asked)

    def answer(self, asked: Asked, language: str) -> Answered | None:
        release, what = edition().current(asked.of), asked.what
        if release is None or what.release not in (None, release.number) or language not in release.languages:
            return None
        try:
            answers = read_answers(protocol_of(release), what.answers)
            sheet = Sheet(release, answers, what.at or timezone.now().replace(microsecond=0), language, None)
            told = assess(sheet)
        except (InvalidAnswers, Problem):
            return None
        return Answered(json_bytes(told), lambda: _count(sheet, told))


def _count(sheet: Sheet, told: dict[str, Any]) -> None:
    metrics.count(sheet.release.topic, told)
    usage.count(sheet.release.topic, sheet.answers, told["outcome"])


PLAIN_ASSESSMENTS: Final = PlainAssessments()
