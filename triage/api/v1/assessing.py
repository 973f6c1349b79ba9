"""From what was asked to what is answered: the release, the answers, and the assessment of them."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from django.http import HttpRequest
from django.utils import timezone

from content.api.v1 import reading
from content.api.v1.views import moment
from content.releases import LiveRelease
from content.texts import digest
from rugpijn.http import kinds
from rugpijn.http.language import choose
from rugpijn.http.observing import note_release
from rugpijn.http.problems import Fault, Problem, Text
from triage import storing
from triage.api.v1 import requests, shapes, wording
from triage.api.v1.storing_requests import Named
from triage.engine import ENGINE_VERSION
from triage.engine.alternatives import alternatives
from triage.engine.answers import Answers, InvalidAnswers, read_answers
from triage.engine.calendar import NoMoment
from triage.engine.earlier import evaluate_compared, is_worse
from triage.engine.evaluate import evaluate, urgency_of
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency

# RFC 8785 for what has ASCII names and whole numbers, as an outcome has; a test holds the two together.
_canonical: Final = msgspec.json.Encoder(order="sorted").encode

_NO_TRIAGE = Text("Dit onderwerp heeft geen triage.", "This topic has no triage.")
_NO_MOMENT = Text(
    "Dit moment valt buiten de kalender van deze uitgave. Laat `at` weg voor nu.",
    "This moment is outside the calendar of this release. Leave `at` out for now.",
)


class Sheet(NamedTuple):
    """Everything that an assessment is made of. `worse`: than an earlier one; None: compared with none."""

    release: LiveRelease
    answers: Answers
    at: datetime
    language: str
    worse: bool | None


def sheet_of(request: HttpRequest, topic: str, asked: requests.AssessmentRequest) -> Sheet:
    """What somebody asked to assess. Raises a Problem."""
    now = timezone.now()
    at = asked.at or now.replace(microsecond=0)
    release = answering_release(topic, asked.release, now, at)
    language = choose(request, release.languages)
    answers = checked_answers(protocol_of(release), asked)
    note_release(request, release.topic, release.number)
    return Sheet(release, answers, at, language, _compared(asked.earlier, release, answers))


def _compared(earlier: Named | None, release: LiveRelease, answers: Answers) -> bool | None:
    """An emergency is one whatever there was before, and waits for no database."""
    if earlier is None or urgency_of(answers) is Urgency.EMERGENCY:
        return None
    kept = storing.find(earlier.id, earlier.secret)
    if kept is None or kept.topic != release.topic:
        detail = kinds.UNKNOWN_EARLIER.detail
        raise Problem(kinds.UNKNOWN_EARLIER, errors=[Fault("unknown", detail, pointer="/earlier")])
    before = reading.topic_releases(kept.topic).loaded(kept.release_number)
    return is_worse(answers, read_answers(protocol_of(before), kept.answers))


def sheet_again(kept: storing.Kept, language: str) -> Sheet:
    """What was stored, to assess as it was. Raises a Problem when its release was withdrawn: nobody acts on that."""
    releases = reading.topic_releases(kept.topic)
    release = releases.loaded(kept.release_number)
    if kept.release_number in releases.withdrawn(timezone.now()):
        raise withdrawn(release)
    return Sheet(release, read_answers(protocol_of(release), kept.answers), kept.at, language, kept.worse)


def protocol_of(release: LiveRelease) -> Protocol:
    """The release's protocol. Raises a Problem for a topic with content alone."""
    protocol: Protocol | None = release.compiled["triage"]
    if protocol is None:
        raise Problem(
            kinds.UNKNOWN_RESOURCE, detail=_NO_TRIAGE, errors=(Fault("unknown", _NO_TRIAGE, parameter="topic"),)
        )
    return protocol


def answering_release(topic: str, number: int | None, now: datetime, at: datetime) -> LiveRelease:
    """The release that answers: the current one, or the one that the client began with. Raises a Problem."""
    releases = reading.topic_releases(topic)
    if number is not None and number in releases.withdrawn(now):
        raise withdrawn(releases.loaded(number))
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


def withdrawn(release: LiveRelease) -> Problem:
    """Begin again, and where to call: in the words of the release itself."""
    text = protocol_of(release).notices.withdrawn_text
    english = dict(text.others).get("en", kinds.RELEASE_WITHDRAWN.detail.en)
    return Problem(kinds.RELEASE_WITHDRAWN, detail=Text(text.nl, english))


def checked_answers(protocol: Protocol, asked: requests.AssessmentRequest) -> Answers:
    """The answers, or one Problem that names everything that is wrong with the body."""
    try:
        answers = requests.answers_in(asked, protocol)
    except InvalidAnswers as invalid:
        wrong = [wording.fault_of(fault) for fault in invalid.faults]
        kind = kinds.INVALID_BODY if asked.faults else kinds.INVALID_ANSWERS
        raise Problem(kind, errors=[*asked.faults, *wrong]) from None
    if asked.faults:
        raise Problem(kinds.INVALID_BODY, errors=asked.faults)
    return answers


def assess(sheet: Sheet) -> dict[str, Any]:
    """The whole answer: a pure function of the sheet. Raises a Problem."""
    protocol = sheet.answers.protocol
    try:
        protocol.moment_at(sheet.at)
        shape = _shape(sheet, _phrases(sheet.release, sheet.language))
    except NoMoment:
        raise Problem(kinds.INVALID_BODY, errors=[Fault("outside-calendar", _NO_MOMENT, pointer="/at")]) from None
    release = reading.of_release(sheet.release)
    return {
        **release,
        "engine": ENGINE_VERSION,
        "at": moment(sheet.at),
        "notice": _notice(protocol, release, sheet.language),
        **shape,
        "outcomeDigest": None if shape["outcome"] is None else _digest(shape["outcome"]),
        "alternatives": None,
        "stored": None,
    }


def _shape(sheet: Sheet, phrases: shapes.Phrases) -> shapes.Shape:
    """Without answers it is the same for everybody, at any moment while nothing is concluded."""
    answers, worse = sheet.answers, sheet.worse is True
    if phrases.beginning is not None and not answers.given and not worse:
        return phrases.beginning
    found = (evaluate_compared if worse else evaluate)(answers.protocol, answers, sheet.at)
    shape = shapes.assessment(found, answers, phrases, worse=worse)
    if found.outcome is None and not answers.given and not worse:
        phrases.beginning = shape
    return shape


# What a release says in each language, for as long as the release is in memory.
_SPOKEN: Final[WeakKeyDictionary[LiveRelease, dict[str, shapes.Phrases]]] = WeakKeyDictionary()


def _phrases(release: LiveRelease, language: str) -> shapes.Phrases:
    spoken = _SPOKEN.setdefault(release, {})
    found = spoken.get(language)
    if found is None:
        found = spoken[language] = shapes.Phrases(release.document, language)
    return found


def explained(sheet: Sheet, told: dict[str, Any]) -> dict[str, Any]:
    """With what one other answer would have changed; an interview that is not finished has nothing to explain yet."""
    if told["outcome"] is None:
        return told
    return {**told, "alternatives": [shapes.alternative(one) for one in alternatives(sheet.answers, sheet.at)]}


def _notice(protocol: Protocol, release: dict[str, Any], language: str) -> str | None:
    """Until a clinician has reviewed a release it is a demonstration, whatever the deployer calls it."""
    demonstration = release["intendedUse"] == "demonstration" or release["clinicalReview"] == "none"
    return shapes.said(protocol.notices.demonstration_notice, language) if demonstration else None


def _digest(outcome: dict[str, Any]) -> str:
    return digest(_canonical(outcome))
