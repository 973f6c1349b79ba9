"""Granian, started under supervision and believed only when it answers."""

import contextlib
import http.client
import sys
import time
from collections.abc import Mapping

from rugpijn.embedded_postgres.supervised import Order, Supervised
from rugpijn.run.address import Address
from rugpijn.run.environment import PROJECT
from rugpijn.run.errors import RunError

APPLICATION = "rugpijn.wsgi:application"
STOP = [("SIGTERM", 15.0)]
PATIENCE = 60.0
PATIENCE_FOR_A_LOOK = 5.0
# A slow client holds a thread while its body comes in, so there are more of them than bodies that are read at once
# (`rugpijn.http.body`). Few ever use the database: releases are read from memory.
# Granian warns of so many at each start; whoever tries this for the first time should not have to wonder.
GRANIAN = {"GRANIAN_LOG_LEVEL": "error", "GRANIAN_BLOCKING_THREADS": "64"}


def web_server(address: Address, environment: Mapping[str, str]) -> Supervised:
    options = ["--interface", "wsgi", "--host", address.host, "--port", str(address.port)]
    options += [
        "--workers",
        str(read_workers(environment)),
        "--no-ws",
        "--respawn-failed-workers",
        "--respawn-interval",
        "0.5",
    ]
    return Supervised(
        Order(
            command=[sys.executable, "-m", "granian", *options, APPLICATION],
            environment=GRANIAN | dict(environment),
            stop=STOP,
            cwd=str(PROJECT),
        )
    )


def wait_until_healthy(server: Supervised, address: Address) -> None:
    deadline = time.monotonic() + PATIENCE
    answer = ""
    while (answer := _health(address)) != "200":
        if server.poll() is not None:
            raise RunError("The web server stopped while it started: its own words above say why.")
        if time.monotonic() > deadline:
            raise RunError(f"{address.url}/healthz does not answer 200 but {answer}: see the lines above.")
        time.sleep(0.02)
    _wait_for_the_first_look(address)


def _wait_for_the_first_look(address: Address) -> None:
    """So that whoever asks first need not wait for it. Where there is nothing to read yet, it goes on all the same."""
    deadline = time.monotonic() + PATIENCE_FOR_A_LOOK
    while _status(address, "/readyz") != "200" and time.monotonic() < deadline:
        time.sleep(0.05)


def read_workers(environment: Mapping[str, str]) -> int:
    workers = environment.get("WEB_WORKERS") or "1"
    if not (workers.isascii() and workers.isdigit() and int(workers) > 0):
        raise RunError(f"WEB_WORKERS={workers} is not a number of processes: use 1 or more.")
    return int(workers)


def _health(address: Address) -> str:
    return _status(address, "/healthz")


def _status(address: Address, path: str) -> str:
    connection = http.client.HTTPConnection(address.reachable_host, address.port, timeout=5)
    with contextlib.closing(connection):
        try:
            connection.request("GET", path)
            return str(connection.getresponse().status)
        except (OSError, http.client.HTTPException) as error:
            return f"nothing ({error})"
