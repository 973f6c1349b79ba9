"""A real browser against the real server, on a database of its own.

Where there is no Chromium these tests are skipped, with one loud line; CI, which installs it, insists.
"""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from rugpijn.embedded_postgres.supervised import Supervised
from rugpijn.run.address import Address
from rugpijn.run.web_server import wait_until_healthy, web_server
from tests.plugin import OwnDatabase

PLACES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic"]


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM", "")
    return named if named and Path(named).exists() else next(filter(None, map(shutil.which, PLACES)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Per module: Playwright's loop runs in this thread, and Django must be told that this is fine."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("CI needs Chromium for the tests of the admin: apt-get install chromium, or set CHROMIUM.")
    if path is None:
        pytest.skip("NO CHROMIUM: THE ADMIN IS NOT TESTED IN A BROWSER. Install chromium, or set CHROMIUM=/path/to/it.")
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
