import io
from typing import Any

import pytest

from rugpijn.http.wsgi import Handler

# Django looks at the connections that this thread has when a request starts, and a test before may have made one.
pytestmark = pytest.mark.django_db


def called(content_type: str, query: str = "") -> tuple[str, bytes]:
    """As a server calls it: without anything around it that could catch an exception."""
    told: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/v1/echoes",
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "2",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(b"{}"),
        "wsgi.url_scheme": "http",
    }

    def start_response(status: str, _headers: object, *_: object) -> Any:
        told.append(status)

    content = b"".join(Handler()(environ, start_response))
    return told[0], content


def test_good_content_passes() -> None:
    assert called("application/json; charset=utf-8", "language=en") == ("200 OK", b'{"read":{}}')


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset*=bogus''x",
        "application/json; charset=hex",
        "application/json; charset=idna",
        "application/json; charset=punycode",
        "application/json; charset=utf-16",
        "application/json; charset=undefined",
        "application/json; charset=\0",
    ],
)
def test_strange_content_type_is_a_problem(content_type: str) -> None:
    status, content = called(content_type, "language=en&language=%C3%A9")
    assert status == "400 Bad Request"
    assert b"urn:rugpijn:problem:invalid-query" in content
    status, content = called(content_type, "language=en")
    assert status == "415 Unsupported Media Type"
    assert b"urn:rugpijn:problem:unsupported-media-type" in content
