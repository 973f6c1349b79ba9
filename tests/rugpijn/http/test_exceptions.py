import logging

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from rest_framework.exceptions import APIException

from rugpijn.http.exceptions import problem_of

from .asking import codes, problem

EXPECTED = {
    "problem": ("invalid-answers", 400),
    "not-found": ("not-found", 404),
    "forbidden": ("forbidden", 403),
    "drf-forbidden": ("forbidden", 403),
    "too-big": ("payload-too-large", 413),
    "suspicious": ("invalid-request", 400),
    "parse": ("invalid-json", 400),
    "unauthorized": ("unauthorized", 401),
    "throttled": ("too-many-requests", 429),
    "teapot": ("internal-error", 500),
    "database": ("not-ready", 503),
    "bug": ("internal-error", 500),
}
OURS = ("/v1/failures", "/pages")


@pytest.mark.parametrize("prefix", OURS)
@pytest.mark.parametrize(("failure", "expected"), EXPECTED.items())
def test_every_exception_becomes_a_problem(
    client: Client, prefix: str, failure: str, expected: tuple[str, int]
) -> None:
    response = client.get(f"{prefix}/{failure}")
    problem(response, *expected)
    assert b"secret" not in response.content


def test_problem_is_told_in_the_asked_language(client: Client) -> None:
    response = client.get("/v1/failures/not-found?language=en")
    assert problem(response, "not-found", 404)["title"] == "No such address"
    assert response["Content-Language"] == "en"


def test_unknown_address_is_told_in_the_accepted_language(client: Client) -> None:
    response = client.get("/v1/nowhere", headers={"accept-language": "en"})
    assert problem(response, "not-found", 404)["title"] == "No such address"
    assert "Accept-Language" in response["Vary"]


def test_wrong_language_is_named(client: Client) -> None:
    body = problem(client.get("/v1/topics/rugpijn?language=de"), "invalid-query", 400)
    assert codes(body) == {"language": "invalid-choice"}


def test_database_that_is_down_says_when_to_come_back(client: Client) -> None:
    assert int(client.get("/v1/failures/database")["Retry-After"]) > 0


def test_database_message_stays_out_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/v1/failures/database")
    assert "OperationalError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_database_errors_are_not_ready(error: Exception) -> None:
    found = problem_of(error)
    assert found
    assert found.kind.slug == "not-ready"


def test_unforeseen_error_reaches_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/v1/failures/bug")
    assert "ZeroDivisionError" in caplog.text


def test_unforeseen_error_is_nobodys_problem() -> None:
    assert problem_of(ZeroDivisionError()) is None


def test_error_with_a_known_status_is_of_that_kind() -> None:
    error = APIException()
    error.status_code = 409
    found = problem_of(error)
    assert found
    assert found.kind.slug == "conflict"


def test_method_that_is_not_allowed_is_told_which_are(client: Client) -> None:
    response = client.delete("/v1/topics/rugpijn")
    problem(response, "method-not-allowed", 405)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_not_signed_in_is_told_how(client: Client) -> None:
    assert client.get("/v1/failures/unauthorized")["WWW-Authenticate"] == "Bearer"


def test_throttled_waits_whole_seconds(client: Client) -> None:
    assert client.get("/v1/failures/throttled")["Retry-After"] == "3"


@pytest.mark.parametrize("path", ["/v1/topics/rugpijn/", "/v1/openapi.json/", "/v1/echoes/"])
def test_trailing_slash_is_not_redirected(client: Client, path: str) -> None:
    problem(client.get(path), "not-found", 404)


@pytest.mark.parametrize(
    ("failure", "status"), [("not-found", 404), ("forbidden", 403), ("suspicious", 400), ("bug", 500)]
)
def test_admin_keeps_its_own_pages(client: Client, failure: str, status: int) -> None:
    response = client.get(f"/admin/{failure}")
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/html")


def test_address_that_only_begins_like_admin_is_ours(client: Client) -> None:
    problem(client.get("/administratie"), "not-found", 404)
