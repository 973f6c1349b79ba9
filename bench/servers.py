"""Starts what is measured: each one worker process, on the core that is theirs in turn."""

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Final

from bench.load import Request, ask
from bench.machine import NotHere
from rugpijn.embedded_postgres.supervised import Order, Supervised
from rugpijn.run.environment import PROJECT

PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Server:
    """`pid`: the process under which everything of this server runs."""

    name: str
    port: int
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def started(name: str, command: Sequence[str], port: int, **environment: str) -> Iterator[Server]:
    """Runs for as long as the block, and no longer than we do. Raises NotHere when it does not answer."""
    told = dict(_environment()) | environment
    order = Order(command=command, environment=told, stop=[("SIGTERM", 10.0)], cwd=str(PROJECT))
    with Supervised(order) as process:
        _wait_until_it_answers(name, process, port)
        yield Server(name, port, process.pid)


def _environment() -> Mapping[str, str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONPATH": str(PROJECT)}


def _wait_until_it_answers(name: str, process: Supervised, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotHere(f"{name} did not start: its own words above say why.")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as knocking:
        if knocking.connect_ex(("127.0.0.1", port)) != 0:
            return False
    return ask(port, Request("/")).status < 500  # "not found" is an answer


def granian(application: str, port: int, *options: str) -> list[str]:
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws"]
    return [sys.executable, "-m", "granian", *words, "--log-level", "error", *options, application]
