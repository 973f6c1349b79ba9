"""GET /v1/topics/{topic}/sections and /sections/{section}"""

from collections.abc import Callable

from content.models import Advice, Release, Section, Topic
from tests.content.api.v1.conftest import Get

Publish = Callable[[Topic], Release]
SECTION = {
    "slug": "what-is-it",
    "sources": ["thuisbron"],
    "kind": "definition",
    "title": "Wat is kniepijn?",
    "blocks": [
        {"kind": "paragraph", "text": "De [meniscus](term:meniscus) ligt in de knie."},
        {
            "kind": "list",
            "items": [{"title": "Buiten", "text": "Aan de buitenkant."}, {"text": "Aan de binnenkant."}],
        },
        {"kind": "callout", "tone": "warning", "text": "Let op deze tekens."},
        {"kind": "alarmSigns", "refs": ["locked-knee"]},
        {"kind": "advice", "refs": ["rest"]},
        {"kind": "faqs", "refs": ["walk"]},
    ],
    "terms": ["meniscus"],
}


def add_section(topic: Topic, slug: str, order: int) -> None:
    section = Section.objects.create(topic=topic, slug=slug, order=order, kind="causes", title={"nl": slug})
    section.blocks.create(kind="paragraph", text={"nl": "Zin."})


def test_a_section(published: Release, get: Get) -> None:
    assert get("/knie/sections")["sections"] == [SECTION]


def test_sections_come_in_their_order(knee: Topic, publish: Publish, get: Get) -> None:
    add_section(knee, "a-last", 9)
    add_section(knee, "z-first", 0)
    publish(knee)
    assert [section["slug"] for section in get("/knie/sections")["sections"]] == ["z-first", "what-is-it", "a-last"]


def test_a_section_without_sources_says_so(knee: Topic, publish: Publish, get: Get) -> None:
    add_section(knee, "bare", 2)
    publish(knee)
    bare = get("/knie/sections")["sections"][1]
    assert (bare["sources"], bare["terms"]) == ([], [])


def test_one_section_with_all_that_it_shows(published: Release, get: Get) -> None:
    found = get("/knie/sections/what-is-it")
    assert found["section"] == SECTION
    assert [[one["slug"] for one in found[name]] for name in ("alarmSigns", "advice", "faqs", "glossary")] == [
        ["locked-knee"],
        ["rest"],
        ["walk"],
        ["meniscus"],
    ]


def test_one_section_without_what_others_show(knee: Topic, publish: Publish, get: Get) -> None:
    add_section(knee, "bare", 2)
    publish(knee)
    found = get("/knie/sections/bare")
    assert [found[name] for name in ("alarmSigns", "advice", "faqs", "glossary")] == [[], [], [], []]


def test_an_advice_that_no_section_shows_is_left_out(knee: Topic, publish: Publish, get: Get) -> None:
    other = Advice.objects.get()
    other.pk, other.slug = None, "other"
    other.save()
    publish(knee)
    assert [one["slug"] for one in get("/knie/sections/what-is-it")["advice"]] == ["rest"]
