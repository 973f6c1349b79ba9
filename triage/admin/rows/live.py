"""While somebody edits: what the rows say, and what fits the question that was just chosen. Nothing is kept."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from content.models import Topic
from triage.admin.rows import posted
from triage.admin.rows.asking import Asking, asking
from triage.admin.rows.earlier import EarlierWidget
from triage.admin.rows.fields import SCOPES, AnswersWidget, ConditionsWidget
from triage.admin.rows.showing import ChoiceRows, Row, Spot

_NAME = re.compile(r"[a-z_]+(?:-\d{1,4}-[a-z_]+)?")
_PLACE = re.compile(r"\d{1,4}(?:-\d{1,4})?")


def live(request: HttpRequest) -> HttpResponseBase:
    """`field`: how the field is called. `row`: the place of the row that changed; `spare`: of the next empty one."""
    of, name = request.GET.get("of", ""), request.POST.get("field", "")
    places = [request.POST.get(one, "") for one in ("row", "spare")]
    known = of in SCOPES or of in (AnswersWidget.of, EarlierWidget.of)
    if not known or not _NAME.fullmatch(name) or not all(map(_PLACE.fullmatch, places)):
        return HttpResponseBadRequest()
    number = request.GET.get("topic", "")
    topic = Topic.objects.filter(pk=int(number)).first() if re.fullmatch("[0-9]{1,9}", number) else None
    row, spare = (Spot(name, tuple(map(int, place.split("-")))) for place in places)
    if of == AnswersWidget.of:
        return JsonResponse(_answers(request.POST, asking(topic), row, spare))
    if of == EarlierWidget.of:
        return JsonResponse(_choices(request.POST, asking(topic), row, spare))
    return JsonResponse(_conditions(request.POST, ConditionsWidget(asking(topic), topic, of), row, spare))


def _conditions(data: Mapping[str, Any], widget: ConditionsWidget, row: Spot, spare: Spot) -> dict[str, str]:
    reading, rows = widget.reading(data), widget.rows
    atom = reading.atom(row.name)
    told = render_to_string("triage/admin/told.html", {"sentences": widget.told(reading.all(row.field))})
    # Half a row is no fault while it is being made: these rows know of none.
    return _rendered(rows.empty(row) if atom is None else rows.row(row, atom), rows.empty(spare)) | {"told": told}


def _answers(data: Mapping[str, Any], found: Asking, row: Spot, spare: Spot) -> dict[str, str]:
    rows = AnswersWidget(found, None).rows
    given = posted.answer(data, row.name, found) or ("", "")
    return _rendered(rows.row(row, given), rows.empty(spare)) | {"told": ""}


def _choices(data: Mapping[str, Any], found: Asking, row: Spot, spare: Spot) -> dict[str, str]:
    rows = ChoiceRows(found, found.groups())
    return _rendered(rows.row(row, posted.choice(data, row.name) or ("", [])), rows.empty(spare)) | {"told": ""}


def _rendered(row: Row, spare: Row) -> dict[str, str]:
    return {
        key: render_to_string("triage/admin/row.html", {"row": one}) for key, one in (("row", row), ("spare", spare))
    }
