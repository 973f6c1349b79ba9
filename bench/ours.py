"""The real service on a real database: prepared, published and started as `make run` does it, with one worker."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.machine import Cores, NotHere, pinned
from bench.servers import Server, free_port
from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.run.address import Address
from rugpijn.run.environment import PROJECT, demo_environment
from rugpijn.run.web_server import wait_until_healthy, web_server

NAME = "Rugpijn"
CPU_NAMES = ("PATH", "HOME", "LANG", "TMPDIR")


def environment_of(database: EmbeddedPostgres, folder: Path) -> dict[str, str]:
    """What the processes of a demonstration get to know; nothing of whoever typed the command."""
    own = {name: os.environ[name] for name in CPU_NAMES if name in os.environ}
    urls = {"DATABASE_URL": database.web_url, "MIGRATION_DATABASE_URL": database.owner_url}
    return demo_environment(own, Address("127.0.0.1", 0), folder) | urls


def prepare(environment: Mapping[str, str]) -> None:
    """Tables, and the shipped library as release 1."""
    command = [sys.executable, "-m", "rugpijn.run.prepare"]
    told = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        raise NotHere(f"The database could not be prepared.\n{told.stdout}{told.stderr}")


@contextmanager
def filled(cores: Cores, **settings: str) -> Iterator[tuple[EmbeddedPostgres, dict[str, str], Path]]:
    """A database with the shipped library as release 1, what its processes get to know, and a folder for as long."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="rugpijn-bench-")))
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own where we are root
        with pinned(cores.database):
            database = stack.enter_context(EmbeddedPostgres(folder / "postgres"))
        environment = environment_of(database, folder) | settings
        prepare(environment)
        yield database, environment, folder


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Server]:
    address = Address("127.0.0.1", free_port())
    with web_server(address, {**environment, "WEB_WORKERS": "1"}) as process:
        wait_until_healthy(process, address)
        yield Server(NAME, address.port, process.pid)
