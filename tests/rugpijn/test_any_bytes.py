"""Whatever bytes come in: an answer, or a problem that says what it is. Below HTTP, where no client tidies them up."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.models import Release, Topic
from rugpijn.http.problems import KINDS
from rugpijn.http.wsgi import Request
from tests.triage.conftest import drafts, small_records

ADDRESSES = (
    *("topics", "topics/rugpijn", "topics/rugpijn/sections/what", "topics/rugpijn/releases/1", "topics/rugpijn/triage"),
    *("topics/rugpijn/assessments", "openapi.json", "topics/rugpijn/advice/walk"),
)
METHODS = ("GET", "GET", "HEAD", "OPTIONS", "POST", "DELETE", "BREW", "")
ASSESSMENTS = "/v1/topics/rugpijn/assessments"
HEADERS = ("ACCEPT", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "IF_NONE_MATCH", "IF_MATCH", "CONTENT_ENCODING", "RANGE")
GOOD = {
    "ACCEPT": "application/json",
    "ACCEPT_LANGUAGE": "en-GB, nl;q=0.5",
    "ACCEPT_ENCODING": "gzip, br;q=0.9",
    "IF_NONE_MATCH": 'W/"a", *',
}
PIECES = [
    *(b"%00", b"%2F", b"%252e", b"..", b"//", b"\xff", b"\xed\xa0\x80", b"\0", b"\r\n", b";=&"),
    *("é٣".encode(), b"9" * 5000),
]
BODIES = ('{"answers":[]}', '{"answers":[{"question":"age","number":40}],"release":1,"at":"2026-11-22T21:40:00Z"}')


def odd(*good: bytes) -> st.SearchStrategy[bytes]:
    """A good value, bytes by chance, or a good value with something in it."""
    pieces = st.lists(st.sampled_from([*PIECES, *good]) | st.binary(max_size=4), max_size=6).map(b"".join)
    whole = st.sampled_from(good) if good else st.just(b"")
    return whole | whole | pieces | st.builds(_between, whole, st.integers(0, 60), pieces)


def _between(value: bytes, place: int, piece: bytes) -> bytes:
    return value[:place] + piece + value[place:]


def wire(values: st.SearchStrategy[bytes]) -> st.SearchStrategy[str]:
    """As a WSGI server hands it on: a character for each byte."""
    return values.map(lambda value: value.decode("latin-1"))


known = [f"/v1/{address}".encode() for address in ADDRESSES]
paths = wire(st.sampled_from(known) | odd(*known))
queries = wire(odd(b"", b"", b"language=en", b"release=1", b"release=1&language=nl"))
types = wire(odd(b"application/json", b"application/json; charset=utf-8", b"text/plain; charset=utf-16"))
bodies = odd(*(body.encode() for body in BODIES))
lengths = st.none() | st.none() | st.none() | wire(odd(b"", b"0", b"1"))
headers = st.fixed_dictionaries(
    {}, optional={name: wire(odd(GOOD.get(name, "gzip").encode())) for name in HEADERS}
)  # fmt: skip


@pytest.fixture
def client(publish: Callable[[Topic], Release], monkeypatch: pytest.MonkeyPatch) -> Client:
    """With something to ask about; reads a request as the server does."""
    publish(drafts(small_records()))
    monkeypatch.setattr("django.test.client.WSGIRequest", Request)
    return Client(raise_request_exception=False)


def hold(client: Client, environ: dict[str, Any]) -> None:
    answer = client.request(**environ)
    assert answer.status_code < 500
    if answer.status_code >= 400 and environ["REQUEST_METHOD"] != "HEAD":
        assert answer["Content-Type"] == "application/problem+json"
        problem = json.loads(answer.content)
        assert KINDS[problem["type"].rpartition(":")[2]].status == problem["status"] == answer.status_code


def test_no_address_gives_anything_but_an_answer_or_a_problem(client: Client) -> None:
    @given(st.sampled_from(METHODS), paths, queries, headers)
    def holds(method: str, path: str, query: str, more: dict[str, str]) -> None:
        environ = {f"HTTP_{name}": value for name, value in more.items()}
        hold(client, {**environ, "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query})

    holds()


def test_no_body_gives_anything_but_an_answer_or_a_problem(client: Client) -> None:
    @given(types, bodies, lengths, queries, headers)
    def holds(kind: str, body: bytes, length: str | None, query: str, more: dict[str, str]) -> None:
        environ: dict[str, Any] = {f"HTTP_{name}": value for name, value in more.items()}
        environ |= {"REQUEST_METHOD": "POST", "PATH_INFO": ASSESSMENTS, "QUERY_STRING": query, "CONTENT_TYPE": kind}
        environ |= {"CONTENT_LENGTH": length or str(len(body)), "wsgi.input": io.BytesIO(body)}
        hold(client, environ)

    holds()
