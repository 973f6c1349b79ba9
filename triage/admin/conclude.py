"""The forms of what is concluded: rules, advice, routes, outcomes, promises and vignettes."""

from typing import Any

from django.contrib import admin

from content.admin.base import DetailInline, DraftAdmin
from content.models import Advice, AlarmSign
from content.vocabulary import URGENCIES
from triage.admin import words
from triage.admin.shaped import conditions, structure
from triage.engine.codec import checks
from triage.models import AdviceChoice, Contact, Outcome, Promise, Route, Rule, Vignette, Withholding
from triage.vocabulary import MOMENTS

_DURATION = "Zoals PT1H (een uur), PT30M (een half uur) of P2D (twee dagen)."


@admin.register(Rule)
class RuleAdmin(DraftAdmin):
    columns = ("at_least", "alarm_sign", "evidence")
    search_fields = ("slug", "reason__nl", "alarm_sign")
    points_to = {"alarm_sign": (AlarmSign,), "route": (Route,)}
    made = {"when": conditions("rule")}


class WithholdingInline(DetailInline):
    model = Withholding
    made = {"when": conditions("adviceChoice")}


@admin.register(AdviceChoice)
class AdviceChoiceAdmin(DraftAdmin):
    inlines = (WithholdingInline,)
    columns = ("advice",)
    search_fields = ("slug", "advice")
    points_to = {"advice": (Advice,)}
    made = {"urgencies": words.words(*URGENCIES), "shown_when": conditions("adviceChoice")}


@admin.register(Route)
class RouteAdmin(DraftAdmin):
    made = {"when": conditions("route")}


class ContactInline(DetailInline):
    model = Contact
    made = {
        "moments": words.words(*MOMENTS),
        "phone": words.detail(
            checks.phone, "Zoals 112 of 0800-0113. Er is geen landelijk nummer van de huisartsenpost."
        ),
        "call_within": words.detail(checks.duration, _DURATION),
        "seen_within": words.detail(checks.duration, _DURATION),
    }


@admin.register(Outcome)
class OutcomeAdmin(DraftAdmin):
    inlines = (ContactInline,)
    columns = ("route", "urgency")
    points_to = {"route": (Route,)}

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).order_by("route", "pk")


@admin.register(Promise)
class PromiseAdmin(DraftAdmin):
    columns = ("kind", "urgency")
    made = {"when": conditions("promise")}


@admin.register(Vignette)
class VignetteAdmin(DraftAdmin):
    change_form_outer_before_template = "triage/admin/play.html"
    columns = ("labelled_by",)
    search_fields = ("slug", "title__nl", "story__nl")
    made = {
        "answers": structure("vignette", 'Vraag en antwoord: {"age": 67, "fever": "yes", "leg-weakness": "unknown"}'),
        "expected": structure("vignette", '{"urgency": "sameDay", "who": "ownGp"}', required=True),
        "at": words.short("vignette", "Datum en tijd in UTC, zoals 2026-11-22T21:40:00Z."),
    }
