"""Whatever bytes come in: an answer, or a problem that says what it is. Below HTTP, where no client tidies them up."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from content.models import Release, Topic
from rugpijn.http.problems import KINDS
from rugpijn.http.wsgi import Request
from tests.triage.conftest import drafts, small_records

PIECES = [
    *(
        b"%00",
        b"%2F",
        b"%252e",
        b"..",
        b"//",
        b"/",
        b"\xff",
        b"\xed\xa0\x80",
        b"\0",
        b"\r\n",
        b";=&",
        b"''",
        b"*",
        b'"',
    ),
    *("é٣".encode(), b"9" * 5000, b"[" * 5000, b";x*=bogus''y", b"; charset=hex", b"; charset*=bogus''x", rb'"\ud800"'),
]


def odd(*good: bytes) -> st.SearchStrategy[str]:
    """A good value, or one with something behind or in it, or bytes by chance: each as a WSGI server hands it on."""
    whole, piece = st.sampled_from(good), st.sampled_from(PIECES)
    behind = st.builds(bytes.__add__, whole, piece)
    inside = st.builds(_between, whole, st.integers(0, 60), piece | st.binary(max_size=4))
    return (whole | piece | behind | behind | inside | st.binary(max_size=40)).map(_as_characters)


def _between(value: bytes, place: int, piece: bytes) -> bytes:
    return value[:place] + piece + value[place:]


def _as_characters(value: bytes) -> str:
    return value.decode("latin-1")


BODY = "wsgi.input"
ODD = {
    "PATH_INFO": odd(
        b"/v1/topics/rugpijn", b"/v1/topics/", b"/v1/topics/rugpijn/releases/", b"/v1/openapi.json", b"/v1/"
    ),
    "QUERY_STRING": odd(b"", b"language=en", b"release=", b"release=1&language=nl", b"release=1&release=1"),
    "REQUEST_METHOD": st.sampled_from(["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "BREW", "get", ""]),
    "CONTENT_TYPE": odd(b"application/json", b"application/json; charset=utf-8", b"text/plain", b""),
    "CONTENT_LENGTH": odd(b"", b"0", b"1", b"-1"),
    "HTTP_ACCEPT": odd(b"application/json", b"*/*;q=0.1", b"text/html", b""),
    "HTTP_ACCEPT_LANGUAGE": odd(b"en-GB, nl;q=0.5", b"*", b"nl;q="),
    "HTTP_ACCEPT_ENCODING": odd(b"gzip, br;q=0.9", b"identity;q=0", b"*;q=0", b""),
    "HTTP_IF_NONE_MATCH": odd(b'W/"a"', b"*", b'"a", "b"'),
    "HTTP_IF_MATCH": odd(b'"a"', b"*"),
    "HTTP_CONTENT_ENCODING": odd(b"gzip", b"identity"),
    "HTTP_TRANSFER_ENCODING": odd(b"chunked"),
    "HTTP_HOST": odd(b"testserver", b"evil.example", b"testserver:99999", b"[::1"),
    "HTTP_X_REQUEST_ID": odd(b"1"),
    BODY: odd(b'{"answers":[', b'{"answers":[]}', b'{"answers":[{"question":"age","number":', b'{"answers":[],"at":'),
}
GOOD = {
    "GET": {"PATH_INFO": "/v1/topics/rugpijn", BODY: ""},
    "POST": {"PATH_INFO": "/v1/topics/rugpijn/assessments", BODY: '{"answers":[]}', "CONTENT_TYPE": "application/json"},
}
oddities = st.sampled_from(list(ODD)).flatmap(lambda field: st.tuples(st.just(field), ODD[field]))


@pytest.fixture
def client(publish: Callable[[Topic], Release], monkeypatch: pytest.MonkeyPatch) -> Client:
    """With something to ask about; reads a request as the server does."""
    publish(drafts(small_records()))
    monkeypatch.setattr("django.test.client.WSGIRequest", Request)
    return Client(raise_request_exception=False)


def test_no_bytes_give_anything_but_an_answer_or_a_problem(client: Client) -> None:
    @settings(max_examples=400)
    @given(st.sampled_from(sorted(GOOD)), st.lists(oddities, min_size=1, max_size=2))
    def holds(method: str, strange: list[tuple[str, str]]) -> None:
        asked = {"REQUEST_METHOD": method, **GOOD[method], **dict(strange)}
        answer = client.request(**environ(asked))
        assert answer.status_code < 500
        if answer.status_code >= 400 and asked["REQUEST_METHOD"] != "HEAD":
            assert answer["Content-Type"] == "application/problem+json"
            problem = json.loads(answer.content)
            assert KINDS[problem["type"].rpartition(":")[2]].status == problem["status"] == answer.status_code

    holds()


def environ(asked: dict[str, str]) -> dict[str, Any]:
    body = asked[BODY].encode("latin-1")
    return {"CONTENT_LENGTH": str(len(body)), **asked, BODY: io.BytesIO(body)}
