"""What the API shows of a release, in one language: plain values, functions of a document and nothing else.

`serializers.py` declares the same shapes for the contract; a test holds the two together.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from content import markdown
from content.documents import Document, Record
from content.texts import SOURCE_LANGUAGE, localized
from content.vocabulary import REFERENCE_BLOCKS

Shape = dict[str, Any]

# What a list of records is called in the API, by kind; also its path, in kebab-case.
LISTS = {
    "section": "sections",
    "alarmSign": "alarmSigns",
    "advice": "advice",
    "faq": "faqs",
    "term": "glossary",
    "source": "sources",
}


# Documents are canonical, so their keys are in alphabetical order. People read the API in this one.
_FIRST = [
    "slug",
    "kind",
    "tone",
    "category",
    "role",
    "who",
    "moments",
    "route",
    "advice",
    "alarmSign",
    "screen",
    "question",
    "is",
    "anyOf",
    "contains",
    "value",
    "label",
    "title",
    "term",
    "intro",
    "summary",
    "disclaimer",
    "message",
    "text",
    "help",
    "speech",
    "choices",
    "number",
    "answer",
    "definition",
    "aliases",
    "body",
    "pointsTo",
    "urgency",
    "items",
    "refs",
    "blocks",
    "when",
    "atLeast",
]
_LAST = ("evidence", "sources")
_PLACES = {name: place for place, name in enumerate(_FIRST)} | {name: 1000 + place for place, name in enumerate(_LAST)}


def _place(field: tuple[str, Any]) -> tuple[int, str]:
    return _PLACES.get(field[0], len(_FIRST)), field[0]


def in_language(value: object, language: str) -> Any:
    """The value with each localized text replaced by its words in this language, in the order of reading."""
    if isinstance(value, dict):
        if isinstance(value.get(SOURCE_LANGUAGE), str):
            return localized(value, language)
        return {name: in_language(inner, language) for name, inner in sorted(value.items(), key=_place)}
    if isinstance(value, list):
        return [in_language(inner, language) for inner in value]
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


# What a document leaves out because it is empty, and the API shows all the same.
_EMPTY: dict[str, Shape] = {
    "term": {"sources": [], "aliases": []},
    **{kind: {} for kind in ("source", "protocol", "screen", "adviceChoice", "route", "outcome")},
}


def one(kind: str, slug: str, record: Record, language: str) -> Shape:
    """One record as the API shows it: its slug first, without its place in the order."""
    whole = {**_EMPTY.get(kind, {"sources": []}), **record}
    return {"slug": slug, **{name: value for name, value in in_language(whole, language).items() if name != "order"}}


def section(slug: str, record: Record, language: str) -> Shape:
    """A section, with the slugs of the glossary terms that its texts link to."""
    shape = one("section", slug, record, language)
    return {**shape, "terms": list(dict.fromkeys(term for text in _texts(shape) for term in markdown.terms(text)))}


def many(document: Document, kind: str, language: str, only: Iterable[str] | None = None) -> list[Shape]:
    """The records of a kind in their order; `only` these slugs where given."""
    wanted = None if only is None else set(only)
    found = [(slug, r) for slug, r in document.of_kind(kind) if wanted is None or slug in wanted]
    if kind == "section":
        return [section(slug, record, language) for slug, record in found]
    return [one(kind, slug, record, language) for slug, record in found]


def topic(document: Document, language: str) -> Shape:
    """The topic's own words."""
    return one("topic", document.topic, document.records["topic"][document.topic], language)


def article(document: Document, language: str) -> Shape:
    """The whole topic: everything that an app needs to show it, in one answer."""
    return {**topic(document, language), **{name: many(document, kind, language) for kind, name in LISTS.items()}}


def whole_section(document: Document, slug: str, language: str) -> Shape | None:
    """One section with every record that it refers to, or None where there is none of this slug."""
    record = document.get(("section", slug))
    if record is None:
        return None
    shape = section(slug, record, language)
    shown = {
        LISTS[kind]: many(document, kind, language, _referred(record, block_kind))
        for block_kind, kind in REFERENCE_BLOCKS.items()
    }
    return {"section": shape, **shown, "glossary": many(document, "term", language, shape["terms"])}


def _referred(record: Record, block_kind: str) -> list[str]:
    return [ref for block in record["blocks"] if block["kind"] == block_kind for ref in block["refs"]]
