"""The load: wrk in a closed loop, so many connections that stay open, each with one request at a time."""

import http.client
import json
import secrets
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.machine import pinned, program

SCRIPT: Final = Path(__file__).with_name("wrk.lua")
KEY: Final = "@KEY@" * 5
"""Where a request needs a key of its own: wrk.lua puts one there."""
WIDEST_SIZE: Final = 0.01


class WrongAnswer(Exception):
    """Not what it should say. The message says what was seen."""


@dataclass(frozen=True)
class Request:
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def raw(self, port: int) -> bytes:
        """As it goes over the line."""
        headers = {"Host": f"127.0.0.1:{port}", **self.headers}
        if self.body:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(self.body))}
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int
    """Of everything, as it came over the line."""


def ask(port: int, request: Request, *, patience: float = 30.0) -> Answer:
    """Once, as a client does."""
    headers = {name: value.replace(KEY, secrets.token_urlsafe(18)) for name, value in request.headers.items()}
    told = {"Content-Type": "application/json"} if request.body else {}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as connection:
        connection.request(request.method, request.path, request.body or None, {**headers, **told})
        answer = connection.getresponse()
        body = answer.read()
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {text}" for name, text in answer.getheaders())]
    size = sum(len(line) + 2 for line in lines) + 2 + len(body)
    if answer.headers["Transfer-Encoding"] == "chunked":
        size += len(f"{len(body):x}") + len("\r\n\r\n0\r\n\r\n")  # one piece, as every application here gives it
    return Answer(answer.status, {name.lower(): text for name, text in answer.getheaders()}, body, size)


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk counted, and the processor time that it took itself. Times in milliseconds, but `seconds`."""

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float
    errors: Mapping[str, int]

    def faults(self, size: float) -> tuple[str, ...]:
        """`size`: what an answer is, on average. A whole answer more or less for each connection is no fault."""
        wrong = [f"{count} {name} errors" for name, count in self.errors.items() if count]
        if not self.requests:
            return (*wrong, "no answers")
        if abs(self.bytes / self.requests - size) > max(WIDEST_SIZE * size, 100 * size / self.requests):
            wrong.append(f"answers of {self.bytes / self.requests:.0f} bytes instead of {size:.0f}")
        return tuple(wrong)


def run(port: int, requests: Sequence[Request], *, seconds: int, connections: int, core: int) -> Load:
    """Sends these in turn, over and over."""
    with tempfile.NamedTemporaryFile(prefix="bench-requests-") as file:
        for raw in (request.raw(port) for request in requests):
            file.write(b"%d\n%b" % (len(raw), raw))
        file.flush()
        command = [
            str(program("wrk")),
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            str(SCRIPT),
            "--timeout",
            "5s",
        ]
        command += [f"http://127.0.0.1:{port}", "--", file.name, secrets.token_urlsafe(12)]
        with pinned(core):
            told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        raise WrongAnswer(f"wrk stopped: {(told.stderr or told.stdout).strip()[-300:]}")
    return _read(told.stdout.strip().splitlines()[-1])


def _read(line: str) -> Load:
    found = json.loads(line)
    seconds, errors = found["microseconds"] / 1e6, found["errors"]
    return Load(found["requests"], seconds, found["bytes"], found["p50"] / 1000, found["p99"] / 1000, errors)
