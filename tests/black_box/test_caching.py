"""Validators, conditions and how long an answer may be kept: RFC 9110 sections 8 and 13, RFC 9111, over the line."""

import gzip
import hashlib
from base64 import urlsafe_b64encode
from typing import Any

import brotli
import pytest

from tests.rugpijn.serving import Answer, Served

from .cases import ARTICLE, ASSESSMENTS, BODY, GET, TWO_LANGUAGES

CODINGS = ["identity", "gzip", "br"]
KEPT = ("Cache-Control", "ETag", "Vary")  # what RFC 9110, 15.4.5 wants of a 304, with the Date
OTHER = '"other"'


def etag_of(body: bytes) -> str:
    return f'"{urlsafe_b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")}"'


def held(served: Served, path: str = ARTICLE, **headers: Any) -> str:
    etag: str = served.ask(path, **headers).headers["ETag"]
    return etag


class TestETag:
    @pytest.mark.parametrize("coding", CODINGS)
    @pytest.mark.parametrize("path", GET)
    def test_it_is_the_digest_of_exactly_the_bytes_that_came(self, served: Served, path: str, coding: str) -> None:
        answer = served.ask(path, Accept_Encoding=coding)
        assert answer.headers.get_all("ETag") == [etag_of(answer.body)]

    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("coding", CODINGS)
    def test_also_in_another_language(self, served: Served, language: str, coding: str) -> None:
        answer = served.ask(f"{TWO_LANGUAGES}?language={language}", Accept_Encoding=coding)
        assert answer.headers["Content-Language"] == language
        assert answer.headers["ETag"] == etag_of(answer.body)

    def test_each_language_and_each_coding_has_another(self, served: Served) -> None:
        etags = {
            held(served, f"{TWO_LANGUAGES}?language={language}", Accept_Encoding=coding)
            for language in ("nl", "en")
            for coding in CODINGS
        }
        assert len(etags) == 6

    def test_what_is_in_a_coding_is_the_same_content(self, served: Served) -> None:
        plain, zipped, packed = (served.ask(ARTICLE, Accept_Encoding=coding) for coding in CODINGS)
        assert gzip.decompress(zipped.body) == brotli.decompress(packed.body) == plain.body
        assert len(packed.body) < len(zipped.body) < len(plain.body) / 3
        assert [answer.headers["Content-Encoding"] for answer in (plain, zipped, packed)] == [None, "gzip", "br"]

    def test_what_is_about_somebody_has_none(self, served: Served) -> None:
        answer = served.ask(ASSESSMENTS, method="POST", body=BODY, Content_Type="application/json")
        assert (answer.status, answer.headers["ETag"], answer.headers["Cache-Control"]) == (200, None, "no-store")


class TestIfNoneMatch:
    @pytest.mark.parametrize("coding", CODINGS)
    @pytest.mark.parametrize("path", GET)
    def test_what_is_held_is_not_sent_again(self, served: Served, path: str, coding: str) -> None:
        whole = served.ask(path, Accept_Encoding=coding)
        answer = served.ask(path, Accept_Encoding=coding, If_None_Match=whole.headers["ETag"])
        assert (answer.status, answer.body) == (304, b"")
        assert [answer.headers[name] for name in KEPT] == [whole.headers[name] for name in KEPT]
        assert all(answer.headers[name] for name in (*KEPT, "Date"))

    @pytest.mark.parametrize(
        "form",
        ["{0}", "W/{0}", '"a", {0}', '{0}, "a"', '"a",W/{0},"b"', '"a,b", {0}', ", {0} ,,", "*", " * ", "rubbish, {0}"],
    )
    def test_in_every_form_of_the_header(self, served: Served, form: str) -> None:
        answer = served.ask(ARTICLE, If_None_Match=form.format(held(served)))
        assert (answer.status, answer.body) == (304, b"")

    @pytest.mark.parametrize("form", [OTHER, "W/" + OTHER, '"*"', "rubbish", '"', "", "W/", '"a" "b"', '"é"'])
    def test_what_is_not_held_is_sent(self, served: Served, form: str) -> None:
        assert served.ask(ARTICLE, If_None_Match=form).status == 200

    def test_without_its_quotes_it_is_another(self, served: Served) -> None:
        assert served.ask(ARTICLE, If_None_Match=held(served).strip('"')).status == 200

    @pytest.mark.parametrize(("holding", "wanting"), [("br", "gzip"), ("gzip", "identity"), ("identity", "br")])
    def test_another_coding_is_sent(self, served: Served, holding: str, wanting: str) -> None:
        etag = held(served, Accept_Encoding=holding)
        assert served.ask(ARTICLE, Accept_Encoding=wanting, If_None_Match=etag).status == 200

    def test_another_language_is_sent(self, served: Served) -> None:
        dutch = held(served, TWO_LANGUAGES, Accept_Language="nl")
        assert served.ask(TWO_LANGUAGES, Accept_Language="en", If_None_Match=dutch).status == 200
        assert served.ask(TWO_LANGUAGES, Accept_Language="nl", If_None_Match=dutch).status == 304

    def test_what_does_not_exist_is_not_unchanged(self, served: Served) -> None:
        assert served.ask("/v1/topics/heup", If_None_Match="*").status == 404

    def test_an_assessment_is_always_made(self, served: Served) -> None:
        headers = {"Content_Type": "application/json", "If_None_Match": OTHER}
        assert served.ask(ASSESSMENTS, method="POST", body=BODY, **headers).status == 200


class TestIfMatch:
    @pytest.mark.parametrize("form", ["{0}", "*", '"a", {0}'])
    def test_what_was_meant_is_sent(self, served: Served, form: str) -> None:
        assert served.ask(ARTICLE, If_Match=form.format(held(served))).status == 200

    @pytest.mark.parametrize("form", [OTHER, "W/{0}", "rubbish"])
    def test_what_was_not_meant_is_a_problem(self, served: Served, form: str) -> None:
        answer = served.ask(ARTICLE, If_Match=form.format(held(served)))
        assert (answer.status, answer.json()["type"]) == (412, "urn:rugpijn:problem:precondition-failed")

    def test_it_goes_before_if_none_match(self, served: Served) -> None:
        assert served.ask(ARTICLE, If_Match=OTHER, If_None_Match=held(served)).status == 412
        assert served.ask(ARTICLE, If_Match=held(served), If_None_Match=held(served)).status == 304


class TestOtherConditions:
    """Nothing says when it was changed or comes in pieces, so these ask for nothing (RFC 9110, 13.1.3 and 14.2)."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("If_Modified_Since", "Fri, 01 Jan 2100 00:00:00 GMT"),
            ("If_Unmodified_Since", "Fri, 01 Jan 1999 00:00:00 GMT"),
            ("If_Modified_Since", "gisteren"),
            ("Range", "bytes=0-9"),
            ("Range", "bytes=9-0"),
            ("If_Range", OTHER),
        ],
    )
    def test_the_whole_is_sent(self, served: Served, name: str, value: str) -> None:
        condition: dict[str, Any] = {name: value}
        answer = served.ask(ARTICLE, **condition)
        assert (answer.status, answer.headers["Last-Modified"]) == (200, None)
        assert len(answer.body) == int(answer.headers["Content-Length"])


def without_the_moment(answer: Answer) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items() if name.lower() not in MOMENTARY}


MOMENTARY = {"date", "x-request-id"}


class TestHead:
    @pytest.mark.parametrize("coding", CODINGS)
    @pytest.mark.parametrize("path", [*GET, "/docs", "/healthz", "/v1/topics/heup", "/v1/nothing", f"{ARTICLE}?x=1"])
    def test_it_says_what_get_says_and_sends_nothing(self, served: Served, path: str, coding: str) -> None:
        get, head = (served.ask(path, method=method, Accept_Encoding=coding) for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (get.status, b"")
        assert without_the_moment(head) == without_the_moment(get)
        assert head.headers["Content-Length"] == str(len(get.body))

    def test_it_is_not_modified_either(self, served: Served) -> None:
        assert served.ask(ARTICLE, method="HEAD", If_None_Match=held(served)).status == 304
        assert served.ask(ARTICLE, method="HEAD", If_Match=OTHER).status == 412


@pytest.mark.parametrize("path", GET)
def test_public_content_is_kept_for_a_minute_and_no_longer(served: Served, path: str) -> None:
    headers = served.ask(path).headers
    assert headers.get_all("Cache-Control") == ["public, max-age=60"]
    assert [name for name in ("Expires", "Pragma", "Age") if name in headers] == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/"])
def test_what_is_of_this_moment_is_not_kept(served: Served, path: str) -> None:
    assert served.ask(path).headers["Cache-Control"] == "no-store"
