"""What must hold between the content records of a document before it may be released."""

from collections.abc import Iterator
from itertools import pairwise

from content import markdown
from content.documents import Document, Record
from content.faults import Fault
from content.texts import LANGUAGES
from content.vocabulary import LIST_BLOCKS, REFERENCE_BLOCKS

# Texts that may hold lists; every other text is running text.
LONG_TEXTS = {("advice", "body"), ("faq", "answer")}
# Lines of text that are not Markdown at all are still checked as if they were: a `<b>` in a title is a mistake too.
_NOT_TEXT = {"sources", "refs"}


def check(document: Document) -> Iterator[Fault]:
    """Every fault of the content records, as a whole; their shapes are sound already."""
    yield from _topic(document)
    for kind in ("topic", "section", "advice", "alarmSign", "faq", "term", "source"):
        for slug, record in document.of_kind(kind):
            yield from _sources(document, kind, slug, record)
            yield from _texts(document, kind, slug, record, "")
    for slug, section in document.of_kind("section"):
        yield from _blocks(document, slug, section)
    for slug, sign in document.of_kind("alarmSign"):
        if not sign["sources"]:
            yield Fault("alarmSign", slug, "/sources", "Een alarmteken heeft minstens één bron nodig.")
        if sign["urgency"] == "selfCare":
            yield Fault("alarmSign", slug, "/urgency", "Een alarmteken is nooit ‘zelf zorgen’. Kies een andere.")


def _topic(document: Document) -> Iterator[Fault]:
    if document.get(("topic", document.topic)) is None:
        yield Fault(
            "topic",
            document.topic,
            "",
            "Het onderwerp zelf ontbreekt: geef het een titel, een samenvatting en wat dit wel en niet is.",
        )
    for slug in set(document.records.get("topic", {})) - {document.topic}:
        yield Fault("topic", slug, "", f"Dit gaat over één onderwerp, {document.topic}. Haal dit weg.")
    if not document.of_kind("section"):
        yield Fault("section", "", "", "Een onderwerp heeft minstens één paragraaf nodig.")


def _missing(document: Document, kind: str, slugs: list[str]) -> list[str]:
    return [slug for slug in slugs if document.get((kind, slug)) is None]


def _sources(document: Document, kind: str, slug: str, record: Record) -> Iterator[Fault]:
    for missing in _missing(document, "source", record.get("sources", [])):
        yield Fault(kind, slug, "/sources", f"De bron `{missing}` bestaat niet. Voeg haar toe of haal haar weg.")


def _texts(document: Document, kind: str, slug: str, value: object, path: str) -> Iterator[Fault]:
    """Every localized text below `value`: its Markdown and its links to terms."""
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(document, kind, slug, inner, f"{path}/{place}")
    elif isinstance(value, dict) and isinstance(value.get("nl"), str):
        yield from _text(document, kind, slug, value, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_TEXT:
                yield from _texts(document, kind, slug, inner, f"{path}/{name}")


def _text(document: Document, kind: str, slug: str, text: dict[str, str], path: str) -> Iterator[Fault]:
    lists = (kind, path.removeprefix("/")) in LONG_TEXTS
    for language in LANGUAGES:
        said = text.get(language, "")
        for message in markdown.faults(said, lists=lists):
            yield Fault(kind, slug, f"{path}/{language}", message)
        for missing in _missing(document, "term", markdown.terms(said)):
            yield Fault(
                kind,
                slug,
                f"{path}/{language}",
                f"Het begrip `{missing}` bestaat niet. Voeg het toe, of haal de link weg.",
            )


def _blocks(document: Document, slug: str, section: Record) -> Iterator[Fault]:
    for place, block in enumerate(section["blocks"]):
        wanted = REFERENCE_BLOCKS.get(block["kind"], "")
        for missing in _missing(document, wanted, block.get("refs", [])):
            yield Fault(
                "section",
                slug,
                f"/blocks/{place}/refs",
                f"{wanted} `{missing}` bestaat niet. Voeg toe, of haal de verwijzing weg.",
            )
    for place, (one, other) in enumerate(pairwise(section["blocks"]), start=1):
        if one["kind"] == other["kind"] and one["kind"] in LIST_BLOCKS:
            message = f"Twee keer {one['kind']} na elkaar leest als één. Voeg ze samen, of zet er een alinea tussen."
            yield Fault("section", slug, f"/blocks/{place}", message)
