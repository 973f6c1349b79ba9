"""Compression of what anybody may read: chosen by the client's weights, another representation for each coding."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from rugpijn.http.codings import packed, ranked
from rugpijn.http.problems import Problem
from rugpijn.http.representation import coded, negotiated, represent, respond

ARTICLE = represent(b'{"text":"' + "Één rug. ".encode() * 500 + b'"}', language="nl")
SMALL = represent(b'{"text":"kort"}', language="nl")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def asked(accept: str | None, method: str = "GET", **headers: str) -> HttpResponse:
    told = headers | ({} if accept is None else {"accept-encoding": accept})
    return respond(RequestFactory().generic(method, "/", headers=told), ARTICLE)


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.001", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0.5, gzip", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("gzip;q=0.2, identity;q=0.5", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.3, gzip;q=0.9, br;q=0.5", "gzip"),
        ("gzip;q=0", "identity"),
        ("deflate, zstd", "identity"),
        ("identity", "identity"),
        ("", "identity"),
        ("gzip;q=2", "identity"),
        ("gzip;;", "identity"),
        ("\x00", "identity"),
        ("gzip, " * 100, "identity"),
    ],
)
def test_the_best_coding(accept: str, best: str) -> None:
    assert ranked(accept)[0] == best


@pytest.mark.parametrize("accept", ["*;q=0", "identity;q=0", "identity;q=0, zstd", "br;q=0, *;q=0"])
def test_who_refuses_everything_is_told_what_there_is(accept: str) -> None:
    with pytest.raises(Problem) as raised:
        asked(accept)
    assert raised.value.kind.status == 406
    assert "gzip" in raised.value.detail.nl


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_the_same_content_in_a_coding(coding: str) -> None:
    response = asked(coding)
    assert response["Content-Encoding"] == coding
    assert UNPACK[coding](response.content) == ARTICLE.body
    assert len(response.content) < len(ARTICLE.body) / 10
    assert response["Content-Type"] == "application/json"
    assert response["Content-Language"] == "nl"
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("accept", [None, "identity", "br;q=0"])
def test_as_it_is_without_a_wish(accept: str | None) -> None:
    response = asked(accept)
    assert "Content-Encoding" not in response
    assert response.content == ARTICLE.body
    assert "Accept-Encoding" in response["Vary"]


def test_each_coding_has_its_own_etag() -> None:
    assert len({asked(accept)["ETag"] for accept in (None, "br", "gzip")}) == 3


@pytest.mark.parametrize("accept", [None, "br", "gzip"])
def test_what_a_client_holds_in_a_coding_is_not_sent_again(accept: str | None) -> None:
    etag = asked(accept)["ETag"]
    response = asked(accept, **{"if-none-match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert "Content-Encoding" not in response
    assert "Accept-Encoding" in response["Vary"]


def test_what_a_client_holds_in_another_coding_is_sent() -> None:
    assert asked("br", **{"if-none-match": asked("gzip")["ETag"]}).status_code == 200


def test_if_match_is_about_the_coding_that_would_be_sent() -> None:
    assert asked("br", **{"if-match": asked("br")["ETag"]}).status_code == 200
    with pytest.raises(Problem):
        asked("br", **{"if-match": asked(None)["ETag"]})


def test_packing_twice_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {coding: packed(ARTICLE.body, coding) for coding in UNPACK}
    monkeypatch.setattr("time.time", lambda: 1.0)
    assert {coding: packed(ARTICLE.body, coding) for coding in UNPACK} == before


def test_the_same_bytes_are_packed_once() -> None:
    again = represent(bytes(bytearray(ARTICLE.body)), language="nl")
    assert coded(ARTICLE, "br") is coded(again, "br")


def test_another_language_is_not_mixed_up() -> None:
    assert coded(represent(ARTICLE.body, language="en"), "br").language == "en"


def test_a_small_body_is_not_compressed() -> None:
    assert negotiated(SMALL, "br, gzip") is SMALL


def test_a_small_body_is_compressed_when_it_has_to_be() -> None:
    assert negotiated(SMALL, "gzip, identity;q=0").coding == "gzip"


def test_head_tells_the_length_in_that_coding(client: Client) -> None:
    path = "/v1/openapi.json"
    whole = client.get(path, headers={"accept-encoding": "br"})
    head = client.head(path, headers={"accept-encoding": "br"})
    assert whole["Content-Encoding"] == head["Content-Encoding"] == "br"
    assert (head.content, head["Content-Length"]) == (b"", str(len(whole.content)))
    assert head["ETag"] == whole["ETag"]


def test_an_answer_about_a_person_is_never_compressed(client: Client) -> None:
    body = b'{"answers":"' + b"a" * 5000 + b'"}'
    response = client.post("/v1/echoes", body, "application/json", headers={"accept-encoding": "br, gzip"})
    assert response.status_code == 200
    assert len(response.content) > 5000
    assert "Content-Encoding" not in response
    assert response["Cache-Control"] == "no-store"


def test_a_problem_is_never_compressed(client: Client) -> None:
    response = client.get("/v1/nothing", headers={"accept-encoding": "br;q=1, identity;q=0"})
    assert "Content-Encoding" not in response
