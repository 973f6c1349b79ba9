"""From the list of topics to the outcome of a triage, with generated clients, against the real server."""

import http.client
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from openapi.clients.generators import HEY_API, PYTHON, TYPESCRIPT
from openapi.clients.tools import Tools
from rugpijn.embedded_postgres.supervised import Supervised
from rugpijn.run.address import Address
from rugpijn.run.web_server import wait_until_healthy, web_server
from tests.openapi.clients.conftest import Make
from tests.openapi.clients.running import FETCH, compile_typescript, python, run
from tests.plugin import OwnDatabase

REFUSED = [400, "unknown-question", "/answers/0/question"]


@pytest.fixture(scope="module")
def server(copy_of_shipped: Callable[[], OwnDatabase]) -> Iterator[Address]:
    """With the shipped library as its first release."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = Address("127.0.0.1", probe.getsockname()[1])
    environment = dict(os.environ) | {"DATABASE_URL": copy_of_shipped().web_url, "MIGRATION_DATABASE_URL": ""}
    process: Supervised = web_server(address, environment)
    with process:
        wait_until_healthy(process, address)
        yield address


def ask(server: Address, path: str, body: Any = None) -> Any:
    """The JSON at this path, without any client."""
    method, sent = ("GET", None) if body is None else ("POST", json.dumps(body))
    with closing(http.client.HTTPConnection(server.host, server.port, timeout=60)) as connection:
        connection.request(method, f"/v1{path}", sent, {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())


def assert_true(server: Address, told: dict[str, Any]) -> None:
    """What the client told of its walk is what the service says to the same questions."""
    article = ask(server, f"/topics/{told['topic']}")
    assert (told["sections"], told["section"]) == (len(article["sections"]), article["sections"][0]["title"])
    body = {"release": 1, "at": told["at"], "answers": told["answers"]}
    assessment = ask(server, f"/topics/{told['topic']}/assessments", body)
    assert len(told["screens"]) == len(set(told["screens"])) > 3
    assert (assessment["status"], assessment["outcome"]["urgency"]) == ("outcome", told["urgency"])
    assert assessment["outcomeDigest"] == told["digest"]
    assert datetime.fromisoformat(assessment["at"]) == datetime.fromisoformat(told["at"])
    assert told["problem"] == REFUSED


def test_python_walks_the_whole_way(client: Make, server: Address) -> None:
    assert_true(server, json.loads(python(client(PYTHON).folder, "walk.py", f"{server.url}/v1")))


def test_typescript_walks_the_whole_way(client: Make, tools: Tools, server: Address, tmp_path: Path) -> None:
    program = compile_typescript(tools, client(TYPESCRIPT).folder, *FETCH) / "walk.js"
    assert_true(server, json.loads(run([tools.node, str(program), f"{server.url}/v1"], tmp_path)))


def test_hey_api_walks_the_whole_way(client: Make, tools: Tools, server: Address, tmp_path: Path) -> None:
    program = compile_typescript(tools, client(HEY_API).folder, "walk_hey_api.ts") / "walk_hey_api.js"
    assert_true(server, json.loads(run([tools.node, str(program), f"{server.url}/v1"], tmp_path)))
