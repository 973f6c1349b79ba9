"""Keeping an assessment, finding it again, and erasing it: the only way in which anything about a person is written.

Who stores sends a key of their own and gets a secret. The secret is made of the key and of ours, so that a request that
is sent twice gets the same answer, and neither of the two is kept.
"""

import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from psycopg.types.json import Jsonb

from triage.models import StoredAssessment
from triage.models.stored import KEPT
from triage.waiting import within_patience, without_waiting

logger = logging.getLogger(__name__)

KEPT_FOR: Final = timedelta(days=30)
KEY_KEPT_FOR: Final = timedelta(days=1)
SWEPT_AT_ONCE: Final = 500
SECONDS_BETWEEN_SWEEPS: Final = 60.0
ATTEMPTS: Final = 5
_NOBODY: Final = UUID(int=0)


class KeyReused(Exception):
    """Something else was stored with this key."""


class AlreadyErased(Exception):
    """What was stored with this key has been erased since."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one assessment. The answers are as the API has them."""

    id: UUID
    topic: str
    release_number: int
    release_digest: str
    at: datetime
    language: str
    answers: list[dict[str, Any]]
    worse: bool | None
    consent_version: str
    consent_given_at: datetime
    stored_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """`replayed`: it had been stored before, by the same request."""

    kept: Kept
    secret: str
    replayed: bool


_FIELDS: Final = tuple(field.name for field in fields(Kept))
_COLUMNS: Final = ("key_hash", "fingerprint", *_FIELDS)
_TABLE: Final = StoredAssessment._meta.db_table
# One statement, so that it is whole or not there at all; of two at the same time the second waits for the first.
_INSERT: Final = (
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) "  # noqa: S608 - no values
    "ON CONFLICT (key_hash) DO NOTHING"
)


def new_id() -> UUID:
    return uuid4()


def store(*, key: str, sent: bytes, kept: Kept) -> Stored:
    """Keep this, once for each key. `sent` is the request in one form, to tell another from the same again.

    Raises KeyReused, AlreadyErased; OperationalError without the database, and then it is kept or not, but not half.
    """
    hashed = sha256(key.encode()).hexdigest()
    stored = within_patience(lambda: _stored(hashed, sent, kept))
    _sweep_now_and_then()
    return stored


def _stored(hashed: str, sent: bytes, kept: Kept) -> Stored:
    for _ in range(ATTEMPTS):
        if _insert(hashed, kept, _fingerprint(settings.SECRET_KEY, sent)):
            return Stored(kept, _secret(settings.SECRET_KEY, hashed, kept.id), replayed=False)
        row = StoredAssessment.objects.filter(key_hash=hashed).values().first()
        if row is not None and row["expires_at"] > timezone.now():
            return _replayed(row, sent)
        StoredAssessment.objects.filter(key_hash=hashed, expires_at__lte=timezone.now()).delete()
    raise DatabaseError("The key was taken and freed time and again.")


def _insert(hashed: str, kept: Kept, fingerprint: str) -> bool:
    values: list[Any] = [Jsonb(kept.answers) if name == "answers" else getattr(kept, name) for name in _FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [hashed, fingerprint, *values])
        return bool(cursor.rowcount)


def _replayed(row: Mapping[str, Any], sent: bytes) -> Stored:
    """With the server's key of back then, which the fingerprint tells."""
    if row["id"] is None:
        raise AlreadyErased
    for server_key in _server_keys():
        if compare_digest(_fingerprint(server_key, sent), row["fingerprint"]):
            return Stored(_kept(row), _secret(server_key, row["key_hash"], row["id"]), replayed=True)
    raise KeyReused


def replay(*, key: str, sent: bytes) -> Stored | None:
    """What this same request stored before; None when it stored nothing. Raises AlreadyErased and KeyReused."""
    return within_patience(lambda: _again(sha256(key.encode()).hexdigest(), sent))


def _again(hashed: str, sent: bytes) -> Stored | None:
    row = StoredAssessment.objects.filter(key_hash=hashed, expires_at__gt=timezone.now()).values().first()
    return None if row is None else _replayed(row, sent)


def find(asked: str, secret: str) -> Kept | None:
    """What is kept under this id, for who has its secret. None whatever else is the matter, and as slowly."""
    row = within_patience(lambda: _row(asked, secret))
    return None if row is None else _kept(row)


def erase(asked: str, secret: str) -> str | None:
    """The topic of what was erased; None when there was nothing to erase. The hashed key stays a day, so that no late
    retry stores it again."""
    return within_patience(lambda: _erased(asked, secret))


def _erased(asked: str, secret: str) -> str | None:
    row = _row(asked, secret)
    if row is None:
        return None
    nothing = dict.fromkeys((*KEPT, "worse"))
    there = StoredAssessment.objects.filter(key_hash=row["key_hash"], id=row["id"])
    erased = there.update(**nothing, expires_at=timezone.now() + KEY_KEPT_FOR)
    return str(row["topic"]) if erased else None


def _row(asked: str, secret: str) -> Mapping[str, Any] | None:
    number = _uuid(asked)
    rows = StoredAssessment.objects.filter(id=number, expires_at__gt=timezone.now())
    row: Mapping[str, Any] | None = rows.values().first()
    # Compared also where there is nothing, so that time tells nobody what there is.
    hashed, owner = (row["key_hash"], row["id"]) if row else ("", _NOBODY)
    fits = [compare_digest(_secret(one, hashed, owner).encode(), secret.encode()) for one in _server_keys()]
    return row if any(fits) else None


def _uuid(asked: str) -> UUID:
    try:
        number = UUID(asked)
    except ValueError:
        return _NOBODY
    return number if str(number) == asked else _NOBODY  # it has other spellings, and one address


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(**{name: row[name] for name in _FIELDS})


def _server_keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _secret(server_key: str, key_hash: str, number: UUID) -> str:
    made = salted_hmac("triage.storing.secret", f"{key_hash}{number}", server_key, algorithm="sha256").digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def _fingerprint(server_key: str, sent: bytes) -> str:
    return salted_hmac("triage.storing.request", sent, server_key, algorithm="sha256").hexdigest()


def erase_expired(most: int = SWEPT_AT_ONCE) -> int:
    """Erase what has expired, up to so many rows, the oldest first. How many there were."""
    expired = StoredAssessment.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")
    keys = list(expired.values_list("pk", flat=True)[:most])
    gone, _ = StoredAssessment.objects.filter(pk__in=keys, expires_at__lte=timezone.now()).delete()
    return gone


class _Sweep:
    """When this worker sweeps next."""

    due = 0.0


def _sweep_now_and_then() -> None:
    """Beside the stores, so that nothing expired stays where people store: at most once a minute for each worker."""
    now = time.monotonic()
    if now >= _Sweep.due:
        _Sweep.due = now + SECONDS_BETWEEN_SWEEPS
        without_waiting(_sweep)


def _sweep() -> None:
    try:
        erase_expired()
    except DatabaseError as error:
        logger.warning("Nothing expired could be erased (%s)", type(error).__name__)
