"""The texts of the shipped library as people read them, straight from the YAML files: no database, no Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from content.reading import HEADINGS, lines

LIBRARY = Path(__file__).parents[3] / "content" / "library" / "rugpijn"
# The kinds of the content part, and their fields that a person reads. Sources are bibliography, not prose.
READ = {
    "topic": ("title", "summary", "disclaimer"),
    "section": ("title", "summary", "blocks"),
    "advice": ("title", "body"),
    "alarmSign": ("title", "text", "pointsTo"),
    "faq": ("question", "answer"),
    "term": ("term", "definition", "aliases"),
}
_MARKDOWN = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Record:
    """One record and the file that it stands in."""

    file: str
    kind: str
    slug: str
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def where(self) -> str:
        return f"{self.file}: {self.name}"


@dataclass(frozen=True)
class Passage:
    """One text of a record, as Markdown, and the field that it stands in (``blocks/2/items/0/text``)."""

    record: Record
    field: str
    text: str

    @property
    def where(self) -> str:
        return f"{self.record.where} {self.field}"

    @property
    def is_heading(self) -> bool:
        return any(part in HEADINGS for part in self.field.split("/"))


@cache
def content_records() -> tuple[Record, ...]:
    """Every record of the content part."""
    return tuple(
        record for file in sorted(LIBRARY.rglob("*.yaml")) if not _is_triage(file) for record in _records_of(file)
    )


@cache
def triage_records() -> tuple[Record, ...]:
    """Every record of the triage part, read apart: a fault in its files is no fault of the texts."""
    return tuple(record for file in sorted(LIBRARY.rglob("*.yaml")) if _is_triage(file) for record in _records_of(file))


def all_records() -> tuple[Record, ...]:
    return content_records() + triage_records()


def _is_triage(file: Path) -> bool:
    return "triage" in file.relative_to(LIBRARY).parts


def _records_of(file: Path) -> Iterator[Record]:
    content = YAML(typ="safe").load(file) or {}
    for kind, records in content.items():
        for slug, fields in records.items():
            yield Record(str(file.relative_to(LIBRARY)), kind, slug, fields)


def records(*kinds: str) -> list[Record]:
    """The records of these kinds, or of the whole content part, in file order."""
    wanted = kinds or (*READ, "source")
    return [record for record in content_records() if record.kind in wanted]


def slugs(kind: str) -> set[str]:
    return {record.slug for record in records(kind)}


def passages(*kinds: str) -> list[Passage]:
    """Every text that a person reads, of these kinds or of all."""
    return [passage for record in records(*(kinds or READ)) for passage in passages_of(record)]


def passages_of(record: Record) -> list[Passage]:
    read = READ.get(record.kind, ())
    return [found for field in read if field in record.fields for found in _texts(record, field, record.fields[field])]


def _texts(record: Record, field: str, value: object) -> Iterator[Passage]:
    """The Dutch texts below a value: a plain string is one, and so is a mapping with ``nl``."""
    if isinstance(value, str):
        yield Passage(record, field, value)
    elif isinstance(value, dict) and "nl" in value:
        yield Passage(record, field, value["nl"])
    elif isinstance(value, dict):
        for name in ("title", "text", "items"):
            yield from _texts(record, f"{field}/{name}", value.get(name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(record, f"{field}/{place}", inner)


def strings(value: object) -> Iterator[str]:
    """Every string below a value, whatever it is for."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def plain(markdown: str) -> str:
    return "\n".join(lines(markdown))


def plain_record(record: Record) -> str:
    """All that a person reads of a record, line by line."""
    return "\n".join(plain(passage.text) for passage in passages_of(record))


def links(markdown: str) -> list[str]:
    tokens = [child for token in _MARKDOWN.parse(markdown) for child in token.children or ()]
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


def linked_terms(markdown: str) -> set[str]:
    return {link.removeprefix("term:") for link in links(markdown) if link.startswith("term:")}


def blocks(section: Record, kind: str) -> Iterator[dict[str, Any]]:
    yield from (block for block in section.fields["blocks"] if block["kind"] == kind)


def markdown_of(record: Record) -> str:
    """The running texts of a record as Markdown, in reading order."""
    return "\n\n".join(passage.text for passage in passages_of(record) if not passage.is_heading)
