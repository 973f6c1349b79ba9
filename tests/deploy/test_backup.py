"""The commands for a backup in docs/operations.md, on real servers, with digests that prove that nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from rugpijn.embedded_postgres import EmbeddedPostgres, temporary_postgres
from tests.plugin import OwnDatabase
from tests.processes import PROJECT
from tests.shipped import administrator, back_up, postgres_tool, put_back

DIGEST = str(PROJECT / "deploy" / "postgres" / "digest.sql")


@pytest.fixture(scope="module")
def used(copy_of_shipped: Callable[[], OwnDatabase]) -> OwnDatabase:
    return copy_of_shipped()


def digest(server: EmbeddedPostgres | OwnDatabase) -> list[str]:
    """A line for each table."""
    lines = postgres_tool("psql", administrator(server), "--no-psqlrc", "-At", "-f", DIGEST).splitlines()
    assert any(line.startswith("content_release|") for line in lines)
    return lines


def test_a_restored_backup_is_the_same(used: OwnDatabase, tmp_path: Path) -> None:
    back_up(used, tmp_path / "rugpijn.dump")
    with temporary_postgres() as other:
        put_back(tmp_path / "rugpijn.dump", other)
        assert digest(other) == digest(used)
        with psycopg.connect(other.web_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM content_publication")


def test_the_digest_sees_a_lost_row(used: OwnDatabase) -> None:
    before = digest(used)
    with psycopg.connect(used.owner_url, autocommit=True) as connection:
        connection.execute("DELETE FROM content_advice WHERE id = (SELECT min(id) FROM content_advice)")
    assert digest(used) != before
