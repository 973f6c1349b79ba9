"""A record is there in a language as a whole or not at all."""

from typing import Any

from content.documents import Document
from content.translations import half_translated

BOTH, DUTCH = {"nl": "Rug", "en": "Back"}, {"nl": "Rug"}


def missing(**record: Any) -> list[tuple[str, str, str]]:
    document = Document("rugpijn", {"question": {"fever": record}})
    return [(fault.kind, fault.slug, fault.path) for fault in half_translated(document)]


def test_a_record_in_dutch_alone_is_whole() -> None:
    assert missing(text=DUTCH, help=DUTCH, order=1) == []


def test_a_record_in_both_languages_is_whole() -> None:
    assert missing(text=BOTH, choices=[{"value": "a", "label": BOTH}]) == []


def test_a_text_that_is_missing_is_named_with_its_place() -> None:
    assert missing(text=BOTH, choices=[{"value": "a", "label": BOTH}, {"value": "b", "label": DUTCH}]) == [
        ("question", "fever", "/choices/1/label/en")
    ]


def test_each_of_them_is_named() -> None:
    assert len(missing(text=DUTCH, help=BOTH, speech=DUTCH)) == 2


def test_another_record_may_still_be_in_dutch() -> None:
    """Translating goes record by record; a topic is shown in English once all of it is there."""
    document = Document("rugpijn", {"question": {"fever": {"text": BOTH}, "age": {"text": DUTCH}}})
    assert list(half_translated(document)) == []


def test_it_says_how_to_mend_it() -> None:
    (fault,) = half_translated(Document("rugpijn", {"faq": {"walk": {"question": BOTH, "answer": DUTCH}}}))
    assert "niet in het Engels" in fault.message
    assert "Vertaal haar, of haal" in fault.message
