"""Documents: canonical bytes and digest, and that difference and with_changes undo each other."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.documents import Document, DocumentDamaged, Records, UnknownFormat, difference, with_changes
from content.texts import digest

law = settings(deadline=None, database=None)
KINDS = st.sampled_from(["advice", "faq", "section"])
SLUGS = st.sampled_from(["a", "b", "c-d"])
# Two of these are ordered otherwise in UTF-16, by which RFC 8785 sorts keys, than in UTF-8.
TEXTS = st.text('aZ1é€\ufb33😀"\\\n\x7f', max_size=3)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
RECORDS = st.dictionaries(st.sampled_from(["order", "title", "text"]), VALUES, max_size=3)
ALL_RECORDS = st.dictionaries(KINDS, st.dictionaries(SLUGS, RECORDS, min_size=1, max_size=3), max_size=3)
DOCUMENTS = ALL_RECORDS.map(lambda records: Document("knie", records))


def turned(value: Any) -> Any:
    """The same value with the keys of every object in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


@law
@given(ALL_RECORDS)
def test_the_digest_does_not_depend_on_the_order_of_keys(records: Records) -> None:
    assert Document("knie", turned(records)).digest == Document("knie", records).digest


@law
@given(DOCUMENTS)
def test_what_is_stored_is_read_again(document: Document) -> None:
    stored = document.canonical.decode()
    again = Document.read(stored, document.digest)
    assert again == document
    assert again.canonical == document.canonical


@law
@given(DOCUMENTS, DOCUMENTS)
def test_another_document_has_another_digest(one: Document, other: Document) -> None:
    assert (one.digest == other.digest) == (said(one) == said(other))


def said(document: Document) -> str:
    """What the bytes say, read by somebody else. Written out, because to Python False and 0 are equal."""
    return repr(json.loads(document.canonical))


def test_the_canonical_form_is_rfc_8785() -> None:
    document = Document("knie", {"faq": {"b": {"answer": "é", "order": 1}, "a": {"order": 2}}})
    assert document.canonical == (
        '{"format":1,"records":{"faq":{"a":{"order":2},"b":{"answer":"é","order":1}}},"topic":"knie"}'.encode()
    )


def test_a_damaged_document_is_refused() -> None:
    document = Document("knie", {"faq": {"a": {"order": 1}}})
    with pytest.raises(DocumentDamaged, match=f"{document.digest}. Restore a backup"):
        Document.read(document.canonical.decode().replace("1", "2"), document.digest)


def test_a_document_of_another_format_is_refused() -> None:
    text = '{"format":2,"records":{},"topic":"knie"}'
    with pytest.raises(UnknownFormat, match="has format 2; this version reads 1"):
        Document.read(text, digest(text.encode()))


@law
@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(document: Document) -> None:
    assert difference(document, Document(document.topic, turned(document.records))) == ()


@law
@given(DOCUMENTS, DOCUMENTS)
def test_putting_in_every_difference_gives_the_other(base: Document, draft: Document) -> None:
    every = [change.key for change in difference(base, draft)]
    assert with_changes(base, draft, every) == draft


@law
@given(DOCUMENTS, DOCUMENTS, st.data())
def test_only_the_chosen_records_change(base: Document, draft: Document, data: st.DataObject) -> None:
    every = [change.key for change in difference(base, draft)]
    chosen = data.draw(st.sets(st.sampled_from(every))) if every else set()
    merged = with_changes(base, draft, chosen)
    for key in base.keys() | draft.keys():
        assert merged.get(key) == (draft if key in chosen else base).get(key)


@law
@given(DOCUMENTS, DOCUMENTS)
def test_a_difference_says_before_and_after(base: Document, draft: Document) -> None:
    for change in difference(base, draft):
        assert (change.before, change.after) == (base.get(change.key), draft.get(change.key))
        assert change.before != change.after


@law
@given(DOCUMENTS, DOCUMENTS)
def test_putting_changes_in_leaves_the_base_as_it_was(base: Document, draft: Document) -> None:
    before = Document(base.topic, base.records).canonical
    with_changes(base, draft, draft.keys() | base.keys())
    assert Document(base.topic, base.records).canonical == before


def test_without_a_base_everything_is_added() -> None:
    draft = Document("knie", {"faq": {"b": {"order": 1}, "a": {"order": 2}}})
    assert [(change.key, change.before) for change in difference(None, draft)] == [
        (("faq", "a"), None),
        (("faq", "b"), None),
    ]


def test_a_kind_without_records_is_left_out() -> None:
    base = Document("knie", {"faq": {"a": {"order": 1}}})
    assert with_changes(base, Document("knie", {}), [("faq", "a")]).records == {}


def test_records_come_by_order_and_then_by_slug() -> None:
    records = {"c": {"order": 1}, "b": {"order": 2}, "a": {"order": 2}}
    assert [slug for slug, _ in Document("knie", {"faq": records}).of_kind("faq")] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ("nl",)),
        ([{"nl": "a"}], ("nl",)),
        ([{"nl": "a", "en": "b"}], ("nl", "en")),
        ([{"nl": "a", "en": "b"}, {"nl": "c"}], ("nl",)),
        ([{"nl": "a", "en": "b", "translatedFrom": {"en": "sha256:x"}}], ("nl", "en")),
    ],
)
def test_a_language_is_there_when_every_text_is_in_it(texts: list[dict[str, Any]], expected: tuple[str, ...]) -> None:
    records = {"section": {"a": {"order": 1, "blocks": [{"kind": "list", "items": [{"text": t} for t in texts]}]}}}
    assert Document("knie", records).languages() == expected
