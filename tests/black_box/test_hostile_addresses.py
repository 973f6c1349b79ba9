"""Paths and queries that people and programs try. Each is a 4xx problem, or an answer that was really meant."""

import pytest

from tests.rugpijn.serving import Served

from .cases import ARTICLE
from .conftest import SECRET
from .wire import speak

NOT_FOUND = {
    "NUL": f"/v1/topics/{SECRET}%00",
    "no UTF-8": f"/v1/topics/{SECRET}%FF%FE",
    "overlong UTF-8": f"/v1/topics/{SECRET}%C0%AF",
    "half a character": f"/v1/topics/{SECRET}%ED%A0%80",
    "a percent sign and no number": f"/v1/topics/{SECRET}%zz%",
    "another alphabet": f"/v1/topics/{SECRET}%D0%BA%D0%BE%D0%BB%D0%B5%D0%BD%D0%BE",
    "turned around": f"/v1/topics/%E2%80%AE{SECRET}",
    "a line break": f"/v1/topics/{SECRET}%0D%0AX-Evil:%20yes",
    "encoded twice": f"/v1/topics/rugpijn%252Fsections%252F{SECRET}",
    "dots": f"/v1/topics/../{SECRET}",
    "encoded dots": f"/v1/topics/%2e%2e/%2e%2e/{SECRET}",
    "out of the folder": f"/static/../../{SECRET}",
    "out of the folder, encoded": f"/static/%2e%2e%2f%2e%2e%2f{SECRET}",
    "out of the folder, by backslash": f"/static/..%5c..%5c{SECRET}",
    "one dot": f"/v1/./topics/{SECRET}",
    "two slashes": f"/v1//topics/{SECRET}",
    "two slashes first": f"//v1/topics/{SECRET}",
    "a matrix parameter": f"{ARTICLE};{SECRET}=1",
    "a file extension": f"/v1/topics/{SECRET}.json",
    "a tilde": f"/v1/topics/{SECRET}~",
    "twenty digits": f"{ARTICLE}/releases/99999999999999999999",
    "five thousand digits": f"{ARTICLE}/releases/{'9' * 5000}",
    "a negative number": f"{ARTICLE}/releases/-1",
    "no whole number": f"{ARTICLE}/releases/1.0",
    "digits of another alphabet": f"{ARTICLE}/releases/%D9%A1",
    "zero": f"{ARTICLE}/releases/0",
    "very long": f"/v1/topics/{SECRET}{'a' * 30_000}",
    "very deep": f"/v1{f'/{SECRET}' * 2000}",
    "SQL": f"/v1/topics/{SECRET}'%20OR%201=1--",
    "a template": "/v1/topics/%7B%7B7*7%7D%7D",
    "a script": f"/v1/topics/%3Cscript%3E{SECRET}",
    "somebody else's admin": f"/wp-admin/{SECRET}.php",
    "what lies in the folder": "/.env",
    "what lies beside the static files": "/static/rugpijn/../../../settings.py",
}
INVALID = {
    "unknown": f"{SECRET}=1",
    "twice": "release=1&release=2",
    "twice the same": "language=nl&language=nl",
    "no name": f"={SECRET}",
    "no name and no value": "=",
    "a bare word": SECRET,
    "NUL in a name": f"{SECRET}%00=1",
    "NUL in a value": f"release=%00{SECRET}",
    "a list": f"release[]={SECRET}",
    "an object": f"release[{SECRET}]=1",
    "a semicolon for an ampersand": f"release=1;{SECRET}=1",
    "two question marks": "?release=1",
    "encoded twice": f"release=%2531{SECRET}",
    "a plus": "release=+1",
    "a space behind": "release=1%20",
    "twenty digits": "release=30073864569357360466755584",
    "five thousand digits": f"release={'9' * 5000}",
    "negative": "release=-1",
    "hexadecimal": "release=0x1",
    "an exponent": "release=1e0",
    "no number at all": "release=NaN",
    "digits of another alphabet": "release=%D9%A1",
    "no UTF-8": f"release=%FF{SECRET}",
    "half a character": f"language=%ED%A0%80{SECRET}",
    "overlong UTF-8": f"language=%C0%AE{SECRET}",
    "very long": f"release={SECRET * 2000}",
    "a name that is very long": f"{SECRET * 2000}=1",
    "a thousand names": "&".join(f"{SECRET}{number}=1" for number in range(900)),
    "more names than are read": f"{SECRET}=1&" * 2000,
    "SQL": f"release=1'%20OR%20'{SECRET}",
}


@pytest.mark.parametrize("path", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_a_hostile_path_is_not_found(hostile: Served, path: str) -> None:
    answer = hostile.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.headers["X-Evil"] is None
    assert answer.headers["Location"] is None
    assert len(answer.body) < 2000


@pytest.mark.parametrize("query", INVALID.values(), ids=INVALID.keys())
@pytest.mark.parametrize("path", [ARTICLE, f"{ARTICLE}/triage"])
def test_a_hostile_query_is_refused(hostile: Served, path: str, query: str) -> None:
    answer = hostile.ask(f"{path}?{query}")
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert len(answer.body) < 20_000


@pytest.mark.parametrize("query", ["", "&", "&&", "release=1&", "release=%31", "rele%61se=1", "language=nl&release=1"])
def test_a_query_that_says_nothing_strange_is_answered(served: Served, query: str) -> None:
    assert served.ask(f"{ARTICLE}?{query}").status == 200


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"http://api.example.nl/v1/topics", 200),
        (b"/v1/%74opics", 200),
        (b"v1/topics", 400),
        (b"*", 404),
        (b"api.example.nl:443", 404),
        (b"/v1/t\xc3\xa9", 404),
        (b"/v1/t\xff", 400),
        (b"/v1/{topics}", 404),
        (b'/v1/"<>\\^`|', 400),
    ],
)
def test_a_target_in_another_form(hostile: Served, target: bytes, status: int) -> None:
    assert speak(hostile, b"GET " + target + b" HTTP/1.1").status == status
