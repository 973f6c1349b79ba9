"""What is sent as an assessment to see what breaks. What the reader of JSON refuses is tested beside it; here it is
what the real endpoint makes of it, over the line: a 4xx problem, small, at once, and with nothing of it in the log.
"""

import json
from typing import Any

import pytest

from tests.rugpijn.serving import Served

from .cases import ASSESSMENTS
from .conftest import SECRET

QUESTION = "chest-pain"


def answers(*given: Any) -> bytes:
    return json.dumps({"answers": list(given)}).encode()


def about(**value: Any) -> bytes:
    return answers({"question": QUESTION, **value})


NOT_JSON: dict[str, bytes] = {
    "nested thousands deep": b'{"answers":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "objects thousands deep": b'{"answers":' * 5_000 + b"1" + b"}" * 5_000,
    "never closed": b"[" * 60_000,
    "half a character in a value": rb'{"answers":[{"question":"\ud800","unknown":true}]}',
    "half a character in a key": rb'{"answers":[],"\udfff":1}',
    "NUL in a value": rb'{"answers":[{"question":"fever\u0000","unknown":true}]}',
    "NUL in a key": rb'{"answers":[],"\u0000":1}',
    "NUL as it is": b'{"answers":[{"question":"\0"}]}',
    "a huge number": b'{"answers":[{"question":"age","number":1e999}]}',
    "a huge whole number": b'{"answers":[{"question":"age","number":' + b"9" * 5000 + b"}]}",
    "a huge release": b'{"answers":[],"release":30073864569357360466755584}',
    "NaN": b'{"answers":[{"question":"age","number":NaN}]}',
    "Infinity": b'{"answers":[{"question":"age","number":-Infinity}]}',
    "the answers twice": b'{"answers":[{"question":"chest-pain","choices":["yes"]}],"answers":[]}',
    "a value twice": b'{"answers":[{"question":"chest-pain","choices":["yes"],"choices":["no"]}]}',
    "a value twice, one escaped": rb'{"answers":[{"question":"chest-pain","choices":["yes"],"\u0063hoices":["no"]}]}',
    "latin-1": f'{{"answers":["{SECRET} é"]}}'.encode("latin-1"),
    "UTF-16": '{"answers":[]}'.encode("utf-16"),
    "UTF-32": '{"answers":[]}'.encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf" + b'{"answers":[]}',
    "cut off": f'{{"answers":[{{"question":"{SECRET}'.encode(),
    "two objects": b'{"answers":[]}{"answers":[]}',
    "a comment": f'{{"answers":[]/*{SECRET}*/}}'.encode(),
    "a form": f"answers={SECRET}".encode(),
    "XML": f"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;{SECRET}</x>".encode(),
    "a pickle": b"\x80\x04\x95\x0f\x00\x00\x00\x00\x00\x00\x00",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff",
    "nothing but space": b" " * 60_000,
}
NOT_MEANT: dict[str, bytes] = {
    "a list": b"[]",
    "a string": f'"{SECRET}"'.encode(),
    "a number": b"1",
    "null": b"null",
    "no answers": b"{}",
    "answers that are null": b'{"answers":null}',
    "answers that are an object": b'{"answers":{"0":{}}}',
    "answers that are text": f'{{"answers":"{SECRET}"}}'.encode(),
    "an answer that is a list": answers([]),
    "an answer that is null": answers(None),
    "an answer that is text": answers(SECRET),
    "an empty answer": answers({}),
    "no question": answers({"choices": ["yes"]}),
    "a question that is a list": answers({"question": [QUESTION], "choices": ["yes"]}),
    "a question that is an object": answers({"question": {"slug": QUESTION}, "choices": ["yes"]}),
    "a question that is a number": answers({"question": 1, "choices": ["yes"]}),
    "a question that is not there": answers({"question": SECRET, "choices": ["yes"]}),
    "a question of Python": answers({"question": "__class__", "choices": ["yes"]}),
    "a question with a space": answers({"question": f" {QUESTION}", "choices": ["yes"]}),
    "a question in capitals": answers({"question": QUESTION.upper(), "choices": ["yes"]}),
    "a very long question": answers({"question": SECRET * 4000, "choices": ["yes"]}),
    "no value": about(),
    "two values": about(choices=["yes"], unknown=True),
    "a field more": about(choices=["yes"], extra=SECRET),
    "choices that are text": about(choices="yes"),
    "choices that are an object": about(choices={"yes": True}),
    "no choices": about(choices=[]),
    "a choice that is not there": about(choices=[SECRET]),
    "a choice that is a list": about(choices=[["yes"]]),
    "a choice that is null": about(choices=[None]),
    "a choice that is true": about(choices=[True]),
    "both choices": about(choices=["yes", "no"]),
    "a choice twice": about(choices=["yes", "yes"]),
    "a thousand choices": about(choices=["yes"] * 1000),
    "unknown that is false": about(unknown=False),
    "unknown that is text": about(unknown="true"),
    "unknown that is a number": about(unknown=1),
    "a number for a choice": about(number=1),
    "a choice for a number": answers({"question": "age", "choices": ["yes"]}),
    "a number that is text": answers({"question": "age", "number": "40"}),
    "a number that is true": answers({"question": "age", "number": True}),
    "a number that is a list": answers({"question": "age", "number": [40]}),
    "a number below zero": answers({"question": "age", "number": -1}),
    "a number that is too high": answers({"question": "age", "number": 2**53 - 1}),
    "half a number": answers({"question": "age", "number": 40.5}),
    "a question twice": answers(*[{"question": QUESTION, "choices": ["yes"]}] * 2),
    "more answers than there can be": answers(*[{"question": "x", "unknown": True}] * 501),
    "a release that is text": b'{"answers":[],"release":"1"}',
    "a release that is true": b'{"answers":[],"release":true}',
    "a release that is half": b'{"answers":[],"release":1.5}',
    "release zero": b'{"answers":[],"release":0}',
    "a release below zero": b'{"answers":[],"release":-1}',
    "a release of twenty digits": b'{"answers":[],"release":9007199254740991}',
    "a moment that is none": f'{{"answers":[],"at":"{SECRET}"}}'.encode(),
    "a moment without a zone": b'{"answers":[],"at":"2026-11-22T21:40:00"}',
    "a moment that never was": b'{"answers":[],"at":"2026-02-30T21:40:00Z"}',
    "a moment of the year 0": b'{"answers":[],"at":"0000-01-01T00:00:00Z"}',
    "a moment at the end of time": b'{"answers":[],"at":"9999-12-31T23:59:59-23:59"}',
    "a moment before all time": b'{"answers":[],"at":"0001-01-01T00:00:00+23:59"}',
    "a moment in an impossible zone": b'{"answers":[],"at":"2026-11-22T21:40:00+99:99"}',
    "a moment in other digits": '{"answers":[],"at":"٢٠٢٦-11-22T21:40:00Z"}'.encode(),
    "a moment that is a number": b'{"answers":[],"at":1763847600}',
    "a moment that is very long": b'{"answers":[],"at":"' + b"2" * 60_000 + b'"}',
    "a field more outside": f'{{"answers":[],"{SECRET} ja":1}}'.encode(),
    "a prototype": b'{"answers":[],"__proto__":{"release":1}}',
}
TYPES = [
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/json; charset=bogus",
    "application/json; charset=utf-16",
    "application/json; charset=hex",
    "application/json; charset*=bogus''x",
    "application/json, text/html",
    "application/json/json",
    "application/",
    f"application/{SECRET}",
    "*/*",
    ";",
    "x" * 5000,
]


def sent(hostile: Served, body: bytes, **headers: str) -> Any:
    return hostile.ask(ASSESSMENTS, method="POST", body=body, **{"Content_Type": "application/json", **headers})


def refused(answer: Any, *kinds: str, status: int = 400) -> None:
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] in {f"urn:rugpijn:problem:{kind}" for kind in kinds}
    assert SECRET not in answer.body.decode()
    assert len(answer.body) < 20_000


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_no_good_json_is_refused(hostile: Served, body: bytes) -> None:
    refused(sent(hostile, body), "invalid-json")


@pytest.mark.parametrize("body", NOT_MEANT.values(), ids=NOT_MEANT.keys())
def test_what_means_nothing_is_refused_with_its_place(hostile: Served, body: bytes) -> None:
    answer = sent(hostile, body)
    refused(answer, "invalid-body", "invalid-answers")
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert pointers
    assert all(pointer == "" or pointer.startswith("/") for pointer in pointers)


@pytest.mark.parametrize("content_type", TYPES)
def test_another_type_is_not_read(hostile: Served, content_type: str) -> None:
    refused(
        sent(hostile, f'{{"{SECRET}":1}}'.encode(), Content_Type=content_type), "unsupported-media-type", status=415
    )


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "identity, gzip", "bogus", "x" * 5000])
def test_a_packed_body_is_not_unpacked(hostile: Served, coding: str) -> None:
    refused(sent(hostile, b"\x1f\x8b\x08", Content_Encoding=coding), "unsupported-media-type", status=415)


def test_a_body_that_is_too_large_is_refused_with_the_limit(hostile: Served) -> None:
    answer = sent(hostile, b" " * (64 * 1024 + 1))
    refused(answer, "payload-too-large", status=413)
    assert "64 kB" in answer.json()["detail"]


def test_the_largest_body_is_read(hostile: Served) -> None:
    body = b'{"answers":[]' + b" " * (64 * 1024 - 14) + b"}"
    assert len(body) == 64 * 1024
    assert sent(hostile, body).status == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "OPTIONS", "HEAD"])
def test_a_body_where_none_is_read_does_no_harm(hostile: Served, method: str) -> None:
    answer = hostile.ask("/v1/topics", method=method, body=SECRET.encode() * 100)
    assert answer.status == {"GET": 200, "DELETE": 405, "OPTIONS": 204, "HEAD": 200}[method]
