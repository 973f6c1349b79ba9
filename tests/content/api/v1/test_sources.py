"""GET /v1/topics/{topic}/sources"""

from collections.abc import Callable

from content.models import Release, Source, Topic
from tests.content.api.v1.conftest import Get


def test_a_source(published: Release, get: Get) -> None:
    assert get("/knie/sources")["sources"] == [
        {
            "slug": "thuisbron",
            "title": "Een bron voor tests",
            "publisher": "Niemand",
            "year": 2026,
            "url": "https://example.org/knie",
            "kind": "practice",
            "language": "nl",
        }
    ]


def test_a_source_without_year_and_address(knee: Topic, publish: Callable[[Topic], Release], get: Get) -> None:
    Source.objects.create(topic=knee, slug="b", order=2, title="B", publisher="P", kind="study", language="en")
    publish(knee)
    assert get("/knie/sources")["sources"][1] == {
        "slug": "b", "title": "B", "publisher": "P", "kind": "study", "language": "en"
    }  # fmt: skip
