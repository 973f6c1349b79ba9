"""What requests find they need is read by one thread: each thing once, and nobody waits for what does not come."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from content import one_reader
from content.one_reader import OneReader
from tests.plugin import OwnDatabase
from tests.processes import wait_until


@pytest.fixture
def reader() -> Iterator[OneReader[str, str]]:
    made: OneReader[str, str] = OneReader()
    yield made
    made.stop()


@pytest.fixture
def may_end() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_it_is_read_once_however_many_ask(reader: OneReader[str, str], may_end: threading.Event) -> None:
    read: list[str] = []
    everybody = threading.Barrier(9)

    def how() -> str:
        may_end.wait()
        read.append("knie")
        return threading.current_thread().name

    def ask() -> str:
        everybody.wait()
        return reader.read("knie", how)

    with ThreadPoolExecutor(8) as people:
        answers = [people.submit(ask) for _ in range(8)]
        everybody.wait()
        wait_until(lambda: len(reader._under_way) == 1, "somebody's question is under way")
        may_end.set()
        assert {answer.result() for answer in answers} == {"reader"}
    assert 1 <= len(read) < 8


def test_different_things_are_read_by_the_same_thread(reader: OneReader[str, str]) -> None:
    numbers = [reader.read(name, lambda: str(threading.get_ident())) for name in ("knie", "heup")]
    assert len(set(numbers)) == 1
    assert numbers[0] != str(threading.get_ident())


def test_what_goes_wrong_is_told_to_who_asked_and_tried_again(reader: OneReader[str, str]) -> None:
    def away() -> str:
        raise OperationalError("away")

    with pytest.raises(OperationalError, match="away"):
        reader.read("knie", away)
    assert reader.read("knie", lambda: "found") == "found"


def test_nobody_waits_long(
    reader: OneReader[str, str], may_end: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_reader, "PATIENCE", 0.05)

    def hangs() -> str:
        may_end.wait()
        return "late"

    with pytest.raises(OperationalError, match="in time"):
        reader.read("knie", hangs)


def test_who_waits_for_others_is_not_refused(
    reader: OneReader[str, str], may_end: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is busy, and not stuck: each thing that it reads is a sign of life."""
    monkeypatch.setattr(one_reader, "PATIENCE", 0.5)
    with ThreadPoolExecutor(4) as people:
        answers = [people.submit(reader.read, str(number), lambda: _slowly(may_end)) for number in range(4)]
        assert [answer.result() for answer in answers] == ["slowly"] * 4


def test_each_answer_of_the_database_is_a_sign_of_life(
    reader: OneReader[str, str], own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this machine is busy, and not the database."""
    monkeypatch.setattr(one_reader, "PATIENCE", 0.5)

    def how() -> str:
        for _ in range(4):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.2)")
        return own_database.name

    assert reader.read("knie", how) == own_database.name


def _slowly(never: threading.Event) -> str:
    never.wait(0.2)
    return "slowly"


@pytest.mark.django_db
def test_inside_a_transaction_whoever_asks_reads(reader: OneReader[str, str]) -> None:
    """Only its connection sees what was done there."""
    assert reader.read("knie", lambda: str(threading.get_ident())) == str(threading.get_ident())


def test_a_reader_that_ended_is_replaced(reader: OneReader[str, str]) -> None:
    assert reader.read("knie", lambda: "one") == "one"
    reader.stop()
    assert reader.read("knie", lambda: "two") == "two"


def test_a_connection_that_broke_meanwhile_is_made_again(
    reader: OneReader[str, str], own_database: OwnDatabase
) -> None:
    """The thread stays, and the database it knew was restarted: nobody who asks hears of it."""

    def name() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            return str(cursor.fetchone()[0])

    assert reader.read("knie", name) == own_database.name
    own_database.cut_off()
    assert reader.read("heup", name) == own_database.name
