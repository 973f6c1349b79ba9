"""Keeping an assessment, finding it again, and erasing it: the only way in which anything about a person is written.

Who stores sends a key of their own and gets a secret. The secret is made of the key and of ours, so that a request that
is sent twice gets the same answer, and neither of the two is kept.
"""

import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from hmac import HMAC, compare_digest
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from psycopg import Connection
from psycopg.rows import dict_row

from triage.inserting import Insert
from triage.models import StoredAssessment
from triage.models.stored import KEPT
from triage.waiting import within_patience, without_waiting

logger = logging.getLogger(__name__)

KEPT_FOR: Final = timedelta(days=30)
KEY_KEPT_FOR: Final = timedelta(days=1)
SWEPT_AT_ONCE: Final = 500
SECONDS_BETWEEN_SWEEPS: Final = 60.0
ATTEMPTS: Final = 5
_NOBODY: Final = str(UUID(int=0))


class KeyReused(Exception):
    """Something else was stored with this key."""


class AlreadyErased(Exception):
    """What was stored with this key has been erased since."""


class Kept(NamedTuple):
    """What is kept of one assessment. Its id and its answers are as the API has them."""

    id: str
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


class Stored(NamedTuple):
    """`replayed`: it had been stored before, by the same request."""

    kept: Kept
    secret: str
    replayed: bool


_FIELDS: Final = Kept._fields
_COLUMNS: Final = ("key_hash", "fingerprint", *_FIELDS)
_TABLE: Final = StoredAssessment._meta.db_table
# One statement, so that it is whole or not there at all; of two at the same time the second waits for the first.
_INSERT: Final = Insert(
    "store",
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) "  # noqa: S608 - no values
    f"VALUES ({', '.join(f'${number}' for number, _ in enumerate(_COLUMNS, 1))}) ON CONFLICT (key_hash) DO NOTHING",
)
_AS_TEXT: Final = {"id": "id::text", "answers": "answers::text"}
_SELECT: Final = f"SELECT {', '.join(_AS_TEXT.get(name, name) for name in _COLUMNS)} FROM {_TABLE} WHERE "  # noqa: S608
_OF_KEY: Final = f"{_SELECT} key_hash = %s"
_OF_ID: Final = f"{_SELECT} id = %s AND expires_at > %s"
_FREE: Final = f"DELETE FROM {_TABLE} WHERE key_hash = %s AND expires_at <= %s"  # noqa: S608
_ERASE: Final = (
    f"UPDATE {_TABLE} SET {', '.join(f'{name} = NULL' for name in (*KEPT, 'worse'))}, expires_at = %s "  # noqa: S608
    "WHERE key_hash = %s AND id = %s"
)
# By where they lie and not by their keys: what expires together was stored together, and its keys are everywhere.
_SWEEP: Final = (
    f"DELETE FROM {_TABLE} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {_TABLE} WHERE expires_at <= %s "  # noqa: S608
    "ORDER BY expires_at LIMIT %s FOR UPDATE SKIP LOCKED))"
)
Row = Mapping[str, Any]
Database = Connection[Any]


def new_id() -> str:
    return str(uuid4())


def store(*, key: str, sent: bytes, kept: Kept) -> Stored:
    """Keep this, once for each key. `sent` is the request in one form, to tell another from the same again.

    Raises KeyReused, AlreadyErased; OperationalError without the database, and then it is kept or not, but not half.
    """
    hashed = sha256(key.encode()).hexdigest()
    stored = within_patience(lambda database: _stored(database, hashed, sent, kept))
    _sweep_now_and_then()
    return stored


def _stored(database: Database, hashed: str, sent: bytes, kept: Kept) -> Stored:
    """What is told is made before the database is asked: who has just waited for it does everything slower."""
    server_key = settings.SECRET_KEY
    stored = Stored(kept, _secret(server_key, hashed, kept.id), replayed=False)
    row = _row_of(hashed, _fingerprint(server_key, sent), kept)
    for _ in range(ATTEMPTS):
        if _INSERT.into(database, row):
            return stored
        before = _first(database, _OF_KEY, hashed)
        if before is not None and before["expires_at"] > timezone.now():
            return _replayed(before, sent, kept.id)
        database.execute(_FREE, [hashed, timezone.now()])
    raise DatabaseError("The key was taken and freed time and again.")


def _row_of(hashed: str, fingerprint: str, kept: Kept) -> list[str | None]:
    answers = msgspec.json.encode(kept.answers).decode()
    row = (hashed, fingerprint, *kept._replace(answers=answers))  # type: ignore[arg-type]  # as JSON
    return [None if value is None else str(value) for value in row]


def _first(database: Database, query: str, *values: object) -> Row | None:
    row = database.cursor(row_factory=dict_row).execute(query, values).fetchone()
    return row and {**row, "answers": row["answers"] and msgspec.json.decode(row["answers"])}


def _replayed(row: Row, sent: bytes, mine: str | None = None) -> Stored:
    """With the server's key of back then, which the fingerprint tells. `mine`: this very request put it there, on a
    connection that broke before it heard so."""
    if row["id"] is None:
        raise AlreadyErased
    for server_key in _server_keys():
        if compare_digest(_fingerprint(server_key, sent), row["fingerprint"]):
            return Stored(_kept(row), _secret(server_key, row["key_hash"], row["id"]), row["id"] != mine)
    raise KeyReused


def replay(*, key: str, sent: bytes) -> Stored | None:
    """What this same request stored before; None when it stored nothing. Raises AlreadyErased and KeyReused."""
    return within_patience(lambda database: _again(database, sha256(key.encode()).hexdigest(), sent))


def _again(database: Database, hashed: str, sent: bytes) -> Stored | None:
    row = _first(database, _OF_KEY, hashed)
    return None if row is None or row["expires_at"] <= timezone.now() else _replayed(row, sent)


def find(asked: str, secret: str) -> Kept | None:
    """What is kept under this id, for who has its secret. None whatever else is the matter, and as slowly."""
    row = within_patience(lambda database: _row(database, asked, secret))
    return None if row is None else _kept(row)


def erase(asked: str, secret: str) -> str | None:
    """The topic of what was erased; None when there was nothing to erase. The hashed key stays a day, so that no late
    retry stores it again."""
    return within_patience(lambda database: _erased(database, asked, secret))


def _erased(database: Database, asked: str, secret: str) -> str | None:
    row = _row(database, asked, secret)
    if row is None:
        return None
    erased = database.execute(_ERASE, [timezone.now() + KEY_KEPT_FOR, row["key_hash"], row["id"]])
    return str(row["topic"]) if erased.rowcount else None


def _row(database: Database, asked: str, secret: str) -> Row | None:
    row = _first(database, _OF_ID, _id(asked), timezone.now())
    # Compared also where there is nothing, so that time tells nobody what there is.
    hashed, owner = (row["key_hash"], row["id"]) if row else ("", _NOBODY)
    fits = [compare_digest(_secret(one, hashed, owner).encode(), secret.encode()) for one in _server_keys()]
    return row if any(fits) else None


def _id(asked: str) -> str:
    try:
        return asked if str(UUID(asked)) == asked else _NOBODY  # it has other spellings, and one address
    except ValueError:
        return _NOBODY


def _kept(row: Row) -> Kept:
    return Kept(**{name: row[name] for name in _FIELDS})


def _server_keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _secret(server_key: str, key_hash: str, number: str) -> str:
    made = _keyed("triage.storing.secret", server_key, f"{key_hash}{number}".encode()).digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def _fingerprint(server_key: str, sent: bytes) -> str:
    return _keyed("triage.storing.request", server_key, sent).hexdigest()


def _keyed(purpose: str, server_key: str, value: bytes) -> HMAC:
    made = _key(purpose, server_key).copy()
    made.update(value)
    return made


@lru_cache(maxsize=16)
def _key(purpose: str, server_key: str) -> HMAC:
    """Derived once: it is the same for everybody. A copy of it is made faster than OpenSSL finds its way to another."""
    return salted_hmac(purpose, b"", server_key, algorithm="sha256")


def erase_expired(most: int = SWEPT_AT_ONCE) -> int:
    """Erase what has expired, up to so many rows, the oldest first. How many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, [timezone.now(), most])
        return int(cursor.rowcount)


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
