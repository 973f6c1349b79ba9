"""HTTP down to the bytes, for what no library would send."""

import contextlib
import socket
from collections.abc import Iterator
from http.client import HTTPResponse

from tests.rugpijn.serving import Answer, Served

HEAD = b"Host: api.example.nl\r\nX-Forwarded-Proto: https\r\n"
PATIENCE = 60.0


@contextlib.contextmanager
def connected(served: Served) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        yield connection


def read(connection: socket.socket) -> Answer:
    response = HTTPResponse(connection)
    response.begin()
    return Answer(response.status, response.headers, response.read())


def speak(served: Served, line: bytes, lines: bytes = b"", body: bytes = b"", *, hang_up: bool = False) -> Answer:
    """The answer to a request of exactly these bytes; `hang_up`: there is no more to come after them."""
    return spoken(served, line + b"\r\n" + HEAD + lines + b"\r\n" + body, hang_up=hang_up)


def spoken(served: Served, request: bytes, *, hang_up: bool = False) -> Answer:
    with connected(served) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may have answered and closed by now
            connection.sendall(request)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
        return read(connection)
