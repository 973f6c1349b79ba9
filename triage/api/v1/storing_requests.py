"""What a request says of storing: whether, with whose consent, under which key, and after which earlier one."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from rugpijn.http import kinds
from rugpijn.http.problems import Fault, Problem, Text, pointer
from triage.api.v1.moments import moment_in

KEY: Final = "Idempotency-Key"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22,200}", re.ASCII)
_FEW_BITS: Final = re.compile(r"[0-9A-Fa-f]{1,31}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII)
"""Too few hexadecimal digits, and a UUID."""
FEWEST_CHARACTERS: Final = 8
"""Different ones in a key. At random there are more: fewer than once in ten million keys there are not."""
LONGEST: Final = 100
AHEAD: Final = timedelta(minutes=5)
"""How far the clock of a telephone may be ahead of ours."""
OLDEST: Final = timedelta(days=30)

_YES_OR_NO = Text("Stuur true of false.", "Send true or false.")
_CONSENT = Text(
    "Wat bewaard wordt, heeft toestemming nodig: stuur `consent` met `version` en `givenAt`.",
    "What is stored needs consent: send `consent` with `version` and `givenAt`.",
)
_WITHOUT_STORE = Text(
    "Dit hoort bij bewaren. Stuur `store`: true erbij, of laat dit weg.",
    "This goes with storing. Send `store`: true with it, or leave it out.",
)
_VERSION = Text(
    "Geef de versie van de tekst die iemand las. Zij staat bij /triage van dit onderwerp.",
    "Give the version of the text that somebody read. It is at /triage of this topic.",
)
_GIVEN_AT = Text(
    "Geef het moment van de toestemming, met tijdzone, zoals 2026-11-22T21:40:00Z. Niet in de toekomst, en niet langer "
    "dan 30 dagen geleden.",
    "Give the moment of the consent with its time zone, like 2026-11-22T21:40:00Z. Not in the future, and not more "
    "than 30 days ago.",
)
_EARLIER = Text("Stuur de `id` en de `secret` van de eerdere.", "Send the `id` and the `secret` of the earlier one.")
_FIELD = Text("Dit veld bestaat hier niet.", "There is no such field here.")
_NO_KEY = Text(
    "Wat bewaard wordt, heeft een Idempotency-Key nodig: 16 willekeurige bytes, in base64url (22 tekens) of in hex (32 "
    "tekens).",
    "What is stored needs an Idempotency-Key: 16 random bytes, in base64url (22 characters) or in hex (32 characters).",
)
_WEAK_KEY = Text(
    "Deze Idempotency-Key is te makkelijk te raden. Neem 16 willekeurige bytes, in base64url (22 tekens) of in hex (32 "
    "tekens). Een UUID heeft er te weinig.",
    "This Idempotency-Key is too easy to guess. Take 16 random bytes, in base64url (22 characters) or in hex (32 "
    "characters). A UUID has too few.",
)


class Consent(NamedTuple):
    version: str
    given_at: datetime


class Named(NamedTuple):
    """An earlier assessment, and the secret that it was stored with."""

    id: str
    secret: str


def store_faults(body: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that is wrong with `store`, `consent` and `earlier`."""
    store, consent = body.get("store"), body.get("consent")
    if store is not None and not isinstance(store, bool):
        yield Fault("wrong-type", _YES_OR_NO, pointer="/store")
    if store is True:
        yield from _consent_faults(consent)
    elif consent is not None and store in (None, False):
        yield Fault("without-store", _WITHOUT_STORE, pointer="/consent")
    if body.get("earlier") is not None:
        yield from _earlier_faults(body["earlier"])


def _consent_faults(consent: object) -> Iterator[Fault]:
    if not isinstance(consent, dict):
        yield Fault("required" if consent is None else "wrong-type", _CONSENT, pointer="/consent")
        return
    yield from _others(consent, "consent", ("version", "givenAt"))
    if not _is_word(consent.get("version")):
        yield Fault("invalid-version", _VERSION, pointer="/consent/version")
    given_at, now = moment_in(consent.get("givenAt")), timezone.now()
    if given_at is None or not now - OLDEST <= given_at <= now + AHEAD:
        yield Fault("invalid-moment", _GIVEN_AT, pointer="/consent/givenAt")


def _earlier_faults(earlier: object) -> Iterator[Fault]:
    if not isinstance(earlier, dict):
        yield Fault("wrong-type", _EARLIER, pointer="/earlier")
        return
    yield from _others(earlier, "earlier", ("id", "secret"))
    for name in ("id", "secret"):
        if not _is_word(earlier.get(name)):
            yield Fault("required", _EARLIER, pointer=f"/earlier/{name}")


def _others(value: Mapping[str, Any], name: str, known: tuple[str, ...]) -> Iterator[Fault]:
    for key in value:
        if key not in known:
            yield Fault("unexpected-field", _FIELD, pointer=pointer(name, key))


def _is_word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST


def consent_in(body: Mapping[str, Any]) -> Consent | None:
    """What was agreed to; only where nothing is wrong with it."""
    consent = body.get("consent")
    given_at = moment_in(consent.get("givenAt")) if isinstance(consent, dict) else None
    if given_at is None:
        return None
    return Consent(str(body["consent"].get("version")), given_at.replace(microsecond=0))


def earlier_in(body: Mapping[str, Any]) -> Named | None:
    earlier = body.get("earlier")
    return Named(str(earlier.get("id")), str(earlier.get("secret"))) if isinstance(earlier, dict) else None


def key_faults(key: str | None) -> Iterator[Fault]:
    """A key that others could guess would let them find out who stored what, by storing it again."""
    if key is None:
        yield Fault("required", _NO_KEY, parameter=KEY)
    elif not _is_random(key):
        yield Fault("too-easy-to-guess", _WEAK_KEY, parameter=KEY)


def _is_random(key: str) -> bool:
    """At least 128 bits, as far as anybody can see."""
    return bool(_KEY.fullmatch(key)) and not _FEW_BITS.fullmatch(key) and len(set(key)) >= FEWEST_CHARACTERS


def secret_of(request: HttpRequest) -> str:
    """The secret of a stored assessment. Asked before anything is looked up, so it tells nothing of what there is."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem(kinds.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    return secret.strip()
