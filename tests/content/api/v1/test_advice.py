"""GET /v1/topics/{topic}/advice and /advice/{advice}"""

from collections.abc import Callable

from content.models import Advice, Release, Topic
from tests.content.api.v1.conftest import Get

REST = {
    "slug": "rest",
    "sources": ["thuisbron"],
    "category": "activity",
    "title": "Neem rust",
    "body": "Doe het een paar dagen rustig aan.\n\n- Loop korte stukken.\n- Stop als de pijn erger wordt.",
    "evidence": "unverified",
}


def test_every_advice(published: Release, get: Get) -> None:
    assert get("/knie/advice")["advice"] == [REST]


def test_one_advice(published: Release, get: Get) -> None:
    assert get("/knie/advice/rest")["advice"] == REST


def test_one_advice_of_an_older_release(superseded: Release, get: Get) -> None:
    assert get("/knie/advice/rest?release=1")["advice"] == REST
    assert get("/knie/advice/rest")["advice"]["title"] == "Rust uit"


def test_advice_comes_in_its_order(knee: Topic, publish: Callable[[Topic], Release], get: Get) -> None:
    other = Advice.objects.get()
    other.pk, other.slug, other.order = None, "z", 0
    other.save()
    publish(knee)
    assert [one["slug"] for one in get("/knie/advice")["advice"]] == ["z", "rest"]
