"""A page that somebody may not see or use: why not, who may, and that it stands in the history."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.http import HttpRequest

from content.accountability import NOT_ALLOWED, keep_refusal
from content.drafts import Recorded
from content.models import Topic
from content.permits import NAMES
from content.roles import GROUPS, RECORDS

_DOING = {"add": "toevoegen", "change": "aanpassen", "delete": "verwijderen", "view": "bekijken"}


def why_not(request: HttpRequest) -> str:
    """In Dutch: what was asked, and which role may do that."""
    model = _model(request)
    if model is None:
        return "Dit is alleen voor wie er het recht toe heeft. Vraag een beheerder."
    called, doing = model._meta.verbose_name_plural, _asked(request)
    user = request.user.get_username()
    if model._meta.model_name in RECORDS and doing != "view":
        return f"Wat is ingezonden, goedgekeurd of gepubliceerd, ligt vast. Niemand kan {called} {_DOING[doing]}."
    who = _who(model, doing)
    end = "Hoort het bij uw werk? Vraag een beheerder om die rol." if who else ""
    return f"{user} mag geen {called} {_DOING[doing]}. Dat mag {who or 'alleen een beheerder'}. {end}".strip()


def keep(request: HttpRequest, about: str = "") -> None:
    """That it was refused. For whoever is logged in; strangers are led to the log-in."""
    if not isinstance(request.user, User):
        return
    model = _model(request)
    asked = f"{model._meta.verbose_name_plural} {_DOING[_asked(request)]}" if model else "een pagina van het beheer"
    keep_refusal(by=request.user, topic=_topic(request, model), about=about or asked, why=NOT_ALLOWED)


def _topic(request: HttpRequest, model: Any) -> Topic | None:
    """Of the record that the page is about."""
    values = request.resolver_match.kwargs if request.resolver_match else {}
    number = str(values.get("object_id") or values.get("number") or "")
    if model is None or not number.isdigit():
        return None
    row = model._default_manager.filter(pk=number).first()
    return row if isinstance(row, Topic) else getattr(row, "topic", None)


def _model(request: HttpRequest) -> Any:
    """The admin names its addresses `app_model_action`."""
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    app, _, rest = name.partition("_")
    try:
        return apps.get_model(app, rest.partition("_")[0])
    except (LookupError, ValueError):
        return None


def _asked(request: HttpRequest) -> str:
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    last = name.rpartition("_")[2]
    if last in ("add", "delete"):
        return last
    return "change" if request.method == "POST" else "view"


def _who(model: Any, doing: str) -> str:
    """The roles that may, in words."""
    if issubclass(model, Recorded):
        named = [NAMES[name] for name, role in GROUPS.items() if doing in role.drafts]
    elif model._meta.model_name in RECORDS:
        named = [NAMES[name] for name, role in GROUPS.items() if role.records]
    else:
        named = []
    return " of ".join(named)
