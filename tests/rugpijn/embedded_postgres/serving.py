"""A server in a process of its own, which tests may kill, and what it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from rugpijn.embedded_postgres import (
    EmbeddedPostgres,
    EmbeddedPostgresError,
)
from tests.processes import PROJECT, bare_environment, processes_of, wait_until_nothing_runs

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="needs root")
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the second safety net is Linux's (PDEATHSIG)")

# Serves until its standard input closes, in a process of its own that the tests may kill.
# It takes Ctrl-C also where the tests run in the background of a shell, which lets its jobs ignore it.
SERVE = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from rugpijn.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
try:
    with EmbeddedPostgres(sys.argv[1], durable=len(sys.argv) > 2) as server:
        print(server.owner_url, flush=True)
        sys.stdin.read()
except EmbeddedPostgresError as error:
    print(error)
    sys.exit(1)
"""


class Serving:
    """A process that serves a folder. Without an address it has ended, and `said` tells why."""

    def __init__(
        self,
        folder: Path,
        *,
        python: str = sys.executable,
        path: Path = PROJECT,
        durable: bool = False,
        **account: int,
    ) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [python, "-c", SERVE, str(folder), *(["durable"] if durable else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=bare_environment(PYTHONPATH=str(path), PYTHONDONTWRITEBYTECODE="1"),
            start_new_session=True,
            user=account.get("uid"),
            group=account.get("gid"),
            extra_groups=() if account else None,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()
        wait_until_nothing_runs(self.folder)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def made(folder: Path) -> None:
    """A folder as a server leaves it; made quickly, it is to be broken anyway."""
    with EmbeddedPostgres(folder, durable=False):
        pass


def lasting_table(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (7)")


def lasting_number(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT number FROM kept").fetchone()
        return row and row[0]


def refusal(folder: Path, port: int = 0) -> EmbeddedPostgresError:
    with pytest.raises(EmbeddedPostgresError) as caught, EmbeddedPostgres(folder, port):
        pass
    message = str(caught.value)
    assert "\n" not in message
    assert not processes_of(folder)
    return caught.value


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
