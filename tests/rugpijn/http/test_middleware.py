from uuid import UUID

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ANSWERS = {
    "200": ("GET", "/v1/topics/rugpijn", 200),
    "204": ("OPTIONS", "/v1/topics/rugpijn", 204),
    "400": ("GET", "/v1/topics/rugpijn?x=1", 400),
    "404 of a view": ("GET", "/v1/topics/nek", 404),
    "404 of no view": ("GET", "/v1/nowhere", 404),
    "404 of the root": ("GET", "/v1", 404),
    "405": ("DELETE", "/v1/echoes", 405),
    "500": ("GET", "/v1/failures/bug", 500),
    "503": ("GET", "/v1/failures/database", 503),
    "contract": ("GET", "/v1/openapi.json", 200),
}


@pytest.fixture(params=ANSWERS.values(), ids=list(ANSWERS))
def answer(request: pytest.FixtureRequest, client: Client) -> dict[str, str]:
    method, path, status = request.param
    response = client.generic(method, path)
    assert response.status_code == status
    return dict(response.headers)


def test_every_answer_tells_the_version(answer: dict[str, str]) -> None:
    assert answer["API-Version"] == "1.0.0"


def test_every_answer_has_a_number(answer: dict[str, str]) -> None:
    assert UUID(answer["X-Request-Id"]).version == 4


def test_every_answer_is_open_to_web_pages(answer: dict[str, str]) -> None:
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "ETag" in answer["Access-Control-Expose-Headers"]


def test_every_answer_is_safe(answer: dict[str, str]) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors 'none'")


def test_every_answer_says_whether_it_may_be_kept(answer: dict[str, str]) -> None:
    assert answer["Cache-Control"] in ("no-store", "public, max-age=60")


def test_not_modified_tells_the_version_too(client: Client) -> None:
    etag = client.get("/v1/topics/rugpijn")["ETag"]
    response = client.get("/v1/topics/rugpijn", headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response["API-Version"] == "1.0.0"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_number_is_the_instance_of_the_problem(client: Client) -> None:
    response = client.get("/v1/failures/bug")
    assert response.json()["instance"] == f"urn:uuid:{response['X-Request-Id']}"


def test_number_is_never_the_clients(client: Client) -> None:
    own = "11111111-1111-4111-8111-111111111111"
    assert client.get("/healthz", headers={"x-request-id": own})["X-Request-Id"] != own


def test_every_request_has_another_number(client: Client) -> None:
    assert client.get("/healthz")["X-Request-Id"] != client.get("/healthz")["X-Request-Id"]


def test_browser_that_asks_whether_it_may_is_told_how(client: Client) -> None:
    asking = {"origin": "https://app.example", "access-control-request-method": "POST"}
    response = client.options("/v1/echoes", headers=asking)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert {"Content-Type", "Idempotency-Key", "If-None-Match"} <= set(
        response["Access-Control-Allow-Headers"].split(", ")
    )


def test_browser_that_asks_gets_no_complaint_about_the_real_request(client: Client) -> None:
    assert client.options("/v1/echoes?x=1", headers={"accept": "text/html"}).status_code == 204


def test_private_endpoint_is_closed_to_web_pages(client: Client) -> None:
    response = client.get("/v1/private")
    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_private_endpoint_gives_no_leave_beforehand(client: Client) -> None:
    response = client.options("/v1/private", headers={"origin": "https://evil.example"})
    assert "Access-Control-Allow-Methods" not in response
    assert "Access-Control-Allow-Origin" not in response


def test_outside_the_api_nothing_is_open(client: Client) -> None:
    response = client.get("/healthz")
    assert "Access-Control-Allow-Origin" not in response
    assert "API-Version" not in response


def test_admin_keeps_its_own_policy(client: Client) -> None:
    assert "Content-Security-Policy" not in client.get("/admin/bug")


def test_head_tells_the_length_and_sends_nothing(client: Client) -> None:
    whole = client.get("/v1/topics/rugpijn")
    head = client.head("/v1/topics/rugpijn")
    assert head.content == b""
    assert head["Content-Length"] == whole["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_head_of_a_problem_sends_nothing(client: Client) -> None:
    response = client.head("/v1/topics/nek")
    assert (response.status_code, response.content) == (404, b"")
    assert int(response["Content-Length"]) > 0


def test_https_is_not_promised_by_default(client: Client) -> None:
    assert "Strict-Transport-Security" not in client.get("/v1/topics/rugpijn")


def test_https_is_promised_where_the_deployer_did(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    assert client.get("/v1/nowhere")["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
