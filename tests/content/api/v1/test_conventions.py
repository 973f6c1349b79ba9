"""What holds for every endpoint of the content: languages, releases, problems, caches."""

from typing import Any

import pytest
from django.test import Client

from content.models import Release
from rugpijn.http import representation
from rugpijn.http.representation import made
from rugpijn.http.version import API_VERSION

PATHS = [
    "",
    "/sections",
    "/sections/what-is-it",
    "/faqs",
    "/advice",
    "/advice/rest",
    "/alarm-signs",
    "/glossary",
    "/glossary/meniscus",
    "/sources",
]
HISTORY = ["/releases", "/releases/1"]
of_release = pytest.mark.parametrize("path", PATHS)
of_topic = pytest.mark.parametrize("path", [*PATHS, *HISTORY])
every = pytest.mark.parametrize("path", ["/v1/topics", *(f"/v1/topics/knie{path}" for path in [*PATHS, *HISTORY])])


def problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert (found["type"], found["status"]) == (f"urn:rugpijn:problem:{slug}", status)
    assert response["Cache-Control"] == "no-store"
    return found


def parameters(found: dict[str, Any]) -> list[str]:
    return [error["parameter"] for error in found["errors"]]


@of_release
def test_an_answer_says_of_which_release_it_is(published: Release, client: Client, path: str) -> None:
    found = client.get(f"/v1/topics/knie{path}").json()
    assert found["topic"] == "knie"
    assert found["release"] == {"number": 1, "digest": published.digest}
    assert (found["intendedUse"], found["clinicalReview"]) == ("demonstration", "none")


@of_release
def test_an_older_release_is_read_by_number(superseded: Release, client: Client, path: str) -> None:
    assert client.get(f"/v1/topics/knie{path}").json()["release"]["number"] == 2
    assert client.get(f"/v1/topics/knie{path}?release=1").json()["release"]["digest"] == superseded.digest


@of_release
def test_an_unknown_release_is_a_problem(published: Release, client: Client, path: str) -> None:
    found = problem(client.get(f"/v1/topics/knie{path}?release=2"), 404, "unknown-resource")
    assert parameters(found) == ["release"]
    assert "/v1/topics/knie/releases" in found["detail"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.0", "٣", "9" * 30])
def test_a_release_is_a_whole_number(published: Release, client: Client, number: str) -> None:
    found = problem(client.get("/v1/topics/knie", {"release": number}), 400, "invalid-query")
    assert parameters(found) == ["release"]


@of_release
def test_a_withdrawn_release_is_gone(withdrawn: Release, client: Client, path: str) -> None:
    found = problem(client.get(f"/v1/topics/knie{path}?release=1"), 410, "release-withdrawn")
    assert "112" in found["detail"]


@of_release
def test_when_one_is_withdrawn_the_other_is_read(withdrawn: Release, client: Client, path: str) -> None:
    assert client.get(f"/v1/topics/knie{path}").json()["release"]["number"] == 2


@of_topic
def test_an_unknown_topic_is_a_problem(published: Release, client: Client, path: str) -> None:
    response = client.get(f"/v1/topics/heup{path}")
    assert parameters(problem(response, 404, "unknown-resource")) == ["topic"]
    assert response["Link"] == '</v1/topics>; rel="collection"'


@of_topic
@pytest.mark.usefixtures("knee")
def test_a_topic_without_a_release_is_unknown(client: Client, path: str) -> None:
    assert parameters(problem(client.get(f"/v1/topics/knie{path}"), 404, "unknown-resource")) == ["topic"]


@every
def test_an_unknown_query_parameter_is_refused(published: Release, client: Client, path: str) -> None:
    found = problem(client.get(f"{path}?page=2&sort=x"), 400, "invalid-query")
    assert parameters(found) == ["page", "sort"]


@every
def test_one_slash_too_many_is_not_found(published: Release, client: Client, path: str) -> None:
    problem(client.get(f"{path}/"), 404, "not-found")


@every
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_content_is_only_read(published: Release, client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    problem(response, 405, "method-not-allowed")
    assert {"GET", "HEAD", "OPTIONS"} == set(response["Allow"].split(", "))


@every
def test_anybody_may_keep_an_answer_for_a_minute(published: Release, client: Client, path: str) -> None:
    response = client.get(path)
    assert (response["Cache-Control"], response["API-Version"]) == ("public, max-age=60", API_VERSION)
    assert "Accept-Language" in response["Vary"]


@every
def test_what_was_not_changed_is_not_sent_again(published: Release, client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    response = client.get(path, headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert response["API-Version"] == API_VERSION


@of_release
def test_the_etag_is_of_the_release(superseded: Release, client: Client, path: str) -> None:
    one, two = (client.get(f"/v1/topics/knie{path}?release={number}")["ETag"] for number in (1, 2))
    assert one != two


@every
def test_head_says_what_get_would_send(published: Release, client: Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(get.content))
    assert head["ETag"] == get["ETag"]


@of_release
def test_without_asking_it_is_dutch(translated: Release, client: Client, path: str) -> None:
    response = client.get(f"/v1/topics/knie{path}")
    assert response["Content-Language"] == "nl"
    assert "(en)" not in response.content.decode()


@of_release
def test_english_when_asked(translated: Release, client: Client, path: str) -> None:
    asked = client.get(f"/v1/topics/knie{path}?language=en")
    accepted = client.get(f"/v1/topics/knie{path}", headers={"Accept-Language": "en-GB, nl;q=0.5"})
    assert asked["Content-Language"] == accepted["Content-Language"] == "en"
    assert asked.content == accepted.content
    assert "(en)" in asked.content.decode() or path == "/sources"


@of_release
def test_each_language_has_its_own_etag(translated: Release, client: Client, path: str) -> None:
    dutch, english = (client.get(f"/v1/topics/knie{path}?language={language}") for language in ("nl", "en"))
    assert (dutch["ETag"] == english["ETag"]) == (dutch.content == english.content)


@of_release
def test_what_is_not_all_in_english_is_dutch_and_says_so(published: Release, client: Client, path: str) -> None:
    """One term of the topic has English: no answer is half in one language, half in another."""
    response = client.get(f"/v1/topics/knie{path}?language=en")
    assert response["Content-Language"] == "nl"
    assert "cartilage" not in response.content.decode()


@every
def test_an_unknown_language_is_refused(published: Release, client: Client, path: str) -> None:
    assert parameters(problem(client.get(f"{path}?language=de"), 400, "invalid-query")) == ["language"]


@pytest.mark.parametrize(("path", "name"), [("/sections", "section"), ("/advice", "advice"), ("/glossary", "term")])
@pytest.mark.parametrize("slug", ["nergens", "locked-knee", "%00", "a%0Ab", "x" * 500])
def test_an_unknown_slug_is_a_problem(published: Release, client: Client, path: str, name: str, slug: str) -> None:
    response = client.get(f"/v1/topics/knie{path}/{slug}")
    assert parameters(problem(response, 404, "unknown-resource")) == [name]
    assert response["Link"] == f'</v1/topics/knie{path}>; rel="collection"'


def test_a_problem_is_told_in_the_asked_language(published: Release, client: Client) -> None:
    response = client.get("/v1/topics/knie/advice/nothing?language=en")
    assert response["Content-Language"] == "en"
    assert response.json()["detail"].startswith("The advice nothing does not exist")


@pytest.mark.usefixtures("db")
def test_content_needs_no_database_once_it_was_read(
    published: Release, client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/v1/topics/knie")
    with django_assert_num_queries(0):
        client.get("/v1/topics/knie")
        client.get("/v1/topics/knie/sections?release=1")


def test_what_does_not_exist_fills_no_memory(published: Release, client: Client) -> None:
    before = len(made)
    for number in range(5):
        client.get(f"/v1/topics/knie/sections/nergens-{number}")
    assert len(made) == before


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_topic_in_a_coding_is_made_once_per_release(
    published: Release, client: Client, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/v1/topics/knie", headers={"Accept-Encoding": coding})
    assert whole["Content-Encoding"] == coding
    monkeypatch.setattr(representation, "packed", _never)
    held = {"Accept-Encoding": coding, "If-None-Match": whole["ETag"]}
    assert client.get("/v1/topics/knie", headers=held).status_code == 304
    assert client.get("/v1/topics/knie", headers={"Accept-Encoding": coding}).content == whole.content


def _never(*_: object) -> bytes:
    raise AssertionError("This was made before.")
