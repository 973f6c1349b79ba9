"""What is declared is what is sent: real answers of every endpoint against the contract, with nothing undeclared."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from jsonschema import Draft4Validator
from jsonschema.exceptions import ValidationError

from content import loading
from content.models import Release, Topic
from rugpijn.http.schema import contract
from tests.content.api.v1.test_conventions import HISTORY, PATHS
from tests.openapi.declared import validator as of_schema

Publish = Callable[[Topic], Release]
TEMPLATES = {
    "/sections/what-is-it": "/sections/{section}",
    "/advice/rest": "/advice/{advice}",
    "/glossary/meniscus": "/glossary/{term}",
    "/releases/1": "/releases/{number}",
}


def validator(path: str, status: int = 200, media_type: str = "application/json") -> Draft4Validator:
    return of_schema(contract()["paths"][path]["get"]["responses"][str(status)]["content"][media_type]["schema"])


def declared_path(path: str) -> str:
    return f"/topics/{{topic}}{TEMPLATES.get(path, path)}"


def test_every_content_endpoint_is_looked_at() -> None:
    """An endpoint that is added and not listed here would never be held against its serializer."""
    operations = {
        path
        for path, operation in contract()["paths"].items()
        if {"Content", "Releases"} & set(operation.get("get", {}).get("tags", ()))
    }
    assert operations == {"/topics", *(declared_path(path) for path in [*PATHS, *HISTORY])}


def test_the_list_of_topics_is_as_declared(published: Release, client: Client) -> None:
    validator("/topics").validate(client.get("/v1/topics").json())


@pytest.mark.parametrize("path", [*PATHS, *HISTORY])
@pytest.mark.parametrize("which", ["published", "translated", "withdrawn"])
def test_an_answer_is_as_declared(request: pytest.FixtureRequest, client: Client, path: str, which: str) -> None:
    request.getfixturevalue(which)
    validator(declared_path(path)).validate(client.get(f"/v1/topics/knie{path}").json())


@pytest.fixture
def shipped(publish: Publish) -> Release:
    return publish(loading.load(settings.LIBRARY_DIR / "rugpijn").topic)


def test_the_shipped_content_is_as_declared(shipped: Release, client: Client) -> None:
    """Every kind of record that people wrote, with what it has and what it leaves out."""
    whole = client.get("/v1/topics/rugpijn").json()
    validator(declared_path("")).validate(whole)
    for section in whole["sections"]:
        found = client.get(f"/v1/topics/rugpijn/sections/{section['slug']}").json()
        validator(declared_path("/sections/what-is-it")).validate(found)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/advice/nergens", 404), ("?release=9", 404), ("?release=1", 410), ("?x=1", 400)],
)
def test_a_problem_is_as_declared(withdrawn: Release, client: Client, path: str, status: int) -> None:
    response = client.get(f"/v1/topics/knie{path}")
    assert response.status_code == status
    declared = declared_path("/advice/rest" if path.startswith("/advice") else "")
    validator(declared, status, "application/problem+json").validate(response.json())


@pytest.mark.parametrize("path", [*PATHS, *HISTORY])
def test_what_is_required_may_not_be_missing(published: Release, client: Client, path: str) -> None:
    """The test of the test: every field at the top of an answer is declared as always there."""
    answer = client.get(f"/v1/topics/knie{path}").json()
    for name in answer:
        with pytest.raises(ValidationError):
            validator(declared_path(path)).validate({key: value for key, value in answer.items() if key != name})


@pytest.mark.parametrize("path", [*PATHS, *HISTORY])
def test_what_is_not_declared_may_not_be_sent(published: Release, client: Client, path: str) -> None:
    answer = client.get(f"/v1/topics/knie{path}").json()
    with pytest.raises(ValidationError):
        validator(declared_path(path)).validate({**answer, "more": 1})


@pytest.mark.parametrize("path", [*PATHS, *HISTORY])
def test_every_parameter_of_a_path_and_query_is_declared(path: str) -> None:
    operation = contract()["paths"][declared_path(path)]["get"]
    own = {one["name"] for one in operation["parameters"] if "$ref" not in one}
    shared = {one["$ref"].rpartition("/")[2] for one in operation["parameters"] if "$ref" in one}
    assert own == set(re.findall(r"{(\w+)}", declared_path(path)))
    assert ("release" in shared) == (path in PATHS)
