"""The Dutch API Design Rules (2.1 and 2.2) that can be seen from outside, each under its name in the standard.

Those about every single answer are in `test_every_answer`; those about the contract itself are linted.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import yaml
from drf_spectacular.validation import validate_schema

from tests.rugpijn.serving import Answer, Served

from .cases import ARTICLE, ASSESSMENTS, BODY, CONTENT, CONTRACT, GET, METHODS, POST, TWO_LANGUAGES

CAMEL_CASE = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
EMERGENCY = b'{"answers":[{"question":"chest-pain","choices":["yes"]}]}'
Field = tuple[str, Any]


def assess(served: Served, body: bytes = BODY, path: str = ASSESSMENTS, **headers: str) -> Answer:
    return served.ask(path, method="POST", body=body, **{"Content_Type": "application/json", **headers})


def fields(value: Any, name: str = "") -> Iterator[Field]:
    """Every key with its value, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from fields(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield name, inner
            yield from fields(inner, name)


@pytest.fixture(scope="module")
def everything(served: Served) -> list[Field]:
    """Every field of every answer that the service gives, and of three problems."""
    answers = [served.ask(path) for path in [*CONTENT, f"{TWO_LANGUAGES}/releases", "/healthz", "/readyz"]]
    answers += [assess(served), assess(served, EMERGENCY)]
    answers += [served.ask("/v1/nothing"), served.ask(f"{ARTICLE}?x=1"), assess(served, b"{}")]
    return [field for answer in answers for field in fields(answer.json())]


class TestNoTrailingSlash:
    """/core/no-trailing-slash: 404, and not a redirect."""

    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
    @pytest.mark.parametrize("path", METHODS)
    def test_one_slash_too_many_is_not_found(self, served: Served, path: str, method: str) -> None:
        answer = served.ask(f"{path}/", method=method)
        assert (answer.status, answer.headers["Location"]) == (404, None)
        assert answer.headers["Content-Type"] == "application/problem+json"

    @pytest.mark.parametrize("path", ["/docs/", "/healthz/", "/readyz/", "/metrics/", "/v1/", "/v1/topics//"])
    def test_nor_anywhere_else(self, served: Served, path: str) -> None:
        answer = served.ask(path)
        assert (answer.status, answer.headers["Location"]) == (404, None)

    def test_the_problem_says_what_to_leave_out(self, served: Served) -> None:
        assert "Laat een / aan het eind weg" in served.ask(f"{ARTICLE}/").json()["detail"]


class TestNames:
    def test_every_key_is_in_camel_case(self, everything: list[Field]) -> None:
        """/core/query-keys-camel-case asks it of query keys, which are often made into these."""
        assert [name for name, _ in everything if not CAMEL_CASE.fullmatch(name)] == []

    @pytest.mark.parametrize("key", ["Language", "LANGUAGE", "lang", "release_number", "releaseNumber"])
    def test_a_query_key_in_another_spelling_is_refused_by_name(self, served: Served, key: str) -> None:
        """/core/query-keys-camel-case. Ignored, it would be an answer in a language that nobody asked for."""
        answer = served.ask(f"{ARTICLE}?{key}=en")
        assert (answer.status, answer.json()["errors"][0]["parameter"]) == (400, key)

    @pytest.mark.parametrize(
        "path", ["/v1/Topics", "/v1/topics/Rugpijn", f"{ARTICLE}/alarmSigns", f"{ARTICLE}/alarm_signs"]
    )
    def test_a_path_in_another_spelling_is_another_path(self, served: Served, path: str) -> None:
        """/core/path-segments-kebab-case."""
        assert served.ask(path).status == 404

    @pytest.mark.parametrize("path", ["/topics", "/v0/topics", "/v2/topics", "/v1.0/topics", "/V1/topics", "/1/topics"])
    def test_the_path_has_the_first_number_of_the_version(self, served: Served, path: str) -> None:
        """/core/uri-version."""
        assert served.ask(path).status == 404


class TestDateAndTime:
    """/core/date-time/format, /core/date-time/timezone and /core/date-time/date-omit-time-portion."""

    def test_every_timestamp_is_in_utc_and_its_name_says_so(self, everything: list[Field]) -> None:
        found = {(name, value) for name, value in everything if isinstance(value, str) and TIMESTAMP.match(value)}
        assert {name for name, _ in found} >= {"approvedAt", "publishedAt", "withdrawnAt", "at"}
        assert [field for field in found if not UTC.fullmatch(field[1])] == []
        assert [field for field in found if not (field[0].endswith("At") or field[0] == "at")] == []

    def test_what_is_called_a_timestamp_is_one(self, everything: list[Field]) -> None:
        called = {value for name, value in everything if name.endswith("At") or name == "at"} - {None}
        assert called
        assert all(datetime.fromisoformat(value).utcoffset() is not None for value in called)

    def test_every_date_is_called_one(self, everything: list[Field]) -> None:
        dates = {name for name, value in everything if isinstance(value, str) and DATE.fullmatch(value)}
        assert [name for name in dates if not name.endswith("Date")] == []
        called = {value for name, value in everything if name.endswith("Date")} - {None}
        assert [value for value in called if not DATE.fullmatch(str(value))] == []

    @pytest.mark.parametrize("at", ["2026-11-22T23:40:00+02:00", "2026-11-22T21:40:00Z", "2026-11-22T16:10:00.0-05:30"])
    def test_any_offset_is_taken_and_told_in_utc(self, served: Served, at: str) -> None:
        assert assess(served, f'{{"at":"{at}","answers":[]}}'.encode()).json()["at"] == "2026-11-22T21:40:00Z"


class TestMethods:
    """/core/http-methods and /core/http-safety."""

    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
    @pytest.mark.parametrize("path", METHODS)
    def test_a_method_that_is_not_there_is_told_which_are(self, served: Served, path: str, method: str) -> None:
        allowed = METHODS[path] | {"OPTIONS"} | ({"HEAD"} if "GET" in METHODS[path] else set())
        answer = served.ask(path, method=method)
        assert (answer.status == 405) == (method not in allowed)
        if answer.status == 405:
            assert set(answer.headers["Allow"].split(", ")) == allowed
            assert answer.headers["Content-Type"] == "application/problem+json"

    @pytest.mark.parametrize("path", ["/docs", "/healthz", "/readyz", "/metrics"])
    @pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS"])
    def test_pages_and_probes_are_only_read(self, served: Served, path: str, method: str) -> None:
        answer = served.ask(path, method=method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")

    @pytest.mark.parametrize("path", METHODS)
    def test_options_lists_the_methods(self, served: Served, path: str) -> None:
        answer = served.ask(path, method="OPTIONS")
        assert (answer.status, answer.body) == (204, b"")
        assert METHODS[path] <= set(answer.headers["Allow"].split(", "))

    @pytest.mark.parametrize("path", GET)
    def test_reading_twice_gives_the_same(self, served: Served, path: str) -> None:
        first, second = served.ask(path), served.ask(path)
        assert (first.status, first.body, first.headers["ETag"]) == (200, second.body, second.headers["ETag"])


class TestStateless:
    """/core/stateless: whatever was asked before, and by whom, changes nothing."""

    def test_an_assessment_does_not_depend_on_those_before(self, served: Served) -> None:
        def asked() -> bytes:
            return assess(served, b'{"at":"2026-11-22T21:40:00Z","answers":[]}').body

        before = asked()
        assess(served, EMERGENCY)
        assert asked() == before

    def test_a_cookie_and_a_key_change_nothing(self, served: Served) -> None:
        plain = served.ask(ARTICLE)
        carried = served.ask(ARTICLE, Cookie="sessionid=x; csrftoken=y", Authorization="Bearer x")
        assert (carried.status, carried.body) == (200, plain.body)
        assert "Set-Cookie" not in carried.headers


class TestErrors:
    """/core/http-response-code, /core/error-handling/invalid-input and /core/error-handling/all-errors."""

    @pytest.mark.parametrize(
        "body",
        [
            "{}",
            '{"answers":1}',
            '{"answers":[1]}',
            '{"answers":[],"release":"x"}',
            '{"answers":[],"at":"x"}',
            "[]",
            "{",
        ],
    )
    def test_invalid_input_is_400(self, served: Served, body: str) -> None:
        assert assess(served, body.encode()).status == 400

    @pytest.mark.parametrize(
        "query", ["release=x", "release=0", "language=de", "language=", "x=1", "release=1&release=1"]
    )
    @pytest.mark.parametrize("path", [ARTICLE, f"{ARTICLE}/triage"])
    def test_an_invalid_query_is_400(self, served: Served, path: str, query: str) -> None:
        assert served.ask(f"{path}?{query}").status == 400

    def test_every_fault_of_a_query_is_told_at_once(self, served: Served) -> None:
        for query in ("language=de&release=1&release=2&page=2&sort=x", "language=de&release=x&page=2&sort=x"):
            told = served.ask(f"{ARTICLE}?{query}").json()["errors"]
            assert [error["parameter"] for error in told] == ["language", "release", "page", "sort"]

    def test_every_fault_of_a_body_is_told_at_once_with_its_pointer(self, served: Served) -> None:
        wrong = [{"question": "fevr", "unknown": True}, {"question": "age", "number": 500}, 7]
        told = assess(served, json.dumps({"foo": 1, "at": "gisteren", "answers": wrong}).encode()).json()["errors"]
        pointers = {error["pointer"] for error in told}
        assert pointers == {"/foo", "/at", "/answers/0/question", "/answers/1/number", "/answers/2"}
        assert all(error["detail"] and error["code"] for error in told)


class TestDocumentation:
    """/core/doc-openapi, /core/publish-openapi and /core/doc-openapi-contact."""

    def test_the_contract_is_where_it_should_be_and_is_that_of_the_repository(self, served: Served) -> None:
        answer = served.ask("/v1/openapi.json")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
        assert answer.json() == CONTRACT

    def test_the_contract_is_valid_and_every_reference_leads_somewhere(self, served: Served) -> None:
        contract = served.ask("/v1/openapi.json").json()
        validate_schema(contract)  # type: ignore[no-untyped-call]
        assert contract["paths"]
        for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(contract))):
            place: Any = contract
            for step in reference.split("/"):
                place = place[step]

    def test_the_yaml_says_the_same(self, served: Served) -> None:
        answer = served.ask("/v1/openapi.yaml")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/yaml")
        assert yaml.safe_load(answer.body) == CONTRACT

    @pytest.mark.parametrize("path", ["/v1/openapi.json", "/v1/openapi.yaml"])
    def test_any_web_page_may_read_it_without_logging_in(self, served: Served, path: str) -> None:
        answer = served.ask(path, Origin="https://elsewhere.example")
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")

    def test_the_page_for_people_leads_to_it(self, served: Served) -> None:
        answer = served.ask("/docs")
        assert (answer.status, answer.headers["Content-Language"]) == (200, "nl")
        assert b"/v1/openapi.json" in answer.body


class TestTransport:
    """/core/transport/tls, /core/transport/cors and /core/transport/no-sensitive-uris. The proxy: `tests/deploy`."""

    @pytest.mark.parametrize("path", METHODS)
    def test_a_browser_that_asks_whether_it_may_is_told_so(self, served: Served, path: str) -> None:
        asking: dict[str, Any] = {
            "Access_Control_Request_Method": "GET",
            "Access_Control_Request_Headers": "content-type",
        }
        answer = served.ask(path, method="OPTIONS", Origin="https://app.example", Accept="text/html", **asking)
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
        assert METHODS[path] <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))
        allowed = set(answer.headers["Access-Control-Allow-Headers"].lower().split(", "))
        assert {"content-type", "accept", "accept-language", "if-none-match", "idempotency-key"} <= allowed
        assert int(answer.headers["Access-Control-Max-Age"]) > 0

    @pytest.mark.parametrize("path", [ARTICLE, "/v1/nothing", "/docs"])
    def test_what_came_without_tls_is_sent_to_tls(self, served: Served, path: str) -> None:
        answer = served.ask(path, X_Forwarded_Proto="http")
        assert (answer.status, answer.headers["Location"]) == (301, f"https://api.example.nl{path}")

    def test_answers_are_never_taken_from_an_address(self, served: Served) -> None:
        assert served.ask(f"{ASSESSMENTS}?answers=chest-pain").status == 405
        refused = assess(served, BODY, f"{ASSESSMENTS}?answers=chest-pain")
        assert (refused.status, refused.json()["type"]) == (400, "urn:rugpijn:problem:invalid-query")
        assert "chest-pain" not in refused.body.decode()


class TestContentTypes:
    """Validate content types: 406 and 415."""

    @pytest.mark.parametrize("path", GET)
    def test_every_answer_has_the_type_of_its_bytes(self, served: Served, path: str) -> None:
        expected = "application/yaml" if path.endswith(".yaml") else "application/json"
        assert served.ask(path).headers.get_all("Content-Type") == [expected]

    @pytest.mark.parametrize("path", GET)
    def test_who_wants_another_type_is_told_that_there_is_none(self, served: Served, path: str) -> None:
        answer = served.ask(path, Accept="text/html;q=0.9, application/xml")
        assert (answer.status, answer.headers["Content-Type"]) == (406, "application/problem+json")

    @pytest.mark.parametrize("path", POST)
    @pytest.mark.parametrize("sent", ["", "text/plain", "application/x-www-form-urlencoded", "application/xml", "json"])
    def test_another_type_is_not_read(self, served: Served, path: str, sent: str) -> None:
        answer = assess(served, BODY, path, Content_Type=sent)
        assert (answer.status, answer.headers["Accept"]) == (415, "application/json")

    def test_who_cannot_read_the_answer_is_told_before_it_is_made(self, served: Served) -> None:
        assert assess(served, EMERGENCY, Accept="text/html").status == 406
