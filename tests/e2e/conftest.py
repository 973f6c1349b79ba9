"""A real browser against the real server, on a database of its own."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from rugpijn.embedded_postgres.supervised import Supervised
from rugpijn.run.address import Address
from rugpijn.run.web_server import wait_until_healthy, web_server
from tests.plugin import OwnDatabase, new_database, pointed_at
from tests.tools import CHROMIUM

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Per module: Playwright's loop runs in this thread, and Django must be told that this is fine."""
    path = CHROMIUM.required()
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def desk(own_database: OwnDatabase) -> Iterator[str]:
    """Where the pages answer from this very process, on a database of this test alone: what is tried is the pages, and
    a server of its own costs seconds.
    """
    with answering() as address:
        yield address


@pytest.fixture(scope="module")
def shared_desk(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The same, for all tests of a module, which put back what they change."""
    with django_db_blocker.unblock(), pointed_at(new_database()), answering() as address:
        yield address


@contextmanager
def answering() -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The tests say what went wrong."""


@pytest.fixture
def address() -> Address:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Address("127.0.0.1", probe.getsockname()[1])


@pytest.fixture
def site(own_database: OwnDatabase, address: Address) -> Iterator[str]:
    """Where the service answers, with nothing in it yet."""
    environment = dict(os.environ) | {
        "DATABASE_URL": own_database.web_url,
        "MIGRATION_DATABASE_URL": own_database.owner_url,
        "RELEASE_REFRESH_SECONDS": "0.2",
    }
    server: Supervised = web_server(address, environment)
    with server:
        wait_until_healthy(server, address)
        yield address.url
