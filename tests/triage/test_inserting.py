"""An INSERT that is said to libpq itself: what a cursor of psycopg would have seen to is still seen to."""

from typing import Any

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError, transaction

from tests.plugin import OwnDatabase
from triage import waiting
from triage.inserting import Insert
from triage.models import StoredAssessment

Database = psycopg.Connection[Any]
COLUMNS = "INSERT INTO triage_storedassessment (key_hash, expires_at, topic)"
LATER = "2999-01-01 00:00:00+00:00"


@pytest.fixture(autouse=True)
def database(own_database: OwnDatabase) -> OwnDatabase:
    return own_database


@pytest.fixture
def insert() -> Insert:
    """New for each test, so that nothing is prepared yet."""
    return Insert("test", f"{COLUMNS} VALUES ($1, $2, $3) ON CONFLICT (key_hash) DO NOTHING")


def put(insert: Insert, key: str, topic: str | None = None) -> int:
    return waiting.within_patience(lambda database: insert.into(database, [key, LATER, topic]))


def prepared(database: Database) -> list[str]:
    rows = database.execute("SELECT name FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'").fetchall()
    return [name for (name,) in rows]


@pytest.mark.parametrize("prepare", [True, False])
def test_it_tells_how_many_rows_that_gave(insert: Insert, settings: Any, prepare: bool) -> None:
    settings.PREPARE_STATEMENTS = prepare
    assert [put(insert, key) for key in ("a", "b", "a")] == [1, 1, 0]
    assert set(StoredAssessment.objects.values_list("key_hash", flat=True)) == {"a", "b"}


@pytest.mark.parametrize(("prepare", "statements"), [(True, ["test"]), (False, [])])
def test_it_is_prepared_once_unless_a_pooler_would_mix_it_up(
    insert: Insert, settings: Any, prepare: bool, statements: list[str]
) -> None:
    settings.PREPARE_STATEMENTS = prepare

    def twice(database: Database) -> list[str]:
        for key in ("a", "b"):
            insert.into(database, [key, LATER, None])
        return prepared(database)

    assert waiting.within_patience(twice) == statements


def test_each_connection_has_its_own(insert: Insert, database: OwnDatabase) -> None:
    put(insert, "a")
    database.cut_off()
    assert put(insert, "b") == 1


def test_in_a_transaction_it_is_part_of_it(insert: Insert) -> None:
    """Also where nothing was asked in it before."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert [put(insert, "a"), put(insert, "a")] == [1, 0]
        raise ZeroDivisionError
    assert not StoredAssessment.objects.exists()


def test_what_the_database_refuses_is_raised(insert: Insert) -> None:
    with pytest.raises(IntegrityError, match="stored_whole_or_erased"):
        put(insert, "a", "rugpijn")


def test_after_a_refusal_the_connection_goes_on(insert: Insert) -> None:
    def refused_once(database: Database) -> int:
        with pytest.raises(psycopg.IntegrityError):
            insert.into(database, ["a", LATER, "rugpijn"])
        return insert.into(database, ["a", LATER, None])

    assert waiting.within_patience(refused_once) == 1


def test_what_cannot_be_prepared_is_raised() -> None:
    wrong = Insert("wrong", "INSERT INTO nothing VALUES ($1, $2, $3)")
    with pytest.raises(ProgrammingError, match='"nothing" does not exist'):
        put(wrong, "a")


def test_no_text_is_cut_off(insert: Insert) -> None:
    """libpq reads up to a NUL."""
    with pytest.raises(DataError, match="NUL"):
        put(insert, "a\0b")
    assert not StoredAssessment.objects.exists()


def test_nobody_waits_for_one_that_hangs(
    insert: Insert, database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And who did not wait kept no place: the connection is thrown away, with what it is doing."""
    put(insert, "a")
    monkeypatch.setattr(waiting, "LOOKS_UP", 0.01)
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("LOCK TABLE triage_storedassessment IN EXCLUSIVE MODE")
        for _ in range(waiting.MOST_AT_ONCE + 2):
            with pytest.raises(OperationalError, match="in time"):
                put(insert, "b")
    monkeypatch.setattr(waiting, "PATIENCE", 60.0)
    assert put(insert, "c") == 1
