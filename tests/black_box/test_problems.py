"""What somebody reads when a request is refused: in their language, with what to do, and never what they said."""

import json
from typing import Any

import pytest

from tests.rugpijn.serving import Answer, Served

from .cases import ARTICLE, ASSESSMENTS, BROKEN, PROBLEMS, TWO_LANGUAGES, Case, sent
from .conftest import SECRET

READABLE = {name: case for name, case in PROBLEMS.items() if case.method != "HEAD"}
FAULTY = {
    "query": Case(400, f"{ARTICLE}?page=2&language=de", "invalid-query"),
    "number": Case(400, f"{ARTICLE}?release=x", "invalid-query"),
    "topic": Case(404, "/v1/topics/heup", "unknown-resource"),
    "release": Case(404, f"{ARTICLE}?release=9", "unknown-resource"),
    "body": sent(400, "invalid-body", b'{"answers":{},"at":1,"foo":1}'),
    "answers": sent(400, "invalid-answers", b'{"answers":[{"question":"age","number":500},{"question":"fevr"}]}'),
    "JSON": sent(400, "invalid-json", rb'{"a":1,"a":NaN,"b":"\ud800"}'),
    "no body": sent(400, "invalid-body", b""),
}


def told(request: pytest.FixtureRequest, case: Case, **headers: str) -> Answer:
    server: Served = request.getfixturevalue("broken" if case in BROKEN.values() else "served")
    return case.put_to(server, **headers)


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_it_is_told_in_dutch_and_in_english(request: pytest.FixtureRequest, case: Case) -> None:
    plain, dutch, english = (
        told(request, case, **headers)
        for headers in ({}, {"Accept_Language": "nl"}, {"Accept_Language": "en-GB,en;q=0.9"})
    )
    assert [answer.headers["Content-Language"] for answer in (plain, dutch, english)] == ["nl", "nl", "en"]
    for name in ("title", "detail"):
        assert plain.json()[name] == dutch.json()[name] != english.json()[name]


@pytest.mark.parametrize(
    "path", ["/v1/nothing", "/v1/topics/heup", f"{ARTICLE}?release=9", f"{TWO_LANGUAGES}?release=1"]
)
def test_the_query_asks_for_a_language_too(served: Served, path: str) -> None:
    answer = served.ask(f"{path}{'&' if '?' in path else '?'}language=en", Accept_Language="nl")
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize("case", FAULTY.values(), ids=FAULTY.keys())
def test_every_fault_has_one_place_a_code_and_words_in_both_languages(served: Served, case: Case) -> None:
    dutch, english = (case.put_to(served, Accept_Language=language).json() for language in ("nl", "en"))
    assert (dutch["status"], dutch["type"]) == (case.status, f"urn:rugpijn:problem:{case.kind}")
    assert dutch["errors"]
    for one, other in zip(dutch["errors"], english["errors"], strict=True):
        assert len({"pointer", "parameter"} & set(one)) == 1
        assert one["code"] == other["code"]
        assert one["detail"] != other["detail"]


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ({"question": "history", "choices": [SECRET]}, SECRET),
        ({"question": "age", "number": 500}, 500),
        ({"question": "age", "number": 10**20}, 10**20),
    ],
)
def test_a_pointer_leads_to_what_was_wrong(served: Served, answer: dict[str, Any], wrong: object) -> None:
    body: Any = {"answers": [{"question": "fever", "choices": ["no"]}, answer]}
    (error,) = sent(400, None, json.dumps(body).encode()).put_to(served).json()["errors"]
    for step in error["pointer"].split("/")[1:]:
        body = body[int(step) if step.isdigit() else step]
    assert body == wrong


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_it_has_no_more_than_it_says_to_have(request: pytest.FixtureRequest, case: Case) -> None:
    """No stack, no class, no value."""
    body = told(request, case).json()
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    for error in body["errors"]:
        assert set(error) in ({"pointer", "code", "detail"}, {"parameter", "code", "detail"})


def test_it_never_repeats_what_was_said(served: Served) -> None:
    said = [
        sent(400, None, f'{{"answers":[{{"question":"{SECRET}","choices":["{SECRET}"]}}]}}'.encode()),
        sent(400, None, f'{{"{SECRET} ja":1,"answers":"{SECRET}"}}'.encode()),
        sent(400, None, f'["{SECRET}'.encode()),
        sent(400, None, f'{{"answers":[],"at":"{SECRET}","release":"{SECRET}"}}'.encode()),
        Case(400, f"{ARTICLE}?release={SECRET}&language={SECRET}"),
        Case(400, f"{ARTICLE}?{SECRET}%20ja=1"),
        Case(404, f"/v1/{SECRET}"),
        Case(404, f"/v1/topics/{SECRET}%20{SECRET}"),
    ]
    answers = [case.put_to(served) for case in said]
    assert [answer.status for answer in answers] == [case.status for case in said]
    assert [answer.body for answer in answers if SECRET.encode() in answer.body] == []


def test_thousands_of_faults_stay_a_small_answer(served: Served) -> None:
    wrong = json.dumps({"answers": [{"question": "x", "unknown": True}] * 400}).encode()
    answer = sent(400, None, wrong).put_to(served)
    assert answer.status == 400
    assert len(answer.json()["errors"]) == 51
    assert answer.json()["errors"][-1]["code"] == "too-many-faults"


def test_who_asks_for_what_does_not_exist_is_told_where_the_list_is(served: Served) -> None:
    answer = served.ask(f"{ARTICLE}/advice/nothing")
    assert answer.headers["Link"] == f'<{ARTICLE}/advice>; rel="collection"'
    assert served.ask(f"{ARTICLE}/advice").status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_fault_of_ours_gives_a_number_to_ask_after_and_where_to_call(broken: Served, method: str) -> None:
    answer = broken.ask("/v1/plain-bug", method=method)
    assert (answer.status, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.headers["X-Request-Id"]
    if method == "GET":
        assert "112" in answer.json()["detail"]
        assert SECRET not in answer.body.decode()
        assert f'"{answer.headers["X-Request-Id"]}"' in broken.said
    assert SECRET not in broken.said


@pytest.mark.parametrize(
    "path", ["/v1/topics", ARTICLE, f"{ARTICLE}/sections", f"{ARTICLE}/releases", f"{ARTICLE}/triage"]
)
def test_without_any_release_it_says_when_to_come_back(broken: Served, path: str) -> None:
    answer = broken.ask(path)
    assert (answer.status, answer.json()["type"]) == (503, "urn:rugpijn:problem:not-ready")
    assert int(answer.headers["Retry-After"]) > 0
    assert "112" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/v1/openapi.json", "/docs", "/healthz"])
def test_what_needs_no_database_answers_without(broken: Served, path: str) -> None:
    assert broken.ask(path).status == 200


def test_a_wrong_request_is_told_so_also_without_a_database(broken: Served) -> None:
    assert sent(400, None, b"{").put_to(broken).status == 400
    assert broken.ask(f"{ASSESSMENTS}/").status == 404
