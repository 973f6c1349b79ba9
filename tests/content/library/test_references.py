"""What the records point to: other records, sources, glossary terms. And the Markdown that they may use."""

import re
from collections import Counter

import pytest
from markdown_it import MarkdownIt

from tests.content.library import reader
from tests.content.library.reader import LIBRARY, Record

URGENCIES = {"emergency", "immediate", "sameDay", "withinDays"}
REFERENCES = {"alarmSigns": "alarmSign", "advice": "advice", "faqs": "faq"}
# What each degree of evidence must at least name among its sources.
FOUNDATION = {"guideline": {"guideline"}, "study": {"study"}, "article": {"article"}, "unverified": set[str]()}
# Where the article is contested: these texts name the article and what speaks against it or nuances it.
CONTESTED = {
    "section/course": {"pengel-2003", "henschke-2008", "itz-2013"},
    "faq/how-long-does-it-last": {"pengel-2003", "henschke-2008"},
    "section/self-care": {"french-2006", "swain-2020"},
    "advice/cold-first-48-hours": {"french-2006"},
    "advice/warmth": {"french-2006"},
    "advice/posture": {"swain-2020"},
    "advice/lift-safely": {"swain-2020"},
    "section/risk-factors": {"swain-2020"},
    "section/painkillers": {"nice-ng59", "acp-2017"},
    "advice/paracetamol": {"nice-ng59", "nhg-paracetamol-long-term"},
    "section/medical-treatment": {"nice-ng59"},
    "section/when-to-see-a-doctor": {"nhs-back-pain"},
    "alarmSign/fever": {"nhs-back-pain"},
    "alarmSign/severe-pain-no-relief": {"nhs-back-pain"},
}
INLINE = {"paragraph", "inline", "text", "softbreak", "hardbreak", "strong", "em", "link"}
LISTS = {"bullet_list", "ordered_list", "list_item"}
MAY_HAVE_LISTS = {("advice", "body"), ("faq", "answer")}


def test_no_record_stands_twice() -> None:
    twice = [name for name, count in Counter(record.name for record in reader.records()).items() if count > 1]
    assert not twice


@pytest.mark.parametrize("kind", ["section", "advice", "alarmSign", "faq", "term", "source"])
def test_no_two_records_stand_in_the_same_place(kind: str) -> None:
    orders = Counter(record.fields["order"] for record in reader.records(kind))
    assert [order for order, count in orders.items() if count > 1] == []


@pytest.mark.parametrize("block_kind", REFERENCES)
def test_a_section_shows_only_what_exists(block_kind: str) -> None:
    existing = reader.slugs(REFERENCES[block_kind])
    missing = [
        f"{section.where}: {slug}"
        for section in reader.records("section")
        for block in reader.blocks(section, block_kind)
        for slug in set(block["refs"]) - existing
    ]
    assert not missing, "\n".join(missing)


def shown(block_kind: str) -> set[str]:
    sections = reader.records("section")
    return {slug for section in sections for block in reader.blocks(section, block_kind) for slug in block["refs"]}


@pytest.mark.parametrize("block_kind", REFERENCES)
def test_every_alarm_sign_advice_and_question_is_shown_in_a_section(block_kind: str) -> None:
    assert reader.slugs(REFERENCES[block_kind]) - shown(block_kind) == set()


def test_every_source_that_is_named_exists() -> None:
    existing = reader.slugs("source")
    missing = [
        f"{record.where}: {slug}"
        for record in reader.all_records()
        for slug in set(record.fields.get("sources", ())) - existing
    ]
    assert not missing, "\n".join(missing)


def test_every_text_names_a_source() -> None:
    assert [record.where for record in reader.records(*reader.READ) if not record.fields.get("sources")] == []


@pytest.mark.parametrize(("name", "against"), CONTESTED.items())
def test_a_contested_statement_names_both_sides(name: str, against: set[str]) -> None:
    named = {record.name: set(record.fields["sources"]) for record in reader.records() if record.kind != "source"}
    assert {"health-library-article", *against} - named[name] == set()


def test_every_source_is_used() -> None:
    """By text search, so that every file of the library counts, whatever its kind."""
    files = [file for file in LIBRARY.rglob("*.yaml") if file.name != "sources.yaml"]
    everything = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unused = [slug for slug in reader.slugs("source") if not re.search(rf"\b{slug}\b(?!-)", everything)]
    assert unused == []


def test_every_linked_term_exists() -> None:
    missing = [
        f"{passage.where}: {slug}"
        for passage in reader.passages()
        for slug in reader.linked_terms(passage.text) - reader.slugs("term")
    ]
    assert not missing, "\n".join(missing)


def test_every_term_is_linked_somewhere() -> None:
    linked = {slug for passage in reader.passages() for slug in reader.linked_terms(passage.text)}
    assert reader.slugs("term") - linked == set()


def unlinked(section: Record, term: Record) -> str | None:
    """The first use of a term in the running text of a section, when it is not a link to the term."""
    names = "|".join(re.escape(name) for name in (term.fields["term"], *term.fields["aliases"]))
    use = rf"(?<![\w-])(?:{names})(?:en|s|n|'s)?(?![\w-])"
    text = reader.markdown_of(section)
    first = re.search(rf"\[[^\]]*\]\(term:{term.slug}\)|{use}", text, re.IGNORECASE)
    return None if first is None or first.group().startswith("[") else first.group()


def test_a_difficult_word_is_linked_at_its_first_use_in_a_section() -> None:
    bare = [
        f"{section.where}: {found} is not linked to term:{term.slug} at its first use"
        for section in reader.records("section")
        for term in reader.records("term")
        if (found := unlinked(section, term)) is not None
    ]
    assert not bare, "\n".join(bare)


def test_every_alarm_sign_has_urgency_source_and_evidence() -> None:
    poor = [
        sign.where
        for sign in reader.records("alarmSign")
        if sign.fields["urgency"] not in URGENCIES
        or not sign.fields["sources"]
        or sign.fields["evidence"] not in FOUNDATION
    ]
    assert not poor, "\n".join(poor)


@pytest.mark.parametrize("kind", ["alarmSign", "advice"])
def test_evidence_is_claimed_only_with_a_source_of_that_kind(kind: str) -> None:
    kinds = {source.slug: source.fields["kind"] for source in reader.records("source")}
    claimed = [
        f"{record.where}: {record.fields['evidence']}"
        for record in reader.records(kind)
        if not FOUNDATION[record.fields["evidence"]] <= {kinds[slug] for slug in record.fields["sources"]}
    ]
    assert not claimed, "\n".join(claimed)


def test_what_no_source_confirms_is_not_called_evidence() -> None:
    """A record that leans on practice, if only for a part, waits for a clinician to confirm it."""
    bold = [
        record.where
        for record in reader.records("alarmSign", "advice")
        if "clinical-practice" in record.fields["sources"] and record.fields["evidence"] != "unverified"
    ]
    assert not bold, "\n".join(bold)


def markdown_kinds(text: str) -> set[str]:
    tokens = [inner for token in MarkdownIt("commonmark").parse(text) for inner in (token, *(token.children or ()))]
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}


def test_texts_use_only_the_allowed_markdown() -> None:
    strange = [
        f"{passage.where}: {sorted(found)}"
        for passage in reader.passages()
        if (found := markdown_kinds(passage.text) - INLINE - _lists_of(passage.record.kind, passage.field))
    ]
    assert not strange, "\n".join(strange)


def _lists_of(kind: str, field: str) -> set[str]:
    return LISTS if (kind, field) in MAY_HAVE_LISTS else set()


def test_links_lead_to_terms_or_safe_pages() -> None:
    strange = [
        f"{passage.where}: {link}"
        for passage in reader.passages()
        for link in reader.links(passage.text)
        if not link.startswith(("https://", "term:"))
    ]
    assert not strange, "\n".join(strange)


def test_titles_are_plain() -> None:
    marked = [
        f"{passage.where}: {passage.text}"
        for passage in reader.passages()
        if passage.is_heading and reader.plain(passage.text) != passage.text
    ]
    assert not marked, "\n".join(marked)
