"""Every refusal as a message, and every fault with a link to the record that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from content.admin.names import kind_name, model_of
from content.admin.wording import in_dutch
from content.drafts import Draft, Recorded, camel
from content.faults import Fault, Faulty
from content.models import Topic
from content.publishing import Refused


@dataclass(frozen=True)
class Mend:
    """A fault, what its record is called, and where to mend it; no address where there is no such record."""

    kind: str
    name: str
    field: str
    message: str
    url: str


def mends(faults: Iterable[Fault], topic: Topic) -> list[Mend]:
    return [_mend(in_dutch(fault), topic) for fault in faults]


def _mend(fault: Fault, topic: Topic) -> Mend:
    row = _row(fault, topic)
    name = str(row) if row else fault.slug
    return Mend(kind_name(fault.kind), name, _field(fault, row), fault.message, _url(row, fault))


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
    """Row and field. A list of a section is one block in a document, and a row per item in the form."""
    place, inner = path[0], path[1:]
    item, inner = (int(inner[1]), inner[2:]) if inner[:1] == ["items"] and len(inner) > 1 else (0, inner)
    before = sum(len(row.get("items", "1")) for row in rows[: int(place)]) if place.isdigit() else 0
    number = f" {before + item + 1}" if place.isdigit() else ""
    named = [_label(child, name) for name in child.record_fields if inner and camel(name) == inner[0]]
    return ", ".join([f"{child._meta.verbose_name}{number}", *named])


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
