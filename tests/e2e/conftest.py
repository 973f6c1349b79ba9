"""A real browser against the real server, on a database of its own."""

import os
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from rugpijn.embedded_postgres.supervised import Supervised
from rugpijn.run.address import Address
from rugpijn.run.web_server import wait_until_healthy, web_server
from tests.plugin import OwnDatabase
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
