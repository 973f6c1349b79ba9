"""How long somebody waits for the database: hung, busy, restarted or wrong."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections
from psycopg import sql

from tests.plugin import OwnDatabase
from tests.processes import stopped
from triage import waiting

Database = psycopg.Connection[Any]


@pytest.fixture(autouse=True)
def database(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> OwnDatabase:
    """With a patience that is looked at often; where somebody loses it, the test says when."""
    monkeypatch.setattr(waiting, "LOOKS_UP", 0.01)
    monkeypatch.setattr(waiting, "PATIENCE", 60.0)
    monkeypatch.setattr(waiting, "LONGEST", 60.0)
    return own_database


@pytest.fixture
def weary(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on nobody has much patience."""
    return lambda: monkeypatch.setattr(waiting, "PATIENCE", 0.05)


def answers(database: Database) -> int:
    row = database.execute("SELECT 1").fetchone()
    return int(row[0]) if row else 0


def sleeps(database: Database) -> str:
    database.execute("SELECT pg_sleep(600)")
    return "slept"


def backend(database: Database) -> int:
    return database.info.backend_pid


def test_nobody_waits_for_a_database_that_hangs(weary: Callable[[], None]) -> None:
    process = waiting.within_patience(backend)
    weary()
    with stopped(process), pytest.raises(OperationalError, match="in time"):
        waiting.within_patience(answers)


def test_who_did_not_wait_kept_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waiting.within_patience(answers)
    for _ in range(waiting.MOST_AT_ONCE + 2):
        with monkeypatch.context() as weary, pytest.raises(OperationalError, match="in time"):
            weary.setattr(waiting, "PATIENCE", 0.05)
            waiting.within_patience(sleeps)
    assert waiting.within_patience(answers) == 1


def test_nobody_waits_for_a_place(weary: Callable[[], None]) -> None:
    with places_taken(waiting.MOST_AT_ONCE):
        weary()
        with pytest.raises(OperationalError, match="in time"):
            waiting.within_patience(answers)


@contextmanager
def places_taken(count: int) -> Iterator[None]:
    pool = waiting._pool()
    with ExitStack() as held:
        for _ in range(count):
            held.callback(pool.putconn, pool.getconn(60))
        yield


class AnswersOthers:
    """Of whoever looks, somebody just got an answer."""

    refused = 0.0
    last = property(lambda _: monotonic(), lambda _, __: None)


def test_a_database_that_answers_others_is_waited_for(
    weary: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waiting.within_patience(answers)
    weary()
    monkeypatch.setattr(waiting, "_Pulse", AnswersOthers())
    assert waiting.within_patience(lambda database: database.execute("SELECT pg_sleep(0.5)").rowcount) == 1


def test_however_busy_it_is_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waiting.within_patience(answers)
    monkeypatch.setattr(waiting, "LONGEST", 0.05)
    with pytest.raises(OperationalError, match="in time"):
        waiting.within_patience(sleeps)


def test_after_a_restart_nobody_notices(database: OwnDatabase) -> None:
    """Every connection is dead, and the next who asks gets an answer all the same."""
    with places_taken(3):
        pass
    database.cut_off()
    assert [waiting.within_patience(answers) for _ in range(3)] == [1, 1, 1]


def test_nobody_waits_for_a_database_that_lets_nobody_in() -> None:
    """However much patience they have."""
    port = connections.settings["default"]["PORT"]
    connections["default"].close()
    connections.settings["default"]["PORT"] = 1
    try:
        with pytest.raises(OperationalError, match="lets nobody in"):
            waiting.within_patience(answers)
    finally:
        connections["default"].close()
        connections.settings["default"]["PORT"] = port
    waiting.forget()
    assert waiting.within_patience(answers) == 1


def test_what_a_query_raises_is_raised_to_who_asked() -> None:
    with pytest.raises(DatabaseError, match="division"):
        waiting.within_patience(lambda database: database.execute("SELECT 1/0"))
    with pytest.raises(IntegrityError):
        waiting.within_patience(
            lambda database: database.execute("INSERT INTO triage_storedassessment (key_hash) VALUES ('a')")
        )


def test_what_is_read_is_of_one_clock(database: OwnDatabase) -> None:
    with psycopg.connect(database.owner_url) as owner:
        owner.execute(sql.SQL("ALTER DATABASE {} SET timezone = 'Asia/Tokyo'").format(sql.Identifier(database.name)))

    def zone(database: Database) -> object:
        return database.execute("SHOW TIME ZONE").fetchone()

    assert waiting.within_patience(zone) == ("UTC",)


@pytest.mark.parametrize("prepare", [True, False])
def test_statements_are_prepared_unless_a_pooler_would_mix_them_up(settings: Any, prepare: bool) -> None:
    settings.PREPARE_STATEMENTS = prepare

    def prepared(database: Database) -> int:
        database.execute("SELECT %s::int", [1])
        return len(database.execute("SELECT name FROM pg_prepared_statements").fetchall())

    assert (waiting.within_patience(prepared) > 0) is prepare
