"""GET /v1/topics/{topic}"""

from content.models import Release
from tests.content.api.v1.conftest import Get

LISTS = ["sections", "alarmSigns", "advice", "faqs", "glossary", "sources"]


def test_the_topics_own_words(published: Release, get: Get) -> None:
    found = get("/knie")
    assert (found["title"], found["languages"]) == ("Kniepijn", ["nl"])
    assert (found["summary"], found["disclaimer"]) == (
        "Pijn in of rond de knie.",
        "Dit is algemene informatie, geen diagnose.",
    )


def test_everything_that_an_app_shows(published: Release, get: Get) -> None:
    found = get("/knie")
    assert [len(found[name]) for name in LISTS] == [1, 1, 1, 1, 1, 1]


def test_each_list_is_that_of_its_own_endpoint(published: Release, get: Get) -> None:
    found = get("/knie")
    for name, path in zip(LISTS, ["sections", "alarm-signs", "advice", "faqs", "glossary", "sources"], strict=True):
        assert found[name] == get(f"/knie/{path}")[name]


def test_an_older_release_whole(superseded: Release, get: Get) -> None:
    assert get("/knie")["advice"][0]["title"] == "Rust uit"
    assert get("/knie?release=1")["advice"][0]["title"] == "Neem rust"
