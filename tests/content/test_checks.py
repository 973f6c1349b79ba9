"""What must hold between the records of a document, each check seen to fail on a document that is sound otherwise."""

import copy
from typing import Any

import pytest

from content import loading
from content.checks import check
from content.documents import Document
from content.faults import Fault
from content.parts import examine
from tests.conftest import TOPICS


@pytest.fixture(scope="module")
def sound() -> Document:
    return loading.checked(loading.read(TOPICS / "knie"))


def faults(document: Document, change: dict[tuple[str, str], dict[str, Any] | None]) -> list[Fault]:
    """The faults of the document with these records changed: fields replaced, or the record taken out (None)."""
    records = copy.deepcopy(document.records)
    for (kind, slug), fields in change.items():
        if fields is None:
            del records[kind][slug]
        else:
            records.setdefault(kind, {}).setdefault(slug, {}).update(fields)
    return sorted(check(Document(document.topic, records)))


def paragraph(text: dict[str, str]) -> dict[str, Any]:
    return {"blocks": [{"kind": "paragraph", "text": text}]}


WHAT = ("section", "what-is-it")


def test_the_test_topic_is_sound(sound: Document) -> None:
    assert faults(sound, {}) == []


def test_a_topic_has_itself(sound: Document) -> None:
    (fault,) = faults(sound, {("topic", "knie"): None})
    assert (fault.kind, fault.slug) == ("topic", "knie")
    assert "een titel, een samenvatting" in fault.message


def test_a_document_is_about_one_topic(sound: Document) -> None:
    (fault,) = faults(sound, {("topic", "heup"): {"title": {"nl": "Heup"}}})
    assert (fault.slug, "over één onderwerp, knie" in fault.message) == ("heup", True)


def test_a_topic_has_a_section(sound: Document) -> None:
    (fault,) = faults(sound, {WHAT: None})
    assert fault == Fault("section", "", "", "Een onderwerp heeft minstens één paragraaf nodig.")


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("topic", "knie"),
        WHAT,
        ("advice", "rest"),
        ("alarmSign", "locked-knee"),
        ("faq", "walk"),
        ("term", "meniscus"),
    ],
)
def test_every_source_exists(sound: Document, kind: str, slug: str) -> None:
    (fault,) = faults(sound, {(kind, slug): {"sources": ["nergens"]}})
    assert fault == Fault(kind, slug, "/sources", "De bron `nergens` bestaat niet. Voeg haar toe of haal haar weg.")


@pytest.mark.parametrize(("block", "kind"), [("alarmSigns", "alarmSign"), ("advice", "advice"), ("faqs", "faq")])
def test_every_record_that_a_block_shows_exists(sound: Document, block: str, kind: str) -> None:
    blocks = [*sound.records["section"]["what-is-it"]["blocks"], {"kind": block, "refs": ["nergens"]}]
    (fault,) = faults(sound, {WHAT: {"blocks": blocks}})
    assert fault.path == f"/blocks/{len(blocks) - 1}/refs"
    assert fault.message == f"{kind} `nergens` bestaat niet. Voeg toe, of haal de verwijzing weg."


def test_a_block_does_not_show_a_record_of_another_kind(sound: Document) -> None:
    assert faults(sound, {WHAT: {"blocks": [{"kind": "advice", "refs": ["walk"]}]}})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_linked_term_exists(sound: Document, language: str) -> None:
    text = {"nl": "Zin.", language: "[x](term:nergens)"}
    (fault,) = faults(sound, {WHAT: paragraph(text)})
    assert fault.path == f"/blocks/0/text/{language}"
    assert "Het begrip `nergens` bestaat niet" in fault.message


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_text_keeps_to_the_markdown_that_is_allowed(sound: Document, language: str) -> None:
    (fault,) = faults(sound, {WHAT: paragraph({"nl": "Zin.", language: "<b>x</b>"})})
    assert (fault.path, "HTML" in fault.message) == (f"/blocks/0/text/{language}", True)


def test_a_link_that_runs_a_script_is_refused(sound: Document) -> None:
    (fault,) = faults(sound, {WHAT: paragraph({"nl": "[klik](javascript:alert(1))"})})
    assert "moet beginnen met https://" in fault.message


@pytest.mark.parametrize(
    ("kind", "slug", "field"),
    [
        ("topic", "knie", "disclaimer"),
        ("section", "what-is-it", "title"),
        ("advice", "rest", "title"),
        ("alarmSign", "locked-knee", "pointsTo"),
        ("faq", "walk", "question"),
        ("term", "meniscus", "definition"),
    ],
)
def test_titles_and_short_texts_are_looked_at_and_have_no_lists(
    sound: Document, kind: str, slug: str, field: str
) -> None:
    (fault,) = faults(sound, {(kind, slug): {field: {"nl": "- een"}}})
    assert (fault.path, "een lijst" in fault.message) == (f"/{field}/nl", True)


@pytest.mark.parametrize(("kind", "slug", "field"), [("advice", "rest", "body"), ("faq", "walk", "answer")])
def test_longer_texts_may_have_lists(sound: Document, kind: str, slug: str, field: str) -> None:
    assert faults(sound, {(kind, slug): {field: {"nl": "- een\n- twee"}}}) == []


def test_aliases_are_looked_at(sound: Document) -> None:
    (fault,) = faults(sound, {("term", "meniscus"): {"aliases": [{"nl": "goed"}, {"nl": "`fout`"}]}})
    assert fault.path == "/aliases/1/nl"


def test_an_alarm_sign_has_a_source(sound: Document) -> None:
    (fault,) = faults(sound, {("alarmSign", "locked-knee"): {"sources": []}})
    assert fault.message == "Een alarmteken heeft minstens één bron nodig."


def test_an_alarm_sign_is_never_self_care(sound: Document) -> None:
    (fault,) = faults(sound, {("alarmSign", "locked-knee"): {"urgency": "selfCare"}})
    assert (fault.path, "nooit ‘zelf zorgen’" in fault.message) == ("/urgency", True)


@pytest.mark.parametrize("kind", ["list", "steps"])
def test_two_lists_in_a_row_are_refused(sound: Document, kind: str) -> None:
    items = [{"text": {"nl": "Een."}}]
    (fault,) = faults(sound, {WHAT: {"blocks": [{"kind": kind, "items": items}, {"kind": kind, "items": items}]}})
    assert fault.path == "/blocks/1"


def test_lists_of_two_kinds_may_follow_each_other(sound: Document) -> None:
    items = [{"text": {"nl": "Een."}}]
    assert (
        faults(sound, {WHAT: {"blocks": [{"kind": "list", "items": items}, {"kind": "steps", "items": items}]}}) == []
    )


@pytest.mark.parametrize("strange", ["\0", "\ud800", "\udfff"])
def test_what_cannot_be_stored_is_a_fault_of_any_kind_of_record(sound: Document, strange: str) -> None:
    records = {**sound.records, "vignette": {"een": {"story": [{"nl": f"a{strange}b"}]}}}
    _, found = examine(Document(sound.topic, records))
    assert ("vignette", "een", "/story/0/nl") in {(fault.kind, fault.slug, fault.path) for fault in found}


def test_every_fault_is_named_at_once(sound: Document) -> None:
    found = faults(
        sound,
        {("advice", "rest"): {"sources": ["nergens"]}, ("faq", "walk"): {"answer": {"nl": "# Kop"}}, WHAT: None},
    )
    assert [fault.kind for fault in found] == ["advice", "faq", "section"]
