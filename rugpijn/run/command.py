"""From nothing to a service that answers, and back to nothing.

This process stays small and knows no Django. What it starts is supervised, so that nothing outlives it: not after
Ctrl-C, not after SIGTERM, not after `kill -9`.
"""

import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from rugpijn.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
from rugpijn.embedded_postgres.supervised import STOP_SIGNALS, Order, Supervised
from rugpijn.run.address import Address, demand_free, read_address
from rugpijn.run.environment import (
    PROJECT,
    brings_database,
    demo_environment,
    note_for_commands,
    var_folder,
    write_secret,
)
from rugpijn.run.errors import RunError
from rugpijn.run.steps import say, step
from rugpijn.run.web_server import read_workers, wait_until_healthy, web_server
from rugpijn.run.welcome import welcome


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM, or the terminal was closed."""


def main() -> int:
    for wish in STOP_SIGNALS:
        signal.signal(wish, _stop)
    try:
        run(os.environ)
    except StopRequested:
        say("Stopped.")
    except (RunError, EmbeddedPostgresError) as error:
        say(f"Rugpijn did not start. {error}")
        return 1
    return 0


def run(surroundings: Mapping[str, str]) -> None:
    began = time.monotonic()
    address = read_address(surroundings)
    read_workers(surroundings)  # here too, so that a mistake is told before anything is started
    demand_free(address)
    embedded = not brings_database(surroundings)
    var = var_folder(surroundings)
    environment = demo_environment(surroundings, address, var)
    with ExitStack() as stack:
        database = _start_database(stack, var) if embedded else None
        if database is not None:
            environment |= {"DATABASE_URL": database.web_url, "MIGRATION_DATABASE_URL": database.owner_url}
        _leave_note(stack, var / "environment", note_for_commands(environment))
        _prepare(environment)
        server = _start_server(stack, address, environment)
        say(welcome(address, time.monotonic() - began))
        _watch(server, database)


def _start_database(stack: ExitStack, var: Path) -> EmbeddedPostgres:
    with step(f"PostgreSQL 18 in {_short(var / 'postgres')}"):
        return stack.enter_context(EmbeddedPostgres(var / "postgres"))


def _short(path: Path) -> Path:
    return path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path


def _leave_note(stack: ExitStack, path: Path, text: str) -> None:
    try:
        write_secret(path, text)
    except OSError as error:
        raise RunError(f"{path} cannot be written ({error.strerror}): make its folder writable.") from error
    stack.callback(path.unlink, missing_ok=True)


def _prepare(environment: Mapping[str, str]) -> None:
    order = Order(
        command=[sys.executable, "-m", "rugpijn.run.prepare"],
        environment=environment,
        stop=[("SIGTERM", 10.0)],
        cwd=str(PROJECT),
    )
    with Supervised(order) as preparation:
        if preparation.wait() != 0:
            raise RunError("The database could not be prepared: the lines above say why.")


def _start_server(stack: ExitStack, address: Address, environment: Mapping[str, str]) -> Supervised:
    with step(f"Web server on {address.url}"):
        server = stack.enter_context(web_server(address, environment))
        wait_until_healthy(server, address)
    return server


def _watch(server: Supervised, database: EmbeddedPostgres | None) -> None:
    """A database that was killed comes back; a web server that gives up ends the command."""
    while server.poll() is None:
        if database is not None and database.ended():
            say("PostgreSQL stopped by itself.")
            with step("PostgreSQL 18 again"):
                database.restart()
        time.sleep(0.2)
    raise RunError("The web server stopped by itself: its own words above say why.")


def _stop(*_: object) -> None:
    for wish in STOP_SIGNALS:
        signal.signal(wish, signal.SIG_IGN)  # the stop is under way, and a second one must not cut it short
    raise StopRequested
