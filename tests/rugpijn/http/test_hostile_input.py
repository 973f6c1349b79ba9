"""What is known to break Django and DRF with a 500, or to be answered with a guess. Each gets a 4xx problem."""

import io
from typing import Any

import pytest
from django.test import Client

from .asking import Answer, codes, problem
from .conftest import Post

SECRET = "koortsgevoelig"

BODIES = {
    "thousands of lists": b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "thousands of objects": b'{"a":' * 9_000 + b"1" + b"}" * 9_000,
    "unclosed lists": b"[" * 60_000,
    "lone surrogate in a value": rb'{"a":"\ud800"}',
    "lone surrogate in a key": rb'{"\ud800":1}',
    "NUL in a value": rb'{"a":"\u0000"}',
    "NUL in a key": rb'{"\u0000":1}',
    "bare NUL": b'{"a":"\0"}',
    "huge exponent": b'{"a":1e999}',
    "thousands of digits": b'{"a":' + b"9" * 5_000 + b"}",
    "thousands of decimals": b'{"a":' + b"9" * 400 + b".0}",
    "integer beyond a double": b'{"a":30073864569357360466755584}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "duplicate key": b'{"a":1,"a":2}',
    "thousands of duplicate keys": b"{" + b",".join([b'"a":1'] * 9_000) + b"}",
    "latin-1": '{"a":"é"}'.encode("latin-1"),
    "utf-16": '{"a":1}'.encode("utf-16"),
    "surrogate in bytes": b'{"a":"\xed\xa0\x80"}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "cut off": b'{"a":',
    "two objects": b"{}{}",
    "form": b"a=1&b=2",
    "nothing but space": b" \n ",
}


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES.keys())
def test_hostile_body_is_a_problem(post: Post, content: bytes) -> None:
    problem(post(content), "invalid-json", 400)


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES.keys())
def test_answer_to_a_hostile_body_is_small(post: Post, content: bytes) -> None:
    assert len(post(content).content) < 20_000


def sent(client: Client, stream: io.BytesIO, length: int) -> Answer:
    extra: dict[str, Any] = {"wsgi.input": stream, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "application/json"}
    return client.generic("POST", "/v1/echoes", **extra)


def test_ten_megabytes_are_not_read(client: Client) -> None:
    class Watched(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            content = super().read(size)
            Watched.taken += len(content)
            return content

    size = 10 * 1024 * 1024
    problem(sent(client, Watched(b" " * size), size), "payload-too-large", 413)
    assert Watched.taken == 0


def test_connection_that_breaks_off_is_no_fault_of_ours(client: Client) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("gone")

    problem(sent(client, Broken(), 9), "invalid-request", 400)


def test_content_that_was_cut_off_is_refused_however_well_it_reads(client: Client) -> None:
    body = problem(sent(client, io.BytesIO(b'{"a":1}'), 8), "invalid-request", 400)
    assert "Content-Length" in body["detail"]


@pytest.mark.parametrize(
    "content",
    [
        f'{{"answers":"{SECRET}","answers":"{SECRET}"}}',
        f'{{"{SECRET} ja":"\\ud800"}}',
        f'{{"answers": "{SECRET}" "{SECRET}"}}',
        f'"{SECRET}"',
    ],
)
def test_no_problem_repeats_what_was_answered(post: Post, content: str) -> None:
    response = post(content)
    assert response.status_code == 400
    assert SECRET.encode() not in response.content


def test_no_validation_fault_repeats_what_was_answered(client: Client) -> None:
    response = client.post("/v1/serializers", f'{{"release":"{SECRET}","urgency":"{SECRET}"}}', "application/json")
    assert codes(problem(response, "invalid-body", 400)) == {"/release": "invalid", "/urgency": "invalid-choice"}
    assert SECRET.encode() not in response.content


@pytest.mark.parametrize(
    "query",
    [
        "limit=30073864569357360466755584",
        "language=%00",
        "language=%ED%A0%80",
        "language=%FF",
        "release=%D9%A3",
        "release=" + "9" * 5000,
        "release=1&release=1",
        "format=json",
        "=",
        "%00=1",
        "&".join(f"a{i}=1" for i in range(900)),
    ],
)
def test_hostile_query_is_a_problem(client: Client, query: str) -> None:
    problem(client.get(f"/v1/topics/rugpijn?{query}"), "invalid-query", 400)


def test_more_fields_than_django_reads(client: Client) -> None:
    problem(client.get("/v1/topics/rugpijn?" + "a=1&" * 2000), "invalid-request", 400)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/topics/%00",
        "/v1/topics/%FF%FE",
        "/v1/topics/%ED%A0%80",
        "/v1/topics/..%2F..%2Fetc",
        "/v1/topics/a%0D%0AX-Evil:%201",
        "/v1//topics/rugpijn",
        "/v1/topics/rugpijn/",
        "/v1/topics/rugpijn.json",
        "/v1",
        "/v1/",
        "/docs/",
        "/healthz/",
        "/v1/topics/" + "a" * 20_000 + "%20",
    ],
)
def test_hostile_path_is_not_found(client: Client, path: str) -> None:
    problem(client.get(path), "not-found", 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "\xff" * 300},
        {"accept-language": "nl;q=" + "9" * 400},
        {"accept-language": ",".join(["en"] * 5000)},
        {"if-none-match": '"' * 5000},
        {"if-none-match": ",".join(['W/"a"'] * 3000)},
        {"accept": "*/*;q=nan"},
        {"accept": ""},
        {"authorization": "Bearer \xff"},
        {"cookie": "sessionid=\x00"},
        {"x-request-id": "a\x00b"},
        {"content-type": "application/json; charset=idna"},
    ],
)
def test_hostile_header_of_a_get_does_no_harm(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/v1/topics/rugpijn?language=nl", headers=headers).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "json", "application/problem+json", "x" * 5000])
def test_accept_without_json_is_a_problem(client: Client, accept: str) -> None:
    problem(client.get("/v1/topics/rugpijn", headers={"accept": accept}), "not-acceptable", 406)


def test_impossible_parameter_in_accept_is_a_problem(client: Client) -> None:
    response = client.get("/v1/topics/rugpijn", headers={"accept": "application/json;x*=bogus''y"})
    problem(response, "invalid-request", 400)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "get"])
def test_another_method_is_a_problem(client: Client, method: str) -> None:
    problem(client.generic(method, "/v1/echoes"), "method-not-allowed", 405)
