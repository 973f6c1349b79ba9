"""What a production server says and does not say: its answers, its log, PostgreSQL's log, its numbers."""

import json
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from bench.growth import filling
from content.one_reader import LONGEST
from rugpijn.embedded_postgres import EmbeddedPostgres, temporary_postgres
from tests.plugin import OwnDatabase
from tests.processes import processes_of, stopped, wait_until
from tests.rugpijn.serving import TOKEN, Answer, Served, serving
from tests.shipped import back_up, put_back

ASSESSMENTS = "/v1/topics/rugpijn/assessments"
SECRET = "incontinent"
EMERGENCY = b'{"answers":[{"question":"chest-pain","choices":["yes"]}]}'


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, copy_of_shipped: Callable[[], OwnDatabase]
) -> Iterator[EmbeddedPostgres]:
    """A server of its own, to be read, shut and killed, with a first release put back from a backup."""
    file = tmp_path_factory.mktemp("backup") / "rugpijn.dump"
    back_up(copy_of_shipped(), file)
    with temporary_postgres() as server:
        put_back(file, server)
        yield server


@pytest.fixture(scope="module")
def served(database: EmbeddedPostgres) -> Iterator[Served]:
    with serving(database) as server:
        yield server


@pytest.fixture
def unreachable(database: EmbeddedPostgres) -> Iterator[None]:
    """The database lets nobody in."""
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE rugpijn ALLOW_CONNECTIONS false")
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'rugpijn'")
        yield
        connection.execute("ALTER DATABASE rugpijn ALLOW_CONNECTIONS true")


def numbers(served: Served) -> list[str]:
    """The lines of /metrics."""
    return served.ask("/metrics", Authorization=f"Bearer {TOKEN}").body.decode().splitlines()


def post(served: Served, body: bytes, path: str = ASSESSMENTS) -> Answer:
    return served.ask(path, method="POST", body=body, Content_Type="application/json")


def test_nothing_that_was_asked_or_answered_is_in_a_log(served: Served, database: EmbeddedPostgres) -> None:
    answered = [
        post(served, f'{{"answers":[{{"question":"{SECRET}","choices":["{SECRET}"]}}]}}'.encode()),
        post(served, f'{{"answers":[{{"question":"age","number":"{SECRET}"}}],"{SECRET}":1}}'.encode()),
        post(served, f'{{"answers":"{SECRET}'.encode()),
        post(served, f'["{SECRET}"]'.encode()),
        post(served, b'{"answers":[]}', f"/v1/topics/{SECRET}/assessments"),
        post(served, f'{{"answers":[],"at":"{SECRET}"}}'.encode()),
        post(served, EMERGENCY, f"{ASSESSMENTS}?{SECRET}={SECRET}"),
        served.ask(f"/v1/topics/rugpijn?language={SECRET}"),
        served.ask(f"/v1/topics/rugpijn?release={SECRET}&q={SECRET}"),
        served.ask(f"/v1/topics/{SECRET}"),
        served.ask(f"/v1/topics/rugpijn/sections/{SECRET}"),
        served.ask(f"/{SECRET}?{SECRET}"),
        served.ask(f"/docs/{SECRET}%00"),
        served.ask("/docs", Host=f"{SECRET}.example.nl"),
        served.ask("/v1/topics", Accept_Language=SECRET, User_Agent=SECRET, Cookie=f"{SECRET}={SECRET}"),
        served.ask("/v1/topics", method=SECRET.upper()),
    ]
    statuses = [answer.status for answer in answered]
    assert [status for status in statuses if status >= 500] == []
    assert statuses.count(200) == 1, str(statuses)
    assert [len(served.lines(answer)) for answer in answered] == [1] * len(answered)
    assert SECRET not in served.said.lower()
    assert "chest-pain" not in served.said
    assert SECRET not in database.folder.log.read_text().lower()


def to_store(served: Served) -> bytes:
    """An emergency, at an age at which it may be stored."""
    version = served.ask("/v1/topics/rugpijn/triage").json()["consentVersion"]
    consent = {"version": version, "givenAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    given = [{"question": "chest-pain", "choices": ["yes"]}, {"question": "age", "number": 67}]
    return json.dumps({"answers": given, "store": True, "consent": consent}).encode()


def store(served: Served, body: bytes, key: str) -> Answer:
    return served.ask(ASSESSMENTS, method="POST", body=body, Content_Type="application/json", Idempotency_Key=key)


def test_nothing_of_what_is_stored_is_in_a_log_or_a_number(served: Served, database: EmbeddedPostgres) -> None:
    body, key = to_store(served), secrets.token_urlsafe(16)
    first = store(served, body, key)
    kept = first.json()["stored"]
    address, opens = f"/v1/assessments/{kept['id']}", f"Bearer {kept['secret']}"
    after = json.dumps({"answers": [], "earlier": {"id": kept["id"], "secret": kept["secret"]}}).encode()
    answers = [
        *(first, store(served, body, key), store(served, body.replace(b"67", b"68"), key)),
        *(post(served, after), post(served, after.replace(b'"id"', b'"no"')), store(served, body, f"{key}!")),
        *(served.ask(address), served.ask(address, Authorization=opens)),
        *(served.ask(address, Authorization=f"{opens}x"), served.ask(f"{address}/{kept['secret']}")),
        *(served.ask(address, method="DELETE", Authorization=opens), store(served, body, key)),
    ]
    assert [answer.status for answer in answers] == [201, 201, 422, 200, 400, 400, 401, 200, 404, 404, 204, 409]
    assert [len(served.lines(answer)) for answer in answers] == [1] * len(answers)
    told = "\n".join([served.said, *numbers(served), database.folder.log.read_text()])
    said = {"key": key, "secret": kept["secret"], "id": kept["id"], "answer": "chest-pain"}
    assert [what for what, word in said.items() if word in told] == []
    for event in ("stored", "replayed", "erased"):
        assert f'rugpijn_stored_assessments_total{{event="{event}",topic="rugpijn"}} 1.0' in told


@pytest.mark.usefixtures("unreachable")
def test_without_the_database_nothing_is_stored_and_triage_goes_on(served: Served) -> None:
    body, key = to_store(served), secrets.token_urlsafe(16)
    refused = [
        store(served, body, key),
        served.ask("/v1/assessments/x", Authorization="Bearer x"),
        served.ask("/v1/assessments/x", method="DELETE", Authorization="Bearer x"),
    ]
    assert {(answer.status, answer.headers["Retry-After"]) for answer in refused} == {(503, "5")}
    assert post(served, EMERGENCY).json()["outcome"]["urgency"] == "emergency"
    after = {"answers": json.loads(EMERGENCY)["answers"], "earlier": {"id": "x", "secret": "x"}}
    assert post(served, json.dumps(after).encode()).status == 200


def test_after_a_database_that_was_gone_the_same_request_is_stored(served: Served) -> None:
    assert store(served, to_store(served), secrets.token_urlsafe(16)).status == 201


def kill(database: EmbeddedPostgres) -> None:
    for process in processes_of(database.folder.path):
        with suppress(ProcessLookupError):  # its parent was faster
            os.kill(process, signal.SIGKILL)


def stored_ids(database: EmbeddedPostgres) -> list[str]:
    with psycopg.connect(database.owner_url) as owner:
        rows = owner.execute("SELECT id FROM triage_storedassessment WHERE id IS NOT NULL").fetchall()
    return [str(row[0]) for row in rows]


def test_after_kill_9_of_the_database_what_was_told_is_kept_and_once(
    database: EmbeddedPostgres, served: Served
) -> None:
    """Under load, by apps that send the same again where they are told 503. And releases are looked at again."""
    with psycopg.connect(database.superuser_url, autocommit=True) as superuser:
        superuser.execute("ALTER ROLE rugpijn_web SET synchronous_commit = on")  # what is for tests leaves it off
        # Only of connections that are made from now on, and the server has some.
        superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rugpijn_web'")
    before, body, done = stored_ids(database), to_store(served), threading.Event()
    told: list[str] = []

    def keep_storing() -> None:
        while not done.is_set():
            key = secrets.token_urlsafe(16)
            while (answer := store(served, body, key)).status == 503:
                pass
            told.append(answer.json()["stored"]["id"])

    with ThreadPoolExecutor(4) as pool:
        apps = [pool.submit(keep_storing) for _ in range(4)]
        try:
            wait_until(lambda: len(told) > 20, "some are stored")
            kill(database)
            database.restart()
            so_far = len(told)
            wait_until(lambda: len(told) > so_far + 20, "storing goes on")
        finally:
            done.set()
    assert [app.result() for app in apps] == [None] * 4
    assert sorted(set(stored_ids(database)) - set(before)) == sorted(told)
    wait_until(lambda: "looked at 0 s ago" in str(served.ask("/readyz").json()), "the releases are looked at again")


def test_a_request_is_one_line(served: Served) -> None:
    answer = served.ask("/v1/topics/rugpijn?release=1")
    (line,) = served.lines(answer)
    assert line.pop("milliseconds") > 0
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "info",
        "logger": "rugpijn.requests",
        "message": "request",
        "requestId": answer.headers["X-Request-Id"],
        "method": "GET",
        "route": "v1/topics/<str:topic>",
        "status": 200,
        "release": "rugpijn/1",
    }


def test_an_assessment_tells_its_release(served: Served) -> None:
    assert [line["release"] for line in served.lines(post(served, EMERGENCY))] == ["rugpijn/1"]


def test_probes_are_no_lines_while_they_succeed(served: Served) -> None:
    answer = served.ask("/readyz")
    assert answer.status == 200
    assert served.lines(answer) == []


def test_metrics_tell_how_it_goes(database: EmbeddedPostgres) -> None:
    with serving(database) as served:
        post(served, EMERGENCY)
        post(served, b'{"answers":[]}')
        served.ask("/v1/topics/rugpijn")
        served.ask("/v1/nothing")
        told = numbers(served)
    for line in (
        'rugpijn_requests_total{method="GET",route="v1/topics/<str:topic>",status="200"} 1.0',
        'rugpijn_requests_total{method="GET",route="unknown",status="404"} 1.0',
        'rugpijn_request_seconds_count{route="v1/topics/<str:topic>/assessments"} 2.0',
        'rugpijn_assessments_total{status="outcome",topic="rugpijn",urgency="emergency",who="emergency112"} 1.0',
        'rugpijn_assessments_total{status="question",topic="rugpijn",urgency="none",who="none"} 1.0',
        'rugpijn_release_number{topic="rugpijn"} 1.0',
        "rugpijn_database_up 1.0",
    ):
        assert line in told
    assert any(line.startswith("rugpijn_release_look_age_seconds ") for line in told)


@pytest.mark.parametrize("given", ["", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_metrics_are_for_who_has_the_token(served: Served, given: str) -> None:
    answer = served.ask("/metrics", Authorization=given)
    assert (answer.status, answer.json()["type"]) == (401, "urn:rugpijn:problem:unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_workers_count_together(database: EmbeddedPostgres, tmp_path: Path) -> None:
    with serving(database, PROMETHEUS_MULTIPROC_DIR=str(tmp_path), GRANIAN_WORKERS="2") as served:
        asked = 0
        while len(list(tmp_path.glob("counter_*.db"))) < 2:  # until both have answered
            served.ask("/v1/topics/nothing")
            asked += 1
        told = numbers(served)
    assert f'rugpijn_requests_total{{method="GET",route="v1/topics/<str:topic>",status="404"}} {asked}.0' in told


def test_plain_http_goes_to_tls_but_for_probes(served: Served) -> None:
    answer = served.ask("/v1/topics", X_Forwarded_Proto="http")
    assert (answer.status, answer.headers["Location"]) == (301, "https://api.example.nl/v1/topics")
    assert served.ask("/healthz", X_Forwarded_Proto="http").status == 200


def test_every_answer_promises_tls(served: Served) -> None:
    promised = "max-age=31536000; includeSubDomains"
    assert served.ask("/v1/topics").headers["Strict-Transport-Security"] == promised
    assert served.ask("/v1/nothing").headers["Strict-Transport-Security"] == promised


def test_readiness_names_releases_age_and_database(served: Served) -> None:
    checks = {check["name"]: check for check in served.ask("/readyz").json()["checks"]}
    assert checks["database"]["ok"]
    assert checks["releases"]["detail"].startswith("rugpijn 1, looked at ")


@pytest.mark.usefixtures("unreachable")
def test_without_the_database_numbers_and_probes_still_answer(served: Served) -> None:
    told = numbers(served)
    assert "rugpijn_database_up 0.0" in told
    assert 'rugpijn_release_number{topic="rugpijn"} 1.0' in told
    assert served.ask("/v1/topics/rugpijn").status == 200
    ready = served.ask("/readyz")
    assert (ready.status, ready.json()["status"]) == (200, "degraded"), ready.json()
    wait_until(
        lambda: served.ask("/v1/topics/rugpijn") and "The releases cannot be read (OperationalError)" in served.said,
        "the log tells that it cannot look at the releases",
    )


def test_a_release_that_a_database_hangs_on_is_refused_and_the_rest_is_read(
    database: EmbeddedPostgres, served: Served
) -> None:
    """Only who asks for what is not in memory hears of it, and soon."""
    filling.publish(database.owner_url, 1, 4, lambda _: None)
    old = "/v1/topics/groei-00001?release="
    wait_until(lambda: served.ask(f"{old}1").status == 200, "an old release is read, on a connection that stays")
    with stopped(*processes_of(database.folder.path)):
        began = monotonic()
        refused = served.ask(f"{old}2")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
        assert monotonic() - began < LONGEST, "there was no sign of life to wait for"
        with ThreadPoolExecutor(8) as pool:
            waiting = [pool.submit(served.ask, f"{old}{number}") for number in (2, 3) * 3]
            assert post(served, EMERGENCY).json()["outcome"]["urgency"] == "emergency"
            assert [served.ask(path).status for path in ("/v1/topics", "/v1/topics/rugpijn", f"{old}1")] == [200] * 3
            assert {answer.result().status for answer in waiting} == {503}
    wait_until(lambda: served.ask(f"{old}2").status == 200, "it is read when the database goes on")
