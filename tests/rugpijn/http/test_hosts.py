import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from .asking import problem


@pytest.fixture(autouse=True)
def ours(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["api.example.nl"]


@pytest.mark.parametrize("host", ["api.example.nl", "api.example.nl:8443", "API.example.nl"])
def test_our_own_name_is_answered(client: Client, host: str) -> None:
    assert client.get("/v1/topics/rugpijn", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "api.example.nl.evil.example", "127.0.0.1", "", "a b", "api.example.nl,evil.example"],
)
@pytest.mark.parametrize("path", ["/v1/topics/rugpijn", "/v1/nowhere", "/docs"])
def test_another_name_is_a_problem(client: Client, path: str, host: str) -> None:
    body = problem(client.get(path, headers={"host": host}), "invalid-request", 400)
    assert "Host" in body["detail"]


def test_another_name_is_a_problem_with_all_that_an_answer_has(client: Client) -> None:
    response = client.get("/v1/topics/rugpijn", headers={"host": "evil.example", "accept-language": "en"})
    assert response["API-Version"] == "1.0.0"
    assert problem(response, "invalid-request", 400)["detail"].startswith("This server does not know the name")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_ask_by_address(client: Client, path: str) -> None:
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200
