"""The tests' database: real PostgreSQL, real roles, real migrations, whatever else runs on the machine.

One embedded server per run. Its database `rugpijn` is migrated once by the owner and then only copied: each worker
gets a copy, and a test that needs real transactions gets one for itself alone (`own_database`). Django's `default`
connects with the web role and `owner` with the owner, as in production, so a missing privilege fails here first.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from rugpijn.embedded_postgres import EmbeddedPostgres, temporary_postgres
from rugpijn.embedded_postgres.cluster import DATABASE as TEMPLATE
from rugpijn.embedded_postgres.cluster import OWNER, WEB

SUPERUSER_URL = "RUGPIJN_TEST_SUPERUSER_URL"
ALIASES = {"default": "DATABASE_URL", "owner": "MIGRATION_DATABASE_URL"}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class OwnDatabase:
    """A database for one test. The addresses are for processes that the test starts."""

    name: str
    web_url: str
    owner_url: str

    def cut_off(self) -> None:
        """End every connection, as a restart does."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
        _administer(sql.SQL(ended).format(sql.Literal(self.name)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-readme", action="store_true", help="put the true output into the README")
    parser.addoption("--write-contract", action="store_true", help="write openapi/v1.json and v1.yaml anew")
    parser.addoption("--write-work", action="store_true", help="write how much work is done in tests/triage/work.json")
    parser.addoption("--write-trace", action="store_true", help="write the trace of the safety papers anew")
    parser.addoption("--fuzz-minutes", type=float, help="how long to ask at random; without it a short while")
    parser.addoption("--fuzz-seed", type=int, help="the seed of an earlier run, to repeat it")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before pytest-django reads the settings and before any conftest imports a model."""
    asked = early_config.known_args_namespace
    if not (asked.version or asked.help) and "PYTEST_XDIST_WORKER" not in os.environ:
        _start_server(early_config)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    if SUPERUSER_URL not in os.environ:
        return
    config.pluginmanager.register(Fixtures(), "rugpijn-database")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    with config.stash[blocking_manager_key].unblock():
        _set_django_up(migrate=worker is None)
        _point_at(_copy_template(f"{TEMPLATE}_{worker or 'main'}"))


class Fixtures:
    """Registered after pytest-django, so that its `django_db_setup` gives way to ours."""

    @pytest.fixture(scope="session")
    def django_db_setup(self) -> None:
        """Nothing to create: each worker has had its copy since `pytest_configure`."""

    @pytest.fixture
    def own_database(self, request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[OwnDatabase]:
        """A database for this test alone: real commits, several threads, other processes. Never together with `db`."""
        if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{request.node.nodeid}: use `own_database` or `django_db`, not both.")
        own = new_database()
        with django_db_blocker.unblock(), pointed_at(own):
            yield own
        _administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(own.name)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marker = item.get_closest_marker("django_db")
        if "transactional_db" in getattr(item, "fixturenames", ()) or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid}: the web role may not empty tables, so transactional tests use `own_database`."
            )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Whatever could not be tried on this machine, one loud line each, also in a quiet run."""
    reasons = sorted({str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])})
    for reason in reasons:
        terminalreporter.write_line(f"################ {reason.removeprefix('Skipped: ')}", red=True, bold=True)


def _start_server(config: pytest.Config) -> None:
    server: EmbeddedPostgres = temporary_postgres()
    config.add_cleanup(server.stop)
    server.start()
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "rugpijn.settings",
            "RUGPIJN_ENVIRONMENT": "test",
            "SECRET_KEY": "only-for-tests",
            "DATABASE_URL": server.web_url,
            "MIGRATION_DATABASE_URL": server.owner_url,
            SUPERUSER_URL: server.superuser_url,
        }
    )


def _set_django_up(*, migrate: bool) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    if migrate:
        _point_at(OwnDatabase(TEMPLATE, os.environ["DATABASE_URL"], os.environ["MIGRATION_DATABASE_URL"]))
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        _disconnect()


def new_database(template: str = TEMPLATE) -> OwnDatabase:
    """Migrated and empty, or as the template is, to which nobody is connected. It stays until the run ends."""
    return _copy_template(f"{TEMPLATE}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(_numbers)}", template)


@contextmanager
def pointed_at(own: OwnDatabase) -> Iterator[None]:
    """Meanwhile Django works in this database."""
    before = {alias: os.environ[variable] for alias, variable in ALIASES.items()}
    _point_at(own)
    try:
        yield
    finally:
        _let_go()
        _point_at(OwnDatabase(own.name, before["default"], before["owner"]))


def _copy_template(name: str, template: str = TEMPLATE) -> OwnDatabase:
    own, owner, web = sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(WEB)
    _administer(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(own, sql.Identifier(template), owner),
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(own),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(own, web),
    )
    urls = [os.environ[variable].rsplit("/", 1)[0] + f"/{name}" for variable in ALIASES.values()]
    return OwnDatabase(name, *urls)


def _administer(*statements: sql.Composed) -> None:
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _point_at(own: OwnDatabase) -> None:
    """Both aliases, in every thread, and the environment of processes that a test starts."""
    from django.db import connections

    _disconnect()
    for alias, url in {"default": own.web_url, "owner": own.owner_url}.items():
        address: dict[str, Any] = conninfo_to_dict(url)
        connections.settings[alias].update(
            NAME=address["dbname"],
            USER=address["user"],
            PASSWORD=address["password"],
            HOST=address["host"],
            PORT=address["port"],
        )
        os.environ[ALIASES[alias]] = url


def _let_go() -> None:
    """Who looks at the releases and who stores has connections of their own, which must not outlive the database of a
    test."""
    from content import releases
    from triage import waiting

    releases.forget()
    waiting.forget()


def _disconnect() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
