"""A record that somebody deleted while somebody else typed in its form: what was typed becomes a new one, if wanted."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from content.drafts import Draft, Recorded

AGAIN = "anew"  # sent by a form that has said so


def made_anew(request: HttpRequest, model: type[Recorded], number: str) -> str | None:
    """None where the record is gone: then its form is that of a new one, with everything that was typed."""
    if not issubclass(model, Draft) or not number.isdigit() or model._default_manager.filter(pk=number).exists():
        return number
    events: Any = model.pgh_event_model  # type: ignore[attr-defined]
    last = events.objects.filter(pgh_obj_id=number).order_by("-pgh_id").first()
    if last is None:
        return number
    if AGAIN not in request.POST:
        request.gone = _said(model, last)  # type: ignore[attr-defined]
    request.POST = _of_a_new_one(request.POST, model, last)  # type: ignore[assignment]
    return None


def _said(model: type[Recorded], last: Any) -> str:
    who = (last.pgh_context or {}).get("username") or "Het systeem"
    at = timezone.localtime(last.pgh_created_at)
    return (
        f"{who} heeft dit op {at:%d-%m-%Y} om {at:%H:%M} verwijderd. Wat u typte staat hieronder, en is nog niet "
        f"opgeslagen. Slaat u het op, dan komt het terug als nieuw concept."
    )


def _of_a_new_one(typed: QueryDict, model: type[Recorded], last: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    numbers = {"id", *(getattr(model, name).field.name for name in model.record_children)}
    for key in typed:
        _prefix, _, rest = key.partition("-")
        of_a_row = rest.partition("-")[0].isdigit() and rest.partition("-")[2] in numbers
        if not of_a_row and key not in ("seen", "base_state"):
            data.setlist(key, ["0"] if rest == "INITIAL_FORMS" else typed.getlist(key))
    data["topic"], data["slug"] = typed.get("topic", str(last.topic_id)), typed.get("slug", last.slug)
    return data
