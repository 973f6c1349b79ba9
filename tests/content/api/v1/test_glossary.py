"""GET /v1/topics/{topic}/glossary and /glossary/{term}"""

from collections.abc import Callable

from content.models import GlossaryTerm, Release, Topic
from tests.content.api.v1.conftest import Get

MENISCUS = {
    "slug": "meniscus",
    "sources": ["thuisbron"],
    "term": "meniscus",
    "definition": "Een schijfje kraakbeen in de knie.",
    "aliases": ["kniekraakbeen"],
}


def test_every_term(published: Release, get: Get) -> None:
    assert get("/knie/glossary")["glossary"] == [MENISCUS]


def test_one_term(published: Release, get: Get) -> None:
    assert get("/knie/glossary/meniscus")["term"] == MENISCUS


def test_a_term_without_other_words_or_sources(knee: Topic, publish: Callable[[Topic], Release], get: Get) -> None:
    GlossaryTerm.objects.create(topic=knee, slug="pees", order=2, term={"nl": "pees"}, definition={"nl": "Een band."})
    publish(knee)
    found = get("/knie/glossary/pees")["term"]
    assert (found["aliases"], found["sources"]) == ([], [])
