"""The tests' own database: its roles, its copies, and that it never stays behind."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tests.plugin import OwnDatabase, pytest_collection_modifyitems
from tests.processes import PROJECT, bare_environment, wait_until, wait_until_nothing_runs

SLEEPER = """
import os, time
def test_sleeps():
    with open(os.environ["STARTED"], "w") as file:
        file.write(os.environ["DATABASE_URL"])
    time.sleep(600)
"""


def asked(sql: str, alias: str = "default") -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row and row[0]


@pytest.mark.django_db
def test_the_service_is_the_web_role() -> None:
    assert asked("SELECT current_user") == "rugpijn_web"


@pytest.mark.django_db(databases=["default", "owner"])
def test_both_roles_see_the_same_database() -> None:
    assert asked("SELECT current_user", "owner") == "rugpijn"
    assert asked("SELECT current_database()", "owner") == asked("SELECT current_database()")


@pytest.mark.django_db
def test_the_web_role_may_not_change_tables() -> None:
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
        asked("DROP TABLE auth_user CASCADE")


@pytest.mark.django_db
def test_migrations_are_in_place() -> None:
    assert asked("SELECT count(*) FROM django_migrations")


def test_own_database_is_another_one(own_database: OwnDatabase) -> None:
    assert asked("SELECT current_database()") == own_database.name
    assert asked("SELECT current_database()", "owner") == own_database.name


def test_own_database_commits_for_other_threads_and_processes(own_database: OwnDatabase) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE seen AS SELECT 7 AS number")
    numbers: list[object] = []

    def ask() -> None:
        numbers.append(asked("SELECT number FROM seen"))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    with psycopg.connect(own_database.owner_url) as other:
        assert other.execute("SELECT number FROM seen").fetchone() == (7,)
    assert numbers == [7]


@pytest.mark.django_db
def test_own_database_leaves_the_workers_alone() -> None:
    name = os.environ.get("PYTEST_XDIST_WORKER", "main")
    assert asked("SELECT current_database()") == f"rugpijn_{name}"
    assert asked("SELECT to_regclass('seen')") is None


def test_a_transaction_marker_is_refused(request: pytest.FixtureRequest) -> None:
    request.node.add_marker(pytest.mark.django_db(transaction=True))
    with pytest.raises(pytest.UsageError, match="use `own_database`"):
        pytest_collection_modifyitems([request.node])


def test_a_transactional_fixture_is_refused(request: pytest.FixtureRequest) -> None:
    request.node.fixturenames.append("transactional_db")
    with pytest.raises(pytest.UsageError, match="use `own_database`"):
        pytest_collection_modifyitems([request.node])


@pytest.mark.django_db
def test_own_database_is_refused_beside_the_workers(request: pytest.FixtureRequest) -> None:
    with pytest.raises(pytest.UsageError, match="not both"):
        request.getfixturevalue("own_database")


def test_nothing_stays_after_kill_9(tmp_path: Path) -> None:
    started = tmp_path / "started"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = bare_environment() | {"STARTED": str(started), "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        pytest_command(tmp_path, SLEEPER), env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL
    )
    wait_until(lambda: process.poll() is not None or (started.exists() and started.read_text()), "the test runs")
    url = started.read_text()
    process.kill()
    process.wait()
    wait_until_nothing_runs(temporary)
    wait_until(lambda: not list(temporary.iterdir()), "the temporary folder is empty")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def pytest_command(folder: Path, body: str) -> list[str]:
    (folder / "test_it.py").write_text(body)
    options = ["-p", "tests.plugin", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(folder)]
    return [sys.executable, "-m", "pytest", *options, str(folder)]
