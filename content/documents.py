"""A topic as one plain JSON value, and the difference between two of them."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import rfc8785

from content.texts import SOURCE_LANGUAGE, digest

FORMAT = 1
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_SLUG = 60

Record = dict[str, Any]
Records = dict[str, dict[str, Record]]
Key = tuple[str, str]


class DocumentDamaged(Exception):
    """The bytes of a document are not those that its digest was made of."""


class UnknownFormat(Exception):
    """A document that another version of this software wrote."""


@dataclass(frozen=True)
class Document:
    """Content and protocol of a topic, every language: `records[kind][slug]`. Not to be changed once made."""

    topic: str
    records: Records

    @cached_property
    def canonical(self) -> bytes:
        """Canonical JSON (RFC 8785), UTF-8."""
        return rfc8785.dumps({"format": FORMAT, "topic": self.topic, "records": self.records})

    @cached_property
    def digest(self) -> str:
        return digest(self.canonical)

    @classmethod
    def read(cls, text: str, expected_digest: str) -> "Document":
        """A stored document. Raises DocumentDamaged when it is not what its digest says, or UnknownFormat."""
        if digest(text.encode()) != expected_digest:
            raise DocumentDamaged(f"A stored document does not match its digest {expected_digest}. Restore a backup.")
        value: dict[str, Any] = json.loads(text)
        if value.get("format") != FORMAT:
            raise UnknownFormat(f"A document has format {value.get('format')}; this version reads {FORMAT}. Update it.")
        return cls(value["topic"], value["records"])

    def of_kind(self, kind: str) -> list[tuple[str, Record]]:
        """The records of a kind, in their order."""
        found = self.records.get(kind, {}).items()
        return sorted(found, key=lambda item: (item[1].get("order", 0), item[0]))

    def keys(self) -> set[Key]:
        return {(kind, slug) for kind, found in self.records.items() for slug in found}

    def get(self, key: Key) -> Record | None:
        return self.records.get(key[0], {}).get(key[1])

    def languages(self) -> tuple[str, ...]:
        """The languages in which every text of the document is there; Dutch always is."""
        texts = list(_texts(self.records))
        complete = set.intersection(*(set(text) for text in texts)) if texts else set()
        return (SOURCE_LANGUAGE, *sorted(complete - {SOURCE_LANGUAGE, "translatedFrom"}))


def _texts(value: object) -> Iterable[Mapping[str, str]]:
    """Every localized text in a value: the objects that have a Dutch text."""
    if isinstance(value, dict):
        if isinstance(value.get(SOURCE_LANGUAGE), str):
            yield value
        else:
            for inner in value.values():
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs: added (`before` is None), removed (`after` is None), or changed."""

    kind: str
    slug: str
    before: Record | None
    after: Record | None

    @property
    def key(self) -> Key:
        return self.kind, self.slug


def difference(before: Document | None, after: Document) -> tuple[Change, ...]:
    """What changes from one document to another, by kind and slug."""
    old = before or Document(after.topic, {})
    pairs = ((key, old.get(key), after.get(key)) for key in sorted(old.keys() | after.keys()))
    return tuple(Change(*key, was, becomes) for key, was, becomes in pairs if was != becomes)


def with_changes(base: Document | None, draft: Document, chosen: Collection[Key]) -> Document:
    """The base with the chosen records taken from the draft: put in, replaced, or removed where the draft has none."""
    records: Records = {kind: dict(found) for kind, found in base.records.items()} if base else {}
    for kind, slug in chosen:
        after = draft.get((kind, slug))
        records.setdefault(kind, {}).pop(slug, None)
        if after is not None:
            records[kind][slug] = after
    return Document(draft.topic, {kind: found for kind, found in records.items() if found})
