"""The forms of what is concluded: rules, advice, routes, outcomes, promises and vignettes."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from content.admin.base import DetailInline, DraftAdmin
from content.models import Advice, AlarmSign
from content.vocabulary import URGENCIES
from triage.admin import clock, ruling, small_forms, table, words
from triage.admin.rows.fields import answers, conditions
from triage.engine.codec import checks
from triage.models import AdviceChoice, Contact, Outcome, Promise, Route, Rule, Vignette, Withholding
from triage.vocabulary import MOMENTS

_DURATION = "Zoals PT1H (een uur), PT30M (een half uur) of P2D (twee dagen)."


@admin.register(Rule)
class RuleAdmin(DraftAdmin):
    columns = ("at_least", "alarm_sign", "evidence")
    search_fields = ("slug", "reason__nl", "alarm_sign")
    points_to = {"alarm_sign": (AlarmSign,), "route": (Route,)}
    form = ruling.RuleForm
    grouped = ruling.FIELDSETS
    made = {"when": conditions("rule"), "at_least": ruling.at_least, "if_uncertain": ruling.if_uncertain}

    def get_urls(self) -> list[Any]:
        own = path("table/<int:number>/", self.admin_site.admin_view(self.table_view), name="triage_rule_table")
        return [own, *super().get_urls()]

    def table_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Every rule of a topic on one page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        own = {**self.admin_site.each_context(request), "opts": self.opts, "subtitle": None, "own_heading": True}
        return TemplateResponse(request, "triage/admin/table.html", own | table.page(request, number))


class WithholdingInline(DetailInline):
    model = Withholding
    made = {"when": conditions("withholding")}


@admin.register(AdviceChoice)
class AdviceChoiceAdmin(DraftAdmin):
    inlines = (WithholdingInline,)
    columns = ("advice",)
    search_fields = ("slug", "advice")
    points_to = {"advice": (Advice,)}
    made = {"urgencies": words.words(*URGENCIES), "shown_when": conditions("adviceChoice", "shownWhen")}


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
        "answers": answers,
        "expected": small_forms.expected,
        "at": clock.moment("vignette"),
    }
