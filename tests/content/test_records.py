"""The shapes of content records, read strictly: what is wrong, and where in the record."""

from typing import Any

import pytest

from content import records
from content.faults import Fault

SOURCE = {"order": 1, "title": "Bron", "publisher": "Wij", "kind": "practice", "language": "nl"}
SECTION = {"order": 1, "kind": "definition", "title": "Wat", "blocks": [{"kind": "paragraph", "text": "Zin."}]}
SIGN = {
    "order": 1,
    "title": "Op slot",
    "text": "U merkt het.",
    "pointsTo": "Kan wijzen op iets.",
    "urgency": "sameDay",
    "evidence": "unverified",
    "sources": ["bron"],
}


def faults(kind: str, record: object, slug: str = "een") -> tuple[Fault, ...]:
    return records.read({kind: {slug: record}})[1]  # type: ignore[dict-item]


def block(**fields: Any) -> dict[str, Any]:
    return {**SECTION, "blocks": [fields]}


def test_a_plain_string_becomes_a_dutch_text() -> None:
    assert records.canonical("section", SECTION)["title"] == {"nl": "Wat"}


def test_what_is_empty_is_left_out() -> None:
    assert records.canonical("section", {**SECTION, "sources": []}) == records.canonical("section", SECTION)


def test_canonical_form_is_canonical() -> None:
    once = records.canonical("alarmSign", SIGN)
    assert records.canonical("alarmSign", once) == once


def test_other_kinds_are_left_to_other_parts() -> None:
    assert records.read({"question": {"fever": {"nonsense": 1}}}) == ({}, ())


def test_sound_records_are_kept_beside_faulty_ones() -> None:
    good, found = records.read({"source": {"goed": SOURCE, "fout": {}}})
    assert list(good["source"]) == ["goed"]
    assert [fault.slug for fault in found] == ["fout"]


@pytest.mark.parametrize("slug", ["a", "a-b", "2026", "a" * 60])
def test_a_slug(slug: str) -> None:
    assert faults("source", SOURCE, slug) == ()


@pytest.mark.parametrize("slug", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "a/b", "é", "a\n", "a" * 61])
def test_what_is_no_slug_is_a_fault(slug: str) -> None:
    (fault,) = faults("source", SOURCE, slug)
    assert "This is not a slug" in fault.message


@pytest.mark.parametrize("slug", ["", "A", "a b", "a\n", "a" * 61])
def test_a_reference_is_a_slug(slug: str) -> None:
    (fault,) = faults("section", {**SECTION, "sources": [slug]})
    assert fault.path == "/sources/0"


@pytest.mark.parametrize(
    ("kind", "record", "path"),
    [
        ("source", "Bron", ""),
        ("source", None, ""),
        ("source", [], ""),
        ("source", {**SOURCE, "colour": "red"}, ""),
        ("source", {**SOURCE, "order": "1"}, "/order"),
        ("source", {**SOURCE, "order": 1.0}, "/order"),
        ("source", {**SOURCE, "order": True}, "/order"),
        ("source", {**SOURCE, "order": 2**31}, "/order"),
        ("source", {**SOURCE, "order": None}, "/order"),
        ("source", {**SOURCE, "title": ""}, "/title"),
        ("source", {**SOURCE, "title": "x" * 301}, "/title"),
        ("source", {**SOURCE, "publisher": "x" * 201}, "/publisher"),
        ("source", {**SOURCE, "kind": "blog"}, "/kind"),
        ("source", {**SOURCE, "language": "de"}, "/language"),
        ("source", {**SOURCE, "year": "2020"}, "/year"),
        ("source", {**SOURCE, "year": 1899}, "/year"),
        ("source", {**SOURCE, "url": "http://example.org"}, "/url"),
        ("source", {**SOURCE, "url": "https://example.org/\n"}, "/url"),
        ("source", {**SOURCE, "url": "https://example.org/a b"}, "/url"),
        ("source", {**SOURCE, "url": "https://example.org/" + "x" * 200}, "/url"),
        ("section", {**SECTION, "title": ""}, "/title"),
        ("section", {**SECTION, "title": {"en": "What"}}, "/title"),
        ("section", {**SECTION, "kind": "poem"}, "/kind"),
        ("section", {**SECTION, "blocks": []}, "/blocks"),
        ("section", {**SECTION, "blocks": ["Zin."]}, "/blocks/0"),
        ("section", block(kind="video"), "/blocks/0/kind"),
        ("section", block(text="Zin."), "/blocks/0"),
        ("section", block(kind="paragraph"), "/blocks/0"),
        ("section", block(kind="paragraph", text="Zin.", tone="info"), "/blocks/0"),
        ("section", block(kind="callout", tone="loud", text="Zin."), "/blocks/0/tone"),
        ("section", block(kind="list", items=[]), "/blocks/0/items"),
        ("section", block(kind="steps", items=[{"text": "a"}, {"text": 5}]), "/blocks/0/items/1/text"),
        ("section", block(kind="advice", refs=[]), "/blocks/0/refs"),
        ("advice", {"order": 1}, ""),
        ("alarmSign", {**SIGN, "urgency": "soon"}, "/urgency"),
        ("alarmSign", {**SIGN, "evidence": "hope"}, "/evidence"),
        ("term", {"order": 1, "term": "a", "definition": "b", "aliases": ["c", ""]}, "/aliases/1"),
    ],
)
def test_a_fault_names_its_place(kind: str, record: object, path: str) -> None:
    (fault,) = faults(kind, record)
    assert (fault.kind, fault.slug, fault.path) == (kind, "een", path)
    assert fault.message.endswith(".")


def test_a_missing_field_is_named() -> None:
    (fault,) = faults("alarmSign", {name: value for name, value in SIGN.items() if name != "sources"})
    assert "sources" in fault.message


def test_a_fault_reads_as_one_line() -> None:
    assert str(Fault("section", "een", "/title", "Fout.")) == "section een /title: Fout."
    assert str(Fault("section", "", "", "Fout.")) == "section: Fout."
