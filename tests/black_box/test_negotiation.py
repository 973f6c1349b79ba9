"""Which language, coding and type an answer is in: RFC 9110 section 12, over the line."""

from typing import Any

import pytest

from tests.rugpijn.serving import Answer, Served

from .cases import ARTICLE, CONTENT, GET, TWO_LANGUAGES
from .wire import speak


def language_of(answer: Answer) -> str:
    """The language that the answer says it is in, after a look at its words."""
    assert answer.status == 200, answer.body
    english = "(en)" in answer.body.decode()
    assert english == (answer.headers["Content-Language"] == "en")
    return str(answer.headers["Content-Language"])


class TestLanguage:
    """`?language`, else Accept-Language, else Dutch."""

    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            (None, "nl"),
            ("", "nl"),
            ("en", "en"),
            ("EN-gb", "en"),
            ("nl-NL, nl;q=0.9, en;q=0.8", "nl"),
            ("en;q=0.8, nl;q=0.7", "en"),
            ("nl;q=0.7, en;q=0.8", "en"),
            ("fr, de;q=0.9", "nl"),
            ("fr, en;q=0.001", "en"),
            ("*", "nl"),
            ("nl;q=0, *", "en"),
            ("en;q=0", "nl"),
            ("en;q=0.5, *;q=0.9", "nl"),
            ("x-klingon, en", "en"),
            ("en;q=2", "nl"),
            ("en;q=", "nl"),
            (";;;,,,q", "nl"),
            ("en," * 1000, "nl"),
        ],
    )
    def test_accept_language(self, served: Served, accept: str | None, expected: str) -> None:
        headers: dict[str, Any] = {} if accept is None else {"Accept_Language": accept}
        assert language_of(served.ask(TWO_LANGUAGES, **headers)) == expected

    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("accept", ["nl", "en", "*"])
    def test_the_query_goes_before_the_header(self, served: Served, language: str, accept: str) -> None:
        assert language_of(served.ask(f"{TWO_LANGUAGES}?language={language}", Accept_Language=accept)) == language

    @pytest.mark.parametrize("given", ["de", "EN", "en-GB", "", "nl,en", "%00", "nl&language=nl"])
    def test_another_language_in_the_query_is_a_problem_that_names_the_choices(
        self, served: Served, given: str
    ) -> None:
        answer = served.ask(f"{TWO_LANGUAGES}?language={given}")
        (error,) = answer.json()["errors"]
        assert (answer.status, error["parameter"]) == (400, "language")
        assert "nl of en" in error["detail"]

    @pytest.mark.parametrize("path", CONTENT)
    def test_what_is_not_there_in_english_is_dutch_and_says_so(self, served: Served, path: str) -> None:
        asked, plain = served.ask(f"{path}?language=en"), served.ask(path)
        if path != "/v1/topics":
            assert (asked.headers["Content-Language"], asked.body) == ("nl", plain.body)

    def test_two_lines_of_a_header_are_one_list(self, served: Served) -> None:
        lines = b"Accept-Language: nl;q=0.1\r\nAccept-Language: en\r\n"
        assert language_of(speak(served, b"GET /v1/topics/knie HTTP/1.1", lines)) == "en"


class TestCoding:
    """gzip and brotli for what anybody may read, by the client's weights."""

    @pytest.mark.parametrize("path", GET)
    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            (None, None),
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("gzip;q=1, br;q=0.5", "gzip"),
            ("identity", None),
            ("br;q=0, gzip;q=0", None),
            ("zstd", None),
            ("identity;q=0, gzip;q=0.1", "gzip"),
            ("*;q=0, br", "br"),
            ("rubbish;;;=", None),
        ],
    )
    def test_accept_encoding(self, served: Served, path: str, accept: str | None, expected: str | None) -> None:
        headers: dict[str, Any] = {} if accept is None else {"Accept_Encoding": accept}
        answer = served.ask(path, **headers)
        small = (
            len(served.ask(path).body) < 1024 and "identity;q=0" not in (accept or "") and "*;q=0" not in (accept or "")
        )
        assert answer.headers["Content-Encoding"] == (None if small else expected)
        assert "Accept-Encoding" in answer.headers["Vary"]

    @pytest.mark.parametrize("accept", ["*;q=0", "identity;q=0", "identity;q=0, zstd, br;q=0, gzip;q=0"])
    def test_who_refuses_all_of_them_is_told_what_there_is(self, served: Served, accept: str) -> None:
        answer = served.ask(ARTICLE, Accept_Encoding=accept)
        assert (answer.status, answer.headers["Content-Encoding"]) == (406, None)
        assert "gzip" in answer.json()["detail"]

    def test_two_lines_of_a_header_are_one_list(self, served: Served) -> None:
        lines = b"Accept-Encoding: br;q=0.1\r\nAccept-Encoding: gzip\r\n"
        assert speak(served, b"GET /v1/topics/rugpijn HTTP/1.1", lines).headers["Content-Encoding"] == "gzip"


class TestType:
    @pytest.mark.parametrize(
        ("accept", "status"),
        [
            ("application/json", 200),
            ("application/*", 200),
            ("*/*", 200),
            ("", 200),
            ("text/html, application/json;q=0.1", 200),
            ("APPLICATION/JSON;charset=UTF-8", 200),
            ("*/*;q=0, application/json", 200),
            ("text/html", 406),
            ("application/json;q=0", 406),
            ("application/json;q=0, */*", 406),
            ("application/problem+json", 406),
            ("rubbish", 406),
        ],
    )
    def test_accept(self, served: Served, accept: str, status: int) -> None:
        answer = served.ask(ARTICLE, Accept=accept)
        assert answer.status == status
        assert answer.headers["Content-Type"] == ("application/json" if status == 200 else "application/problem+json")

    @pytest.mark.parametrize(("accept", "status"), [("application/yaml", 200), ("*/*", 200), ("application/json", 406)])
    def test_the_contract_in_yaml_is_yaml(self, served: Served, accept: str, status: int) -> None:
        assert served.ask("/v1/openapi.yaml", Accept=accept).status == status

    def test_no_preference_of_a_client_is_refused_twice(self, served: Served) -> None:
        """A browser's own headers, as they are."""
        headers: dict[str, Any] = {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "Accept_Language": "nl,en-US;q=0.7,en;q=0.3",
            "Accept_Encoding": "gzip, deflate, br, zstd",
        }
        answer = served.ask(ARTICLE, **headers)
        assert (answer.status, answer.headers["Content-Encoding"], answer.headers["Content-Language"]) == (
            200,
            "br",
            "nl",
        )
