"""Triage under /v1: the protocol as it is published, and the assessment of somebody's answers.

Nothing is kept unless somebody asks for it: see `keeping`.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from content.api.v1 import reading
from content.api.v1.views import OfReleaseView
from content.releases import LiveRelease
from rugpijn.http import kinds
from rugpijn.http.body import read_object
from rugpijn.http.language import choose
from rugpijn.http.representation import represent_json, respond, respond_json
from rugpijn.http.views import ApiView
from triage import metrics, usage
from triage.api.v1 import keeping, operations, protocol_shape, quality_shape, requests
from triage.api.v1.assessing import assess, explained, protocol_of, sheet_of


class ProtocolView(OfReleaseView):
    """What is asked, which rules decide and why, and what is promised."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return protocol_shape.protocol(release.document, protocol_of(release), language)

    @operations.get_triage_protocol
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class QualityView(ApiView):
    """What was measured of a release; also of one that is withdrawn, for whoever wants to know what it was."""

    cacheable = True
    problems = (kinds.UNKNOWN_RESOURCE,)

    @operations.get_release_quality
    def get(self, request: HttpRequest, topic: str, number: int) -> HttpResponse:
        release = reading.once_live(topic, number)
        protocol_of(release)  # a topic with content alone has nothing to measure
        language = choose(request, release.languages)
        shown = {**reading.of_release(release), **quality_shape.quality(release.figures, language)}
        return respond(request, represent_json(shown, language=language))


class AssessmentsView(ApiView):
    """Answers in; the next screen or the outcome out. Stateless: send every answer so far, each time."""

    problems = (
        kinds.UNKNOWN_RESOURCE,
        kinds.INVALID_ANSWERS,
        kinds.ASSESSMENT_ERASED,
        kinds.RELEASE_WITHDRAWN,
        kinds.RELEASE_SUPERSEDED,
        kinds.NOT_STORED,
        kinds.UNKNOWN_EARLIER,
        kinds.IDEMPOTENCY_KEY_REUSED,
        kinds.TOO_MANY_REQUESTS,
    )

    @operations.create_assessment
    def post(self, request: HttpRequest, topic: str) -> HttpResponse:
        body = read_object(request, largest=self.largest_body)
        if body.get("store") is True:
            return keeping.store(request, topic, body)
        asked = requests.read(body)
        sheet = sheet_of(request, topic, asked)
        told = explained(sheet, assess(sheet)) if asked.explain else assess(sheet)
        metrics.count(sheet.release.topic, told)
        usage.count(sheet.release.topic, sheet.answers, told["outcome"])
        return respond_json(told, language=sheet.language)
