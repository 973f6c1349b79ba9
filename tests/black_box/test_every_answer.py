"""What every answer has, whatever was asked and whatever came of it."""

import re
from uuid import UUID

import pytest

from tests.rugpijn.serving import Served

from .cases import ALL, BROKEN, CASES, CONTRACT, of_a_stored_one
from .conftest import Asked

SEMVER = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?"
MEMBERS = ["type", "title", "status", "detail", "instance", "errors"]
TECHNOLOGY = re.compile(
    r"django|granian|python|gunicorn|uvicorn|hyper|postgres|psycopg|traceback|\.py\b", re.IGNORECASE
)


def test_it_tells_the_whole_version(asked: Asked) -> None:
    """/core/version-header, /core/semver and, as the path has the first number of it, /core/uri-version."""
    _, answer = asked
    versions = answer.headers.get_all("API-Version")
    assert versions == [CONTRACT["info"]["version"]]
    assert re.fullmatch(SEMVER, versions[0])
    assert versions[0].startswith("1.")


def test_it_has_the_security_headers(asked: Asked) -> None:
    """/core/transport/security-headers. Cache-Control has a test of its own: public content deviates."""
    _, answer = asked
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_any_web_page_may_read_it(asked: Asked) -> None:
    """/core/transport/cors: an open API without log-in, so for all and never with credentials."""
    _, answer = asked
    assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_web_page_may_read_the_headers_that_it_needs(asked: Asked) -> None:
    case, answer = asked
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"API-Version", "ETag", "Content-Language", "Retry-After", "X-Request-Id", "Link"} <= exposed, case


def test_it_tells_nothing_of_what_it_is_made_with(asked: Asked) -> None:
    """/core/hide-implementation."""
    _, answer = asked
    assert answer.headers.get_all("Server") == ["rugpijn"]
    assert [name for name in ("X-Powered-By", "Via", "X-Runtime") if name in answer.headers] == []
    assert not TECHNOLOGY.search(str(answer.headers))
    if answer.status >= 400:
        assert not TECHNOLOGY.search(answer.body.decode())


def test_it_sets_no_cookie(asked: Asked) -> None:
    """/core/stateless."""
    _, answer = asked
    assert "Set-Cookie" not in answer.headers
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_it_says_who_may_keep_it(asked: Asked) -> None:
    """Public content for a minute; everything else not at all."""
    case, answer = asked
    public = case.method in ("GET", "HEAD") and answer.status in (200, 304) and case.before is not of_a_stored_one
    assert answer.headers.get_all("Cache-Control") == ["public, max-age=60" if public else "no-store"]


def test_it_says_what_it_depends_on(asked: Asked) -> None:
    """Whatever has words: another language or coding is another answer at the same address."""
    _, answer = asked
    if answer.body or answer.status == 304:
        assert {"Accept-Language", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


def test_it_has_a_number_of_its_own(asked: Asked) -> None:
    _, answer = asked
    (number,) = answer.headers.get_all("X-Request-Id", [])
    assert UUID(number).version == 4
    if answer.status >= 400 and answer.body:
        assert answer.json()["instance"] == f"urn:uuid:{number}"


def test_an_error_is_a_problem(asked: Asked) -> None:
    """/core/error-handling/problem-details, RFC 9457."""
    case, answer = asked
    if case.kind is None:
        assert answer.status < 400
        return
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] in ("nl", "en")
    if case.method == "HEAD":
        return
    problem = answer.json()
    assert list(problem) == MEMBERS
    assert (problem["status"], problem["type"]) == (case.status, f"urn:rugpijn:problem:{case.kind}")
    assert problem["title"]
    assert problem["detail"]


def test_what_has_no_body_says_nothing_of_one(asked: Asked) -> None:
    _, answer = asked
    if answer.status in (204, 304):
        assert answer.body == b""
        about_it = ("Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding")
        assert [name for name in about_it if name in answer.headers] == []


def test_what_has_a_body_is_as_long_as_it_says(asked: Asked) -> None:
    case, answer = asked
    if answer.status not in (204, 304) and case.method != "HEAD":
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert "Transfer-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/metrics", "/", "/static/rugpijn/docs.css"])
def test_outside_the_api_it_is_as_safe_and_is_not_open(served: Served, path: str) -> None:
    headers = served.ask(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Server"] == "rugpijn"
    assert headers["Strict-Transport-Security"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "API-Version" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_every_status_of_the_contract_is_met() -> None:
    """The test of these tests: a status that is declared and that nothing here asks for would never be looked at."""
    operations = [item[name] for item in CONTRACT["paths"].values() for name in item if name.upper() in ALL]
    declared = {int(status) for operation in operations for status in operation["responses"]}
    by_the_proxy = {429}  # too many answers at once: tests/deploy/test_proxy.py asks for it
    assert declared - by_the_proxy <= {case.status for case in [*CASES.values(), *BROKEN.values()]}
