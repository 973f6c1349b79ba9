"""What is kept of an assessment, by whom it can be changed, and that nothing of it stays too long."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.plugin import OwnDatabase
from triage import storing, waiting
from triage.inserting import Insert
from triage.models import StoredAssessment
from triage.waiting import _Patient

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def kept(**more: Any) -> storing.Kept:
    fields: dict[str, Any] = {
        "id": storing.new_id(),
        "topic": "rugpijn",
        "release_number": 1,
        "release_digest": "sha256:" + "0" * 64,
        "at": MOMENT,
        "language": "nl",
        "answers": [{"question": "age", "number": 40}],
        "worse": None,
        "consent_version": "0" * 16,
        "consent_given_at": MOMENT,
        "stored_at": timezone.now(),
        "expires_at": timezone.now() + storing.KEPT_FOR,
    }
    return storing.Kept(**{**fields, **more})


def store(key: str = "a-key", sent: bytes = b"sent", **more: Any) -> storing.Stored:
    return storing.store(key=key, sent=sent, kept=kept(**more))


def expired(count: int) -> None:
    for number in range(count):
        store(f"expired-{number}", expires_at=timezone.now() - timedelta(days=1 + number))


def test_what_is_found_is_what_was_kept(db: None) -> None:
    whole = kept(worse=True)
    stored = storing.store(key="a-key", sent=b"sent", kept=whole)
    assert storing.find(whole.id, stored.secret) == whole


def test_two_secrets_have_nothing_in_common(db: None) -> None:
    assert store("a-key").secret != store("another-key").secret


def test_what_was_sent_cannot_be_guessed_from_what_is_kept(db: None, settings: Any) -> None:
    """There are few enough sheets of answers to try them all."""
    store(sent=b"sent")
    one = StoredAssessment.objects.get().fingerprint
    settings.SECRET_KEY = "another-key-of-the-server"
    store("another-key", sent=b"sent")
    assert StoredAssessment.objects.exclude(fingerprint=one).count() == 1


def test_expired_rows_are_swept_oldest_first_and_so_many_at_a_time(db: None) -> None:
    store()
    expired(3)
    assert storing.erase_expired(2) == 2
    assert StoredAssessment.objects.filter(expires_at__lt=timezone.now()).count() == 1
    assert storing.erase_expired() == 1
    assert StoredAssessment.objects.count() == 1


def test_among_very_many_rows_the_expired_ones_are_found_by_their_index(db: None) -> None:
    """And no row is sorted or looked at that has time left."""
    store()
    expired(3)
    with CaptureQueriesContext(connection) as asked:
        storing.erase_expired(2)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        (query,) = asked
        cursor.execute(f"EXPLAIN {query['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using triage_storedassessment_expires_at" in plan
    assert "Tid Scan" in plan
    assert [word for word in ("Seq Scan", "Sort") if word in plan] == []


def test_the_command_sweeps_everything_and_says_how_much(db: None, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(storing, "SWEPT_AT_ONCE", 2)
    store()
    expired(5)
    call_command("erase_expired")
    assert capsys.readouterr().out == "5 expired assessments erased\n"
    assert StoredAssessment.objects.count() == 1


class TestInTheDatabase:
    """What the web role may do to a row, whatever the code says."""

    def test_a_row_is_whole_or_erased(self, db: None) -> None:
        store()
        with pytest.raises(IntegrityError, match="stored_whole_or_erased"), transaction.atomic():
            StoredAssessment.objects.update(id=None)
        with pytest.raises(IntegrityError, match="stored_whole_or_erased"), transaction.atomic():
            StoredAssessment.objects.create(key_hash="b", id=uuid4(), expires_at=timezone.now())

    @pytest.mark.parametrize("change", [{"answers": []}, {"expires_at": MOMENT}, {"worse": False}])
    def test_a_row_can_be_erased_and_not_changed(self, db: None, change: dict[str, Any]) -> None:
        store()
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            StoredAssessment.objects.update(**change)

    def test_a_store_writes_no_index_that_nothing_reads(self, db: None) -> None:
        """By key for a retry, by id for its owner, by time for the sweep."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_agg(attname::text ORDER BY attname) FROM pg_index, pg_attribute"
                " WHERE indrelid = 'triage_storedassessment'::regclass AND attrelid = indexrelid"
            )
            assert cursor.fetchone() == (["expires_at", "id", "key_hash"],)

    def test_one_key_has_one_row(self, db: None) -> None:
        assert [store().replayed, store().replayed] == [False, True]
        assert StoredAssessment.objects.count() == 1


def test_what_was_kept_before_the_connection_broke_is_kept_once(
    own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody heard that it was: so it is asked once more, and is told as if it were the first time."""
    insert = Insert.into
    broken: list[int] = []

    def break_once(statement: Insert, database: storing.Database, values: Sequence[str | None]) -> int:
        inserted = insert(statement, database, values)
        if not broken:
            broken.append(inserted)
            own_database.cut_off()
            database.execute("SELECT 1")
        return inserted

    monkeypatch.setattr(Insert, "into", break_once)
    stored = store()
    assert (broken, stored.replayed) == ([1], False)
    assert storing.find(stored.kept.id, stored.secret) == stored.kept
    assert StoredAssessment.objects.count() == 1


def test_past_a_transaction_it_is_found_the_same(own_database: OwnDatabase) -> None:
    """Straight to PostgreSQL, and not as in a test by a cursor of Django's connection."""
    whole = kept(worse=False, answers=[{"question": "age", "number": 40}, {"question": "é\"'\\", "unknown": True}])
    stored = storing.store(key="a-key", sent=b"sent", kept=whole)
    assert storing.find(whole.id, stored.secret) == whole
    assert [store("a-key").replayed, store("another-key").replayed] == [True, False]


def test_it_is_one_journey_to_the_database(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_AT_ONCE", 1)
    store("on its one connection the statement is prepared from here on")
    journeys, wait = [], _Patient.wait

    def noted(connection: _Patient, *what: Any) -> Any:
        journeys.append(what)
        return wait(connection, *what)

    monkeypatch.setattr(_Patient, "wait", noted)
    assert (store().replayed, len(journeys)) == (False, 1)


def test_after_a_restart_it_is_stored_all_the_same(own_database: OwnDatabase) -> None:
    store("this connection is about to break")
    own_database.cut_off()
    assert not store().replayed
    assert StoredAssessment.objects.count() == 2


def test_what_was_stored_by_an_earlier_version_is_still_opened(db: None, settings: Any) -> None:
    """Whoever stored has a secret that was made then."""
    settings.SECRET_KEY = "the-key-of-the-server"
    stored = store("a-key", b"sent", id="0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e")
    assert stored.secret == "7VYKx4gwA1W3whkZhGRH2AptKps5a7E1jgtwUDa3grk"
    fingerprint = "64f683cb80ae6e362f663adb36ead116224dd3957cf6d6a53bfb73dffdb887c2"
    assert StoredAssessment.objects.get().fingerprint == fingerprint


def test_an_id_has_one_spelling(db: None) -> None:
    stored = store(id="0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e")
    assert storing.find("0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e", stored.secret)
    for other in ("0B6C6D0E-5F7D-4C55-9D0E-3A5A6F1C2B7E", "{0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e}", ""):
        assert storing.find(other, stored.secret) is None
