"""The embedded server at work: its roles, and that it keeps what it is given."""

import os
import signal
import stat
import threading
from pathlib import Path

import psycopg
import pytest

from rugpijn.embedded_postgres import (
    EmbeddedPostgres,
    temporary_postgres,
)
from tests.processes import processes_of, wait_until
from tests.rugpijn.embedded_postgres.serving import (
    lasting_number,
    lasting_table,
    postmaster,
)


class TestRoles:
    def test_web_role_reads_and_writes_what_the_owner_makes(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE thing (id bigserial PRIMARY KEY, name text)")
        with psycopg.connect(running.web_url) as web:
            web.execute("INSERT INTO thing (name) VALUES ('a'), ('b')")
            web.execute("UPDATE thing SET name = 'c' WHERE name = 'a'")
            web.execute("DELETE FROM thing WHERE name = 'b'")
            assert web.execute("SELECT id, name FROM thing").fetchall() == [(1, "c")]

    @pytest.mark.parametrize("statement", ["CREATE TABLE own (a int)", "CREATE TEMP TABLE t (a int)", "TRUNCATE thing"])
    def test_web_role_may_do_no_more(self, running: EmbeddedPostgres, statement: str) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE thing (name text)")
        with psycopg.connect(running.web_url) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement.encode())

    def test_neither_role_is_superuser(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.superuser_url) as connection:
            rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreatedb OR rolcreaterole")
            assert rows.fetchall() == [("postgres",)]

    def test_a_wrong_password_is_refused(self, running: EmbeddedPostgres) -> None:
        wrong = running.web_url.replace("rugpijn_web:", "rugpijn_web:x")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)

    def test_passwords_are_for_the_starter_alone(self, running: EmbeddedPostgres) -> None:
        status = running.folder.passwords.stat()
        assert (stat.S_IMODE(status.st_mode), status.st_uid) == (0o600, os.geteuid())

    def test_refused_rows_do_not_reach_the_log(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE answer (text text CHECK (text = ''))")
        with psycopg.connect(running.web_url) as web, pytest.raises(psycopg.errors.CheckViolation):
            web.execute("INSERT INTO answer VALUES ('saddle numbness')")
        log = running.folder.log.read_text()
        assert "violates check constraint" in log
        assert "saddle" not in log


class TestLife:
    def test_data_survives_a_restart(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as first:
            lasting_table(first.owner_url)
        with EmbeddedPostgres(folder) as second:
            assert lasting_number(second.owner_url) == 7

    def test_nothing_runs_after_the_block(self, folder: Path) -> None:
        with EmbeddedPostgres(folder):
            assert processes_of(folder)
        assert not processes_of(folder)

    def test_a_temporary_folder_goes_away(self) -> None:
        with temporary_postgres() as server:
            folder = server.folder.path
        assert not folder.exists()

    def test_outlives_the_thread_that_started_it(self, folder: Path) -> None:
        server = EmbeddedPostgres(folder, durable=False)
        thread = threading.Thread(target=server.start)
        thread.start()
        thread.join()
        try:
            lasting_table(server.owner_url)
            assert not server.ended()
        finally:
            server.stop()

    def test_comes_back_on_the_same_port_after_a_crash(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as server:
            lasting_table(server.owner_url)
            url = server.owner_url
            os.kill(postmaster(folder), signal.SIGKILL)
            wait_until(server.ended, "its end is noticed")
            server.restart()
            assert lasting_number(url) == 7

    def test_two_at_once_do_not_meet(self) -> None:
        with temporary_postgres() as a, temporary_postgres() as b:
            assert a.port != b.port
