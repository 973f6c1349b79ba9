"""Folders that every user can reach, and a server."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rugpijn.embedded_postgres import (
    EmbeddedPostgres,
    temporary_postgres,
)


@pytest.fixture
def place() -> Iterator[Path]:
    """A temporary folder that PostgreSQL's user can reach: pytest's own are closed to all but root."""
    with tempfile.TemporaryDirectory(prefix="rugpijn-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "postgres"


@pytest.fixture
def running() -> Iterator[EmbeddedPostgres]:
    with temporary_postgres() as server:
        yield server
