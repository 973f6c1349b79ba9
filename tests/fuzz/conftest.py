"""A server of its own for each run, on a database of its own with everything published; and how long to go on."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from content import releases
from tests.fuzz.bodies import MARKER
from tests.fuzz.published import publish_everything
from tests.plugin import OwnDatabase, new_database, pointed_at
from tests.processes import PROJECT
from tests.rugpijn.serving import TOKEN, Served, serving

REPEATABLE = 20261122


@dataclass(frozen=True)
class Length:
    """Bounded by numbers in `make test`, by time in `make fuzz`."""

    minutes: float | None
    seed: int

    @property
    def long(self) -> bool:
        return self.minutes is not None


@pytest.fixture(scope="session")
def length(request: pytest.FixtureRequest) -> Length:
    minutes, seed = request.config.getoption("--fuzz-minutes"), request.config.getoption("--fuzz-seed")
    chosen = random.SystemRandom().randrange(2**31) if minutes else REPEATABLE
    return Length(minutes, chosen if seed is None else seed)


@pytest.fixture
def folder(length: Length, tmp_path: Path) -> Path:
    """Where a run leaves what it found: a long one keeps it."""
    kept = PROJECT / "var" / "fuzz"
    if not length.long:
        return tmp_path
    kept.mkdir(parents=True, exist_ok=True)
    return kept


@pytest.fixture(scope="session")
def database(django_db_blocker: DjangoDbBlocker, length: Length) -> OwnDatabase:
    own = new_database()
    with django_db_blocker.unblock(), pointed_at(own):
        publish_everything(thoroughly=length.long)
        releases.forget()
    return own


@pytest.fixture
def served(database: OwnDatabase, length: Length) -> Iterator[Served]:
    """The server in its production settings. When the run is over, nothing of what was said is in its log."""
    with serving(database, ALLOWED_HOSTS="127.0.0.1") as server:
        yield server
        print(f"{requests_of(server)} requests, seed {length.seed}")
        assert MARKER not in server.said.lower()


def requests_of(server: Served) -> int:
    """As the server counted them."""
    told = server.ask("/metrics", Authorization=f"Bearer {TOKEN}", Host="127.0.0.1").body.decode().splitlines()
    return sum(int(float(line.split()[-1])) for line in told if line.startswith("rugpijn_requests_total{"))
