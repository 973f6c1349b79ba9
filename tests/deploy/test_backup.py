"""The commands for a backup in docs/operations.md, on real servers, with digests that prove that nothing is lost."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rugpijn.embedded_postgres import EmbeddedPostgres, temporary_postgres
from rugpijn.embedded_postgres.account import account_for
from rugpijn.embedded_postgres.binaries import binaries_for
from tests.processes import PROJECT
from tests.rugpijn.serving import manage, production

DIGEST = str(PROJECT / "deploy" / "postgres" / "digest.sql")


@pytest.fixture(scope="module")
def used() -> Iterator[EmbeddedPostgres]:
    with temporary_postgres() as server:
        environment = {**production(server), "MIGRATION_DATABASE_URL": server.owner_url}
        for command in (["migrate", "-v", "0"], ["load_library", "--first-run"]):
            done = manage(*command, **environment, RUGPIJN_ENVIRONMENT="demo")
            assert done.returncode == 0, done.stderr
        yield server


def administrator(server: EmbeddedPostgres) -> str:
    return server.superuser_url.rpartition("/")[0] + "/rugpijn"


def tool(server: EmbeddedPostgres, name: str, *words: str) -> str:
    program = binaries_for(account_for(server.folder.data)).folder / name
    done = subprocess.run([str(program), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def digest(server: EmbeddedPostgres) -> list[str]:
    """A line for each table."""
    lines = tool(server, "psql", administrator(server), "--no-psqlrc", "-At", "-f", DIGEST).splitlines()
    assert any(line.startswith("content_release|") for line in lines)
    return lines


def test_a_restored_backup_is_the_same(used: EmbeddedPostgres, tmp_path: Path) -> None:
    file = str(tmp_path / "rugpijn.dump")
    tool(used, "pg_dump", "--format=custom", f"--file={file}", administrator(used))
    with temporary_postgres() as other:
        tool(other, "pg_restore", "--clean", "--if-exists", "--exit-on-error", f"--dbname={administrator(other)}", file)
        assert digest(other) == digest(used)
        with psycopg.connect(other.web_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM content_publication")


def test_the_digest_sees_a_lost_row(used: EmbeddedPostgres) -> None:
    before = digest(used)
    with psycopg.connect(used.owner_url, autocommit=True) as connection:
        connection.execute("DELETE FROM content_advice WHERE id = (SELECT min(id) FROM content_advice)")
    assert digest(used) != before
