"""`Geschiedenis`: what a record said before, who changed it, when and why, from the rows that triggers keep."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from content.admin.readable import Line, lines_between
from content.documents import Record, Records
from content.drafts import Recorded, camel, plain
from content.models import Topic
from content.parts import draft_of

LIBRARY = {"library": "ingelezen uit de meegeleverde teksten"}
SAID = {"insert": "gemaakt", "update": "gewijzigd", "delete": "verwijderd"}


@dataclass(frozen=True)
class Moment:
    """One change of a record, or of one of its rows of detail."""

    at: datetime
    who: str
    why: str
    what: str
    lines: tuple[Line, ...]


class HistoryView:
    """For a ModelAdmin of tracked rows."""

    admin_site: Any
    model: type[Recorded]
    opts: Any

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis van {row!s}",
            "own_heading": True,
            "moments": history_of(row, draft_of(_topic(row)).records),
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "content/admin/history.html", context)


def _topic(row: Recorded) -> Topic:
    return row if isinstance(row, Topic) else row.topic  # type: ignore[attr-defined]


def history_of(row: Recorded, records: Records | None = None) -> list[Moment]:
    """Newest first. `records` tell what other records are called."""
    names = records or {}
    found = _moments(type(row), {"pgh_obj_id": row.pk}, str(row._meta.verbose_name), names)
    for name in row.record_children:
        related = getattr(row, name)
        called = str(related.model._meta.verbose_name)
        found += _moments(related.model, {related.field.attname: row.pk}, called, names)
    return sorted(found, key=lambda moment: moment.at)[::-1]


def _moments(model: type[Recorded], of: dict[str, Any], called: str, records: Records) -> list[Moment]:
    events = _events(model).filter(**of).order_by("pgh_obj_id", "pgh_id")
    found: list[Moment] = []
    before: dict[int, Record] = {}
    for event in events:
        after = {} if event.pgh_label == "delete" else _record(model, event)
        lines = lines_between(model, before.get(event.pgh_obj_id, {}), after, records)
        before[event.pgh_obj_id] = after
        context = event.pgh_context or {}
        said = f"{called} {SAID.get(event.pgh_label, event.pgh_label)}"
        who = context.get("username") or "het systeem"
        why = context.get("why", "")
        found.append(Moment(event.pgh_created_at, who, LIBRARY.get(why, why), said, lines))
    return found


def _events(model: type[Recorded]) -> "models.QuerySet[Any]":
    return model.pgh_event_model.objects.all()  # type: ignore[attr-defined, no-any-return]


def _record(model: type[Recorded], event: Any) -> Record:
    fields = {camel(name): plain(getattr(event, name)) for name in model.record_fields}
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def last_change(row: Recorded) -> str:
    """A sentence: who changed this last, and when."""
    moments = history_of(row)
    if not moments:
        return "Iemand anders heeft dit intussen veranderd."
    return f"Intussen is dit veranderd, door {moments[0].who} om {timezone.localtime(moments[0].at):%H:%M}."
