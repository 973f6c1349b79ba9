"""Storing an assessment over HTTP: once for each key, the same bytes each time, and only what may be stored."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.api.v1.views import moment
from rugpijn.http import kinds
from rugpijn.http.observing import note_release
from rugpijn.http.problems import Fault, Problem, Text
from rugpijn.http.representation import respond_json
from triage import metrics, storing, usage
from triage.api.v1 import requests, shapes
from triage.api.v1.assessing import Sheet, assess, sheet_again, sheet_of
from triage.api.v1.storing_requests import KEY, Consent, key_faults
from triage.consent import version_of
from triage.engine.answers import Answers
from triage.engine.given import Measured

Shape = dict[str, Any]
YOUNGEST: Final = 16
# What was stored may since have become impossible to ask; who did not hear of it still gets the answer.
_PASSES: Final = (kinds.RELEASE_WITHDRAWN, kinds.RELEASE_SUPERSEDED, kinds.UNKNOWN_EARLIER)

_NO_STORING = Text("Bij dit onderwerp wordt niets bewaard.", "Nothing is stored of this topic.")
_OTHER_CONSENT = Text(
    "Dit is niet de versie van de tekst in deze uitgave. Laat iemand de tekst lezen die nu bij /triage staat.",
    "This is not the version of the text in this release. Let somebody read the text that is at /triage now.",
)
_UNFINISHED = Text(
    "Er zijn nog vragen. Alleen een uitkomst wordt bewaard: stuur `store` pas als `status` `outcome` is.",
    "There are more questions. Only an outcome is stored: send `store` once `status` is `outcome`.",
)
_TOO_YOUNG = Text(
    f"Antwoorden van wie jonger is dan {YOUNGEST}, bewaren wij niet.",
    f"Nothing is stored about anybody under {YOUNGEST}.",
)
_AGE_UNKNOWN = Text(
    f"Bewaren kan vanaf {YOUNGEST} jaar, en de leeftijd is niet bekend. Stuur het antwoord op die vraag mee.",
    f"Storing is for people of {YOUNGEST} and over, and the age is unknown. Send that answer as well.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told of what they stored."""

    stored: storing.Stored
    assessed: Shape
    sheet: Sheet

    @property
    def value(self) -> Shape:
        kept, secret, replayed = self.stored
        answers = answers_of(self.sheet.answers) if replayed else kept.answers
        return {**self.assessed, "stored": shape(kept, answers, secret)}

    @property
    def location(self) -> str:
        return f"/v1/assessments/{self.stored.kept.id}"

    def count(self) -> None:
        """That it was told. Who stored it before was counted then."""
        topic = self.stored.kept.topic
        if not self.stored.replayed:
            metrics.count(topic, self.assessed)
            usage.count(topic, self.sheet.answers, self.assessed["outcome"])
        metrics.count_stored(topic, "replayed" if self.stored.replayed else "stored")


def store(request: HttpRequest, topic: str, body: Shape) -> HttpResponse:
    """The answer to a request that says `store`. Raises a Problem."""
    key, sent = request.headers.get(KEY, ""), one_form(topic, body)
    asked = requests.read(body, key_faults(request.headers.get(KEY)))
    try:
        told = keep(sheet_of(request, topic, asked), asked.consent, key=key, sent=sent)
    except Problem as problem:
        again = _stored_before(key, sent) if problem.kind in _PASSES and not asked.faults else None
        if again is None:
            raise
        told = _retold(again)
    told.count()
    return respond_json(told.value, language=told.sheet.language, status=201, headers={"Location": told.location})


def one_form(topic: str, body: Shape) -> bytes:
    """The same bytes for the same request, however it was written."""
    return msgspec.json.encode((topic, body), order="sorted")


def keep(sheet: Sheet, consent: Consent | None, *, key: str, sent: bytes) -> Told:
    """Store the assessment of this sheet, once for each key; what this same request stored before is told again.

    `sent`: the request in one form. Raises a Problem.
    """
    assessed = assess(sheet)
    stored = _stored(key, sent, _to_keep(sheet, assessed, consent))
    return _retold(stored) if stored.replayed else Told(stored, assessed, sheet)


def _stored(key: str, sent: bytes, kept: storing.Kept) -> storing.Stored:
    try:
        return storing.store(key=key, sent=sent, kept=kept)
    except storing.KeyReused:
        raise Problem(kinds.IDEMPOTENCY_KEY_REUSED) from None
    except storing.AlreadyErased:
        raise Problem(kinds.ASSESSMENT_ERASED) from None


def _stored_before(key: str, sent: bytes) -> storing.Stored | None:
    try:
        return storing.replay(key=key, sent=sent)
    except storing.KeyReused:
        return None
    except storing.AlreadyErased:
        raise Problem(kinds.ASSESSMENT_ERASED) from None


def _retold(stored: storing.Stored) -> Told:
    """The same bytes as the first time: everything is made again from what is kept."""
    sheet = sheet_again(stored.kept, stored.kept.language)
    return Told(stored, assess(sheet), sheet)


def _to_keep(sheet: Sheet, told: Shape, consent: Consent | None) -> storing.Kept:
    """Raises a Problem with every reason why it may not be kept."""
    given = _agreed(sheet, consent)
    reasons = [*_not_finished(told), *_not_old_enough(sheet.answers)]
    if reasons:
        raise Problem(kinds.NOT_STORED, errors=reasons)
    now = timezone.now().replace(microsecond=0)
    return storing.Kept(
        id=storing.new_id(),
        topic=sheet.release.topic,
        release_number=sheet.release.number,
        release_digest=sheet.release.facts.digest,
        at=sheet.at,
        language=sheet.language,
        answers=answers_of(sheet.answers),
        worse=sheet.worse,
        consent_version=given.version,
        consent_given_at=given.given_at,
        stored_at=now,
        expires_at=now + storing.KEPT_FOR,
    )


def _agreed(sheet: Sheet, consent: Consent | None) -> Consent:
    """To the text of this release, and to no other."""
    text = sheet.answers.protocol.notices.consent_text
    if text is None:
        raise Problem(kinds.NOT_STORED, errors=[Fault("no-storing", _NO_STORING, pointer="/store")])
    if consent is None or consent.version != version_of(text):
        raise Problem(kinds.INVALID_BODY, errors=[Fault("other-version", _OTHER_CONSENT, pointer="/consent/version")])
    return consent


def _not_finished(told: Shape) -> list[Fault]:
    return [Fault("unfinished", _UNFINISHED, pointer="/answers")] if told["outcome"] is None else []


def _not_old_enough(answers: Answers) -> list[Fault]:
    age = answers.given.get(answers.protocol.notices.age_question or "")
    if not isinstance(age, Measured):
        return [Fault("age-unknown", _AGE_UNKNOWN, pointer="/answers")]
    return [Fault("too-young", _TOO_YOUNG, pointer="/answers")] if age.number < YOUNGEST else []


def answers_of(answers: Answers) -> list[Shape]:
    return [shapes.answer(question, given) for question, given in answers.given.items()]


def shape(kept: storing.Kept, answers: list[Shape], secret: str | None) -> Shape:
    """All that is kept of somebody, for themselves. The secret is told once: to who stored it."""
    return {
        "id": kept.id,
        "secret": secret,
        "storedAt": moment(kept.stored_at),
        "expiresAt": moment(kept.expires_at),
        "consent": {"version": kept.consent_version, "givenAt": moment(kept.consent_given_at)},
        "worse": kept.worse,
        "answers": answers,
    }


def show(request: HttpRequest, kept: storing.Kept, language: str) -> HttpResponse:
    """A stored one, for who has its secret. Raises a Problem."""
    sheet = sheet_again(kept, language)
    note_release(request, kept.topic, kept.release_number)
    return respond_json({**assess(sheet), "stored": shape(kept, answers_of(sheet.answers), None)}, language=language)
