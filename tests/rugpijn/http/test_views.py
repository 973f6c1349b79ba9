import pytest
from django.test import Client

from .asking import codes, problem


@pytest.mark.parametrize(
    "accept",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/*",
        "*/*",
        "text/html, */*;q=0.1",
        "text/html, image/gif, *; q=.2",
        "APPLICATION/JSON",
        "*/*;q=0, application/json",
        "application/json;q=0, application/json;charset=utf-8",
    ],
)
def test_json_for_who_can_read_it(client: Client, accept: str) -> None:
    response = client.get("/v1/topics/rugpijn", headers={"accept": accept})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "text/*", "application/json;q=0, */*"])
def test_nothing_for_who_cannot(client: Client, accept: str) -> None:
    problem(client.get("/v1/topics/rugpijn", headers={"accept": accept}), "not-acceptable", 406)


def test_declared_query_parameter_passes(client: Client) -> None:
    assert client.get("/v1/topics/rugpijn?release=3&language=en").json() == {"title": "Back pain, one article"}


def test_undeclared_query_parameter_is_refused_by_name(client: Client) -> None:
    assert codes(problem(client.get("/v1/topics/rugpijn?page=2"), "invalid-query", 400)) == {"page": "unknown"}


def test_wrong_method_goes_before_wrong_query(client: Client) -> None:
    problem(client.post("/v1/topics/rugpijn?page=2"), "method-not-allowed", 405)


def test_unknown_resource_goes_before_the_language_of_the_release(client: Client) -> None:
    body = problem(client.get("/v1/topics/nek?language=en"), "unknown-resource", 404)
    assert body["detail"] == "The topic nek does not exist here. The list is at /v1/topics."


def test_options_lists_the_methods(client: Client) -> None:
    assert set(client.options("/v1/topics/rugpijn")["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_answer_does_not_list_them(client: Client) -> None:
    assert "Allow" not in client.get("/v1/topics/rugpijn")


def test_cookie_changes_nothing(client: Client) -> None:
    client.cookies["sessionid"] = "x"
    response = client.get("/v1/topics/rugpijn")
    assert "Cookie" not in response["Vary"]
    assert not response.cookies
