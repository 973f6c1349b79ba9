"""Storing over the line: once for each key, whoever asks at the same time, and nothing to see for anybody else."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.plugin import OwnDatabase, pointed_at
from tests.rugpijn.serving import Answer, Served

from .cases import key, store, to_store

TOGETHER = 50
ITS_OWN = {"x-request-id", "date"}


def told(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Everything but the number of the request."""
    number = answer.headers["X-Request-Id"].encode()
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in ITS_OWN}
    return answer.status, answer.body.replace(number, b""), headers


def rows() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM triage_storedassessment WHERE id IS NOT NULL")
        return [str(row[0]) for row in cursor.fetchall()]


def test_fifty_at_the_same_time_store_one_and_are_told_the_same(
    served: Served, database: OwnDatabase, django_db_blocker: DjangoDbBlocker
) -> None:
    body, with_key, ready = to_store(), key(), threading.Barrier(TOGETHER)

    def ask() -> Answer:
        """As the contract says: the same once more, where the machine has too much to do at the moment."""
        ready.wait()
        while (answer := store(served, body, with_key)).status == 503:
            pass
        return answer

    before = _rows(database, django_db_blocker)
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = [asked.result() for asked in [pool.submit(ask) for _ in range(TOGETHER)]]
    assert {told(answer)[:2] for answer in answers} == {told(answers[0])[:2]}
    assert [told(answer)[2] for answer in answers] == [told(answers[0])[2]] * TOGETHER
    assert answers[0].status == 201
    assert set(_rows(database, django_db_blocker)) - set(before) == {answers[0].json()["stored"]["id"]}


def _rows(database: OwnDatabase, blocker: DjangoDbBlocker) -> list[str]:
    with blocker.unblock(), pointed_at(database):
        return rows()


def test_two_keys_store_two(served: Served) -> None:
    one, other = store(served, to_store(), key()), store(served, to_store(), key())
    assert one.json()["stored"]["id"] != other.json()["stored"]["id"]


def test_erased_another_secret_and_never_there_are_the_same_bytes(served: Served) -> None:
    erased, other = (store(served, to_store(), key()).json()["stored"] for _ in range(2))
    served.ask(f"/v1/assessments/{erased['id']}", method="DELETE", Authorization=f"Bearer {erased['secret']}")
    asked = [(erased["id"], erased["secret"]), (other["id"], erased["secret"]), (str(uuid4()), other["secret"])]
    answers = [served.ask(f"/v1/assessments/{number}", Authorization=f"Bearer {one}") for number, one in asked]
    assert answers[0].status == 404
    assert [told(answer) for answer in answers] == [told(answers[0])] * 3


def test_a_secret_in_an_address_opens_nothing(served: Served) -> None:
    kept = store(served, to_store(), key()).json()["stored"]
    assert served.ask(f"/v1/assessments/{kept['id']}?secret={kept['secret']}").status in (400, 401)
    assert served.ask(f"/v1/assessments/{kept['id']}/{kept['secret']}").status == 404


def test_a_web_page_may_store_and_read(served: Served) -> None:
    allowed = served.ask("/v1/assessments/x", method="OPTIONS", Origin="https://app.example").headers
    assert {"Authorization", "Idempotency-Key"} <= set(allowed["Access-Control-Allow-Headers"].split(", "))
    assert "DELETE" in allowed["Access-Control-Allow-Methods"]
    exposed = store(served, to_store(), key()).headers["Access-Control-Expose-Headers"]
    assert "Location" in exposed.split(", ")
