"""`Proberen`: a draft, a submission or a release as a patient meets it, screen by screen, with the trace beside it.

The answers travel in the body of the form alone: never in an address, never in a log, and nothing of them is kept.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import linebreaks
from django.views.decorators.http import require_http_methods

from content.admin.mending import mends
from content.markdown import as_html
from triage.admin import moments, subjects
from triage.admin.judging import judged
from triage.admin.playing import Playing, Turn
from triage.admin.showing import Asked, Typed
from triage.admin.subjects import Tried
from triage.admin.tracing import Forms, Trace
from triage.api.v1 import shapes
from triage.engine.interview import NextScreen
from triage.engine.protocol import Protocol

_LANGUAGES = {"nl": "Nederlands", "en": "Engels"}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    found = subjects.tried(request, kind, number)
    context = {
        **admin.site.each_context(request),
        "title": f"Proberen: {found.name}",
        "own_heading": True,
        "found": found,
        "faults": mends(found.faults, found.topic),
    }
    if found.protocol is not None:
        playing = Playing(found.protocol, found.document.languages())
        turn = playing.press(request.POST) if request.method == "POST" else playing.begin(request.GET.get("casus", ""))
        context |= _shown(found, found.protocol, playing, turn, request)
    return TemplateResponse(request, "triage/admin/try.html", context)


def _shown(found: Tried, protocol: Protocol, playing: Playing, turn: Turn, request: HttpRequest) -> dict[str, Any]:
    may_open = request.user.has_perm("triage.view_rule")
    forms = Forms(found.topic, may_open=may_open)
    vignette = playing.vignette(turn.walk.vignette)
    return {
        "turn": turn,
        "trace": Trace(found.document, protocol, turn.answers, turn.walk, forms),
        "moments": {**({moments.CASE: "zoals in de casus"} if vignette else {}), **moments.CHOICES},
        "languages": {name: _LANGUAGES.get(name, name) for name in playing.languages},
        "cases": protocol.vignettes,
        "vignette": vignette,
        "vignette_url": forms.of("vignette", vignette.slug) if vignette else "",
        **_preview(found, protocol, turn),
        "judged": judged(protocol, turn, vignette, forms),
    }


def _preview(found: Tried, protocol: Protocol, turn: Turn) -> dict[str, Any]:
    """What an app gets, as it gets it."""
    if turn.assessment is None:
        return {}
    language = turn.walk.language
    shape = shapes.assessment(turn.assessment, turn.answers, shapes.Phrases(found.document, language))
    outcome = shape["outcome"]
    if outcome is not None:
        outcome["advice"] = [{**one, "html": _html(one["body"])} for one in outcome["advice"]]
    return {
        "shape": shape,
        "notice": shapes.said(protocol.notices.demonstration_notice, language),
        "outcome": outcome,
        "asked": _asked(turn.assessment.next_screen, shape["nextScreen"], turn),
    }


def _html(text: str) -> str:
    """What a release could not say is no Markdown yet: it is shown as it was typed."""
    try:
        return as_html(text)
    except ValueError:
        return linebreaks(text, autoescape=True)


def _asked(shown: NextScreen | None, screen: Any, turn: Turn) -> list[Asked]:
    if shown is None:
        return []
    return [
        Asked(one, turn.typed.get(one["slug"], Typed()), screen["unknownLabel"], turn.faults.get(one["slug"], ""))
        for one in screen["questions"]
    ]
