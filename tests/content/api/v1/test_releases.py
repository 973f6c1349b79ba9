"""GET /v1/topics/{topic}/releases and /releases/{number}"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content import publishing, releases
from content.models import Advice, Release, Topic
from tests.conftest import person
from tests.content.api.v1.conftest import Get

Publish = Callable[[Topic], Release]


def status_by_number(get: Get) -> dict[int, str]:
    return {release["number"]: release["status"] for release in get("/knie/releases")["releases"]}


def test_a_release(published: Release, get: Get) -> None:
    moment = f"{published.publications.get().effective_at:%Y-%m-%dT%H:%M:%SZ}"
    assert get("/knie/releases") == {
        "topic": "knie",
        "releases": [
            {
                "number": 1,
                "digest": published.digest,
                "status": "live",
                "why": "voor de test",
                "approvedAt": f"{published.approved_at:%Y-%m-%dT%H:%M:%SZ}",
                "publishedAt": moment,
                "withdrawnAt": None,
                "withdrawnWhy": None,
                "intendedUse": "demonstration",
                "clinicalReview": "none",
                "reviews": [],
                "demo": False,
            }
        ],
    }


def test_one_release_is_the_one_in_the_list(superseded: Release, get: Get) -> None:
    listed = get("/knie/releases")["releases"]
    assert [get(f"/knie/releases/{number}")["release"] for number in (2, 1)] == listed


def test_the_newest_comes_first_and_the_others_are_superseded(superseded: Release, get: Get) -> None:
    assert list(status_by_number(get).items()) == [(2, "live"), (1, "superseded")]


@pytest.mark.parametrize(("recall", "status"), [(False, "withdrawn"), (True, "recalled")])
def test_a_withdrawn_release_stays_in_the_history(superseded: Release, get: Get, recall: bool, status: str) -> None:
    publishing.withdraw(release=superseded, by=person("wim", "reviewer"), why="klopt niet", recall=recall)
    releases.forget()
    assert status_by_number(get) == {2: "live", 1: status}
    assert get("/knie/releases/1")["release"]["status"] == status


def test_the_history_stays_when_every_release_is_withdrawn(published: Release, get: Get) -> None:
    publishing.withdraw(release=published, by=person("wim", "reviewer"), why="klopt niet", recall=True)
    releases.forget()
    assert status_by_number(get) == {1: "recalled"}


def test_a_planned_release_is_not_told_yet(superseded: Release, editor: object, get: Get, client: Client) -> None:
    plan(superseded.topic)
    assert list(status_by_number(get)) == [2, 1]
    assert client.get("/v1/topics/knie/releases/3").status_code == 404


def plan(topic: Topic) -> None:
    Advice.objects.update(title={"nl": "Straks"})
    submission = publishing.submit(topic=topic, by=person("evert", "editor"), note="straks")
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.approve(submission=submission, by=person("rosa", "reviewer"), why="straks", publish_at=tomorrow)
    releases.forget()


@pytest.mark.parametrize("path", ["", "/sections", "/releases", "/releases/1"])
def test_a_topic_with_only_a_plan_is_unknown(knee: Topic, client: Client, path: str) -> None:
    plan(knee)
    assert client.get(f"/v1/topics/knie{path}").status_code == 404


def test_nobodys_account_is_told(published: Release, client: Client) -> None:
    said = client.get("/v1/topics/knie/releases").content.decode()
    assert "eva" not in said
    assert "ruud" not in said


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_an_unknown_release_is_a_problem(published: Release, client: Client, number: str) -> None:
    response = client.get(f"/v1/topics/knie/releases/{number}")
    assert response.status_code == 404
    assert response.json()["errors"][0]["parameter"] == "number"
    assert response["Link"] == '</v1/topics/knie/releases>; rel="collection"'


@pytest.mark.parametrize("number", ["x", "-1", "1.0", "latest"])
def test_what_is_no_number_is_no_address(published: Release, client: Client, number: str) -> None:
    assert client.get(f"/v1/topics/knie/releases/{number}").status_code == 404
