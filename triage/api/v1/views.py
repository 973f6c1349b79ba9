"""Triage under /v1: the protocol as it is published, and the assessment of somebody's answers. Nothing is kept."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.api.v1 import reading
from content.api.v1.views import OfReleaseView, moment
from content.releases import LiveRelease
from content.texts import digest
from rugpijn.http import kinds
from rugpijn.http.body import read_object
from rugpijn.http.language import choose
from rugpijn.http.observing import note_release
from rugpijn.http.problems import Fault, Problem, Text
from rugpijn.http.representation import represent_json, respond, respond_json
from rugpijn.http.views import ApiView
from triage import metrics
from triage.api.v1 import operations, protocol_shape, quality_shape, requests, shapes, wording
from triage.engine import ENGINE_VERSION
from triage.engine.answers import Answers, InvalidAnswers, read_answers
from triage.engine.calendar import NoMoment
from triage.engine.evaluate import evaluate
from triage.engine.protocol import Protocol

_NO_TRIAGE = Text("Dit onderwerp heeft geen triage.", "This topic has no triage.")
_NO_MOMENT = Text(
    "Dit moment valt buiten de kalender van deze uitgave. Laat `at` weg voor nu.",
    "This moment is outside the calendar of this release. Leave `at` out for now.",
)


def protocol_of(release: LiveRelease) -> Protocol:
    """The release's protocol. Raises a Problem for a topic with content alone."""
    protocol: Protocol | None = release.compiled["triage"]
    if protocol is None:
        raise Problem(
            kinds.UNKNOWN_RESOURCE, detail=_NO_TRIAGE, errors=(Fault("unknown", _NO_TRIAGE, parameter="topic"),)
        )
    return protocol


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
        kinds.RELEASE_WITHDRAWN,
        kinds.RELEASE_SUPERSEDED,
        kinds.TOO_MANY_REQUESTS,
    )

    @operations.create_assessment
    def post(self, request: HttpRequest, topic: str) -> HttpResponse:
        asked = requests.read(read_object(request, largest=self.largest_body))
        now = timezone.now()
        at = asked.at or now.astimezone(UTC).replace(microsecond=0)
        release = answering_release(topic, asked.release, now, at)
        language = choose(request, release.languages)
        protocol = protocol_of(release)
        answers = checked_answers(protocol, asked)
        note_release(request, release.topic, release.number)
        told = assess(release, protocol, answers, at, language)
        metrics.count(release.topic, told)
        return respond_json(told, language=language)


def answering_release(topic: str, number: int | None, now: datetime, at: datetime) -> LiveRelease:
    """The release that answers: the current one, or the one that the client began with. Raises a Problem."""
    releases = reading.topic_releases(topic)
    if number is not None and number in releases.withdrawn(now):
        raise _withdrawn(releases.loaded(number))
    release = _found(topic, number, now)
    if number is not None and not releases.answers(number, now, at):
        raise Problem(kinds.RELEASE_SUPERSEDED)
    return release


def _found(topic: str, number: int | None, now: datetime) -> LiveRelease:
    """As for content, but here the number stands in the body."""
    try:
        return reading.release_of(topic, number, now)
    except Problem as problem:
        if not any(fault.parameter == "release" for fault in problem.errors):
            raise
        at_body = [replace(fault, parameter=None, pointer="/release") for fault in problem.errors]
        raise Problem(problem.kind, detail=problem.detail, errors=at_body, headers=problem.headers) from None


def _withdrawn(release: LiveRelease) -> Problem:
    """Begin again, and where to call: in the words of the release itself."""
    text = protocol_of(release).notices.withdrawn_text
    english = dict(text.others).get("en", kinds.RELEASE_WITHDRAWN.detail.en)
    return Problem(kinds.RELEASE_WITHDRAWN, detail=Text(text.nl, english))


def checked_answers(protocol: Protocol, asked: requests.AssessmentRequest) -> Answers:
    """The answers, or one Problem that names everything that is wrong with the body."""
    try:
        answers = read_answers(protocol, asked.answers)
    except InvalidAnswers as invalid:
        wrong = [wording.fault_of(fault) for fault in invalid.faults]
        kind = kinds.INVALID_BODY if asked.faults else kinds.INVALID_ANSWERS
        raise Problem(kind, errors=[*asked.faults, *wrong]) from None
    if asked.faults:
        raise Problem(kinds.INVALID_BODY, errors=asked.faults)
    return answers


def assess(release: LiveRelease, protocol: Protocol, answers: Answers, at: datetime, language: str) -> dict[str, Any]:
    """The whole answer: a pure function of release, answers, moment and language. Raises a Problem."""
    try:
        found = evaluate(protocol, answers, at)
    except NoMoment:
        raise Problem(kinds.INVALID_BODY, errors=[Fault("outside-calendar", _NO_MOMENT, pointer="/at")]) from None
    shape = shapes.assessment(found, answers, release.document, language)
    return {
        **reading.of_release(release),
        "engine": ENGINE_VERSION,
        "at": moment(at),
        "notice": _notice(protocol, language),
        **shape,
        "outcomeDigest": None if shape["outcome"] is None else _digest(shape["outcome"]),
    }


def _notice(protocol: Protocol, language: str) -> str | None:
    """Until a clinician has reviewed a release it is a demonstration, whatever the deployer calls it."""
    demonstration = settings.INTENDED_USE == "demonstration" or reading.CLINICAL_REVIEW == "none"
    return shapes.said(protocol.notices.demonstration_notice, language) if demonstration else None


def _digest(outcome: dict[str, Any]) -> str:
    return digest(rfc8785.dumps(outcome))
