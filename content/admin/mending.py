"""Every refusal as a message, and every fault with a link to the record that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from content.admin.names import kind_name, model_of
from content.admin.wording import in_dutch
from content.drafts import Draft, LocalizedField, Recorded, camel
from content.faults import Fault, Faulty
from content.models import Topic
from content.publishing import Refused


@dataclass(frozen=True)
class Mend:
    """A fault, what its record is called, and where to mend it; no address where there is no such record.

    `place` is that of the field on the page of its form.
    """

    kind: str
    name: str
    field: str
    message: str
    url: str
    place: str = ""


def mends(faults: Iterable[Fault], topic: Topic) -> list[Mend]:
    return [_mend(in_dutch(fault), topic) for fault in faults]


def _mend(fault: Fault, topic: Topic) -> Mend:
    row = _row(fault, topic)
    name = str(row) if row else fault.slug
    return Mend(kind_name(fault.kind), name, _field(fault, row), fault.message, _url(row, fault), _place(fault, row))


def _row(fault: Fault, topic: Topic) -> Draft | Topic | None:
    model = model_of(fault.kind)
    if model is Topic:
        return topic
    if model is None:
        return None
    drafts: Any = model._default_manager
    found: Draft | None = drafts.filter(topic=topic, slug=fault.slug).first()
    return found


def _field(fault: Fault, row: Draft | Topic | None) -> str:
    """`/blocks/3/text/nl` as `blok 4, tekst`."""
    model = model_of(fault.kind)
    first, _, rest = fault.path.strip("/").partition("/")
    for name in model.record_fields if model else ():
        if camel(name) == first:
            return _label(model, name)
    for name in model.record_children if model else ():
        if camel(name) == first:
            rows = row.record().get(first, []) if row else []
            return _in_row(getattr(model, name).rel.related_model, rows, rest.split("/"))
    return first


def _label(model: type[Recorded] | None, name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name)) if model else name


def _in_row(child: type[Recorded], rows: list[Any], path: list[str]) -> str:
    """Row and field."""
    place, inner = _row_of(rows, path)
    number = "" if place is None else f" {place + 1}"
    named = [_label(child, name) for name in child.record_fields if inner and camel(name) == inner[0]]
    return ", ".join([f"{child._meta.verbose_name}{number}", *named])


def _row_of(rows: list[Any], path: list[str]) -> tuple[int | None, list[str]]:
    """Which row of the form, and the path in it. A list of a section is one block in a document, and there a row per
    item.
    """
    place, inner = path[0], path[1:]
    if not place.isdigit():
        return None, inner
    item, inner = (int(inner[1]), inner[2:]) if inner[:1] == ["items"] and len(inner) > 1 else (0, inner)
    return sum(len(row.get("items", "1")) for row in rows[: int(place)]) + item, inner


def _place(fault: Fault, row: Draft | Topic | None) -> str:
    """`#id_blocks-3-text_0` for `/blocks/3/text/nl`."""
    model, (first, *rest) = model_of(fault.kind), fault.path.strip("/").split("/")
    if model is None or row is None:
        return ""
    for name in model.record_fields:
        if camel(name) == first:
            return f"#id_{name}{_language(model, name, rest)}"
    for name in model.record_children:
        if camel(name) == first:
            number, inner = _row_of(row.record().get(first, []), rest or [""])
            return _place_in_row(getattr(model, name).rel.related_model, name, number, inner)
    return ""


def _place_in_row(child: type[Recorded], prefix: str, number: int | None, inner: list[str]) -> str:
    fields = [name for name in child.record_fields if inner and camel(name) == inner[0]]
    if number is None or not fields:
        return ""
    return f"#id_{prefix}-{number}-{fields[0]}{_language(child, fields[0], inner[1:])}"


def _language(model: type[Recorded], name: str, rest: list[str]) -> str:
    """A text in two languages has a field for each."""
    if not isinstance(model._meta.get_field(name), LocalizedField):
        return ""
    return "_1" if rest[:1] == ["en"] else "_0"


def _url(row: Draft | Topic | None, fault: Fault) -> str:
    model = model_of(fault.kind)
    if model is None:
        return ""
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    try:
        return reverse(f"{base}_change", args=[row.pk]) if row else reverse(f"{base}_changelist")
    except NoReverseMatch:
        return ""


def tell(request: HttpRequest, refusal: Refused | Faulty, topic: Topic) -> list[Mend]:
    """The refusal as a message; its faults, if any, for the page to show."""
    if isinstance(refusal, Refused):
        messages.error(request, str(refusal))
        return []
    found = mends(refusal.faults, topic)
    how_many = "Eén ding klopt" if len(found) == 1 else f"{len(found)} dingen kloppen"
    messages.error(
        request, f"{how_many} nog niet. Er is niets ingezonden of gepubliceerd. Hieronder staat wat u verbetert."
    )
    return found
