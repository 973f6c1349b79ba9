import json

import pytest
from django.test import Client

from rugpijn.http import body

from .asking import codes, problem
from .conftest import Post

GOOD = b'{"answers": [{"question": "fever", "choices": ["yes"]}]}'


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/json; charset=utf8",
    ],
)
def test_json_object_is_read(post: Post, content_type: str) -> None:
    response = post(GOOD, content_type)
    assert response.status_code == 200
    assert json.loads(response.content) == {"read": json.loads(GOOD)}


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/merge-patch+json",
        "application/json; charset=bogus",
        "application/json; charset=utf-16",
        "application/json; charset=hex",
        "application/json; charset=idna",
        "application/json; charset=",
        "rubbish",
    ],
)
def test_another_format_is_refused(post: Post, content_type: str) -> None:
    response = post(GOOD, content_type)
    problem(response, "unsupported-media-type", 415)
    assert response["Accept"] == "application/json"


def test_another_charset_is_refused_with_a_query_too(client: Client) -> None:
    response = client.generic("POST", "/v1/echoes?language=nl", GOOD, "application/json; charset=hex")
    problem(response, "unsupported-media-type", 415)


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip", "bogus"])
def test_packed_content_is_refused(post: Post, coding: str) -> None:
    response = post(GOOD, headers={"content-encoding": coding})
    problem(response, "unsupported-media-type", 415)
    assert response["Accept-Encoding"] == "identity"


def test_identity_is_no_packing(post: Post) -> None:
    assert post(GOOD, headers={"content-encoding": "Identity"}).status_code == 200


def test_empty_content_says_what_is_expected(post: Post) -> None:
    body = problem(post(b""), "invalid-body", 400)
    assert "Stuur één JSON-object" in body["detail"]
    assert codes(body) == {"": "required"}


def test_content_without_a_length_is_refused(client: Client) -> None:
    response = client.generic("POST", "/v1/echoes", b"", "application/json", HTTP_TRANSFER_ENCODING="chunked")
    problem(response, "length-required", 411)


@pytest.mark.parametrize("length", ["-1", "x", "9" * 40, "٣"])
def test_length_that_is_none_is_no_content(client: Client, length: str) -> None:
    response = client.generic("POST", "/v1/echoes", b"", "application/json", CONTENT_LENGTH=length)
    problem(response, "invalid-body", 400)


@pytest.mark.parametrize("content", [b"[]", b"1", b'"x"', b"null", b"true"])
def test_content_is_one_object(post: Post, content: bytes) -> None:
    assert codes(problem(post(content), "invalid-body", 400)) == {"": "not-an-object"}


def test_largest_content_is_read(post: Post) -> None:
    assert post(b'{"a":"' + b"x" * (64 * 1024 - 8) + b'"}').status_code == 200


def test_larger_content_is_refused_with_the_limit(post: Post) -> None:
    body = problem(post(b'{"a":"' + b"x" * (64 * 1024 - 7) + b'"}'), "payload-too-large", 413)
    assert "64 kB" in body["detail"]


def test_an_endpoint_can_take_less(client: Client) -> None:
    body = problem(client.post("/v1/small", b"{" + b" " * 1024 + b"}", "application/json"), "payload-too-large", 413)
    assert "1 kB" in body["detail"]


def test_serializers_read_the_same_object(client: Client) -> None:
    response = client.post("/v1/serializers", b'{"release": 1, "urgency": "sameDay"}', "application/json")
    assert response.status_code == 200


def test_serializers_meet_the_same_strictness(client: Client) -> None:
    problem(client.post("/v1/serializers", b'{"release": 1, "release": 2}', "application/json"), "invalid-json", 400)


def test_too_many_slow_bodies_leave_room_for_the_rest(post: Post) -> None:
    taken = [body.places.pop() for _ in range(body.MOST_AT_ONCE)]
    try:
        response = post(GOOD)
    finally:
        body.places.extend(taken)
    problem(response, "not-ready", 503)
    assert response["Retry-After"]
    assert post(GOOD).status_code == 200
