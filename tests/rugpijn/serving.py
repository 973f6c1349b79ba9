"""The production settings under the real server, on a database that was made for it."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, Protocol

from tests.processes import PROJECT, bare_environment, wait_until
from tests.rugpijn.test_run import free_port

GRANIAN = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--log-level", "warning"]
TOKEN = "a-token-for-this-test-that-is-long-enough"


class Database(Protocol):
    """An embedded server, or a copy of the tests' own database."""

    @property
    def web_url(self) -> str: ...


def production(database: Database) -> dict[str, str]:
    """What an administrator would set for this database; the server does not get to know the owner."""
    return {
        "SECRET_KEY": "a-key-for-this-test-that-is-long-enough-0123456789-abcdefgh",
        "DATABASE_URL": database.web_url,
        "ALLOWED_HOSTS": "api.example.nl",
        "MANUFACTURER": "Voorbeeld B.V., Utrecht",
        "TRUSTED_PROXIES": "1",
        "METRICS_TOKEN": TOKEN,
    }


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    port: int
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text()

    def lines(self, answer: "Answer") -> list[dict[str, Any]]:
        """What the log tells of this request."""
        number = answer.headers["X-Request-Id"]
        return [json.loads(line) for line in self.said.splitlines() if f'"{number}"' in line]

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """As nginx would: with the name of the host, and over TLS."""
        told = {"Host": "api.example.nl", "X-Forwarded-Proto": "https"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, told)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.ask("/healthz").status == 200
        except OSError:
            return False


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of `manage.py`, as an administrator gives it."""
    words = [sys.executable, "manage.py", *command]
    return subprocess.run(
        words, cwd=PROJECT, env=bare_environment(**environment), capture_output=True, text=True, check=False
    )


@contextmanager
def serving(database: Database, **variables: str) -> Iterator[Served]:
    """The server, from the moment at which it answers."""
    environment = bare_environment(**{**production(database), **variables})
    port = free_port()
    descriptor, name = tempfile.mkstemp(prefix="rugpijn-served-")
    command = [sys.executable, *GRANIAN, "--port", str(port), "--blocking-threads", "4", "rugpijn.wsgi:application"]
    with os.fdopen(descriptor, "w") as output:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    served = Served(port, Path(name))
    try:
        wait_until(lambda: served.answers() or process.poll() is not None, "the server answers")
        assert process.poll() is None, served.said
        yield served
    finally:
        process.terminate()
        process.wait()
        served.output.unlink()
