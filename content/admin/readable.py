"""The difference between two records in words: which field, what it said, what it says now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.admin.names import model_of
from content.documents import Document, Record, Records
from content.drafts import LocalizedField, Recorded, SlugsField, camel, name_in

WORDS = re.compile(r"\S+|\s+")
_LANGUAGES = {"nl": "", "en": " (Engels)"}


@dataclass(frozen=True)
class Line:
    """One field that differs. Empty: it was not there, or is not there any more."""

    label: str
    before: str
    after: str

    @property
    def compared(self) -> SafeString:
        """Before and after in one text, word by word; the one after the other where no word stayed."""
        old, new = WORDS.findall(self.before), WORDS.findall(self.after)
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if not any(kind == "equal" and "".join(old[a:b]).strip() for kind, a, b, _, _ in steps):
            return _step("replace", old, new)
        return format_html_join("", "{}", ((_step(kind, old[a:b], new[c:d]),) for kind, a, b, c, d in steps))


def _step(kind: str, old: list[str], new: list[str]) -> SafeString:
    if kind == "equal":
        return format_html("{}", "".join(old))
    gone = format_html("<del>{}</del>", "".join(old)) if old else SafeString("")
    come = format_html("<ins>{}</ins>", "".join(new)) if new else SafeString("")
    return format_html("{}{}", gone, come)


def lines_of_kind(kind: str, before: Record | None, after: Record | None, documents: "Both") -> tuple[Line, ...]:
    """The lines of a record of this kind; `documents` tell what other records are called."""
    model = model_of(kind)
    if model is None:
        return ()
    return lines_between(model, before or {}, after or {}, documents.records)


@dataclass(frozen=True)
class Both:
    """Names are looked up in the newer document, and in the older where it does not have the record."""

    before: Document | None
    after: Document

    @cached_property
    def records(self) -> Records:
        older = self.before.records if self.before else {}
        kinds = older.keys() | self.after.records.keys()
        return {kind: {**older.get(kind, {}), **self.after.records.get(kind, {})} for kind in kinds}


def lines_between(model: type[Recorded], before: Record, after: Record, records: Records) -> tuple[Line, ...]:
    """Only the fields that differ, under the names that the forms give them."""
    found: list[Line] = []
    for name in model.record_fields:
        key, field = camel(name), model._meta.get_field(name)
        if before.get(key) != after.get(key) and isinstance(field, models.Field):
            found += field_lines(field, before.get(key), after.get(key), records)
    for name in model.record_children:
        found += _child_lines(model, name, before, after, records)
    return tuple(found)


def field_lines(field: "models.Field[Any, Any]", before: Any, after: Any, records: Records) -> list[Line]:
    label = _capital(field.verbose_name)
    if not isinstance(field, LocalizedField):
        return [Line(label, told(field, before, records), told(field, after, records))]
    texts = [(lang, (before or {}).get(lang, ""), (after or {}).get(lang, "")) for lang in _LANGUAGES]
    return [Line(f"{label}{_LANGUAGES[lang]}", was, now) for lang, was, now in texts if was != now]


def _child_lines(model: type[Recorded], name: str, before: Record, after: Record, records: Records) -> list[Line]:
    """Rows of detail one by one, by their place."""
    child: type[Recorded] = getattr(model, name).rel.related_model
    old, new = _rows(before.get(camel(name), [])), _rows(after.get(camel(name), []))
    called = _capital(child._meta.verbose_name)
    found: list[Line] = []
    for place, (was, now) in enumerate(zip(*_aligned(old, new), strict=True), start=1):
        lines = lines_between(child, was, now, records)
        found += [Line(f"{called} {place} · {line.label}", line.before, line.after) for line in lines]
    return found


def _rows(blocks: list[Record]) -> list[Record]:
    """A list in a document is one block with items; here every item is a row, as in the form."""
    return [row for block in blocks for row in (_items(block) if "items" in block else [block])]


def _items(block: Record) -> list[Record]:
    return [{"kind": block["kind"], **item} for item in block["items"]]


def _aligned(old: list[Record], new: list[Record]) -> tuple[list[Record], list[Record]]:
    """Rows that stayed the same side by side, so that one new row is not told as a change of all that follow."""
    left: list[Record] = []
    right: list[Record] = []
    matcher = SequenceMatcher(None, [repr(row) for row in old], [repr(row) for row in new], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        height = max(b - a, d - c)
        left += [*old[a:b], *[{}] * (height - (b - a))]
        right += [*new[c:d], *[{}] * (height - (d - c))]
    return left, right


def told(field: "models.Field[Any, Any]", value: Any, records: Mapping[str, Mapping[str, Record]]) -> str:
    """A value as people read it. A field of another app may know better: its own `told`."""
    if value in (None, "", [], {}):
        return ""
    if own := getattr(field, "told", None):
        return str(own(value, records))
    if isinstance(field, SlugsField):
        return ", ".join(_called(slug, records) for slug in value)
    return _in_words(field, value)


def _in_words(field: "models.Field[Any, Any]", value: Any) -> str:
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(str(value)), "j F Y")
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _called(slug: str, records: Mapping[str, Mapping[str, Record]]) -> str:
    for kind in ("source", "advice", "alarmSign", "faq"):
        if slug in records.get(kind, {}):
            return name_in(records[kind][slug]) or slug
    return slug


def _plain(value: Any) -> str:
    """Small structures without brackets: `minimum: 0, maximum: 120`."""
    if isinstance(value, dict):
        if isinstance(value.get("nl"), str):
            return str(value["nl"])
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(inner) for inner in value)
    return str(value)


def _capital(text: Any) -> str:
    return str(text)[:1].upper() + str(text)[1:]
