"""The forms of what is asked."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_POST

from content.admin.base import DetailInline, DraftAdmin
from triage.admin import small_forms, telling, words
from triage.admin.rows.earlier import earlier
from triage.admin.rows.fields import conditions
from triage.admin.rows.live import live
from triage.models import Option, ProtocolTexts, Question, Screen
from triage.vocabulary import WORSE


@admin.register(ProtocolTexts)
class ProtocolTextsAdmin(DraftAdmin):
    points_to = {"age_question": (Question,)}
    made = {
        "office_hours": words.hours,
        "earlier": earlier,
    }
    search_fields = ("slug",)


@admin.register(Screen)
class ScreenAdmin(DraftAdmin):
    columns = ("order", "none_of_these")


class OptionInline(DetailInline):
    model = Option


@admin.register(Question)
class QuestionAdmin(DraftAdmin):
    form = telling.QuestionForm
    inlines = (OptionInline,)
    columns = ("screen", "kind", "role")
    search_fields = ("slug", "text__nl", "screen")
    points_to = {"screen": (Screen,), "clarifies": (Question,)}
    made = {
        "worse": words.word(*WORSE),
        "asked_when": conditions("question", "askedWhen"),
        "number": small_forms.number,
        "tell": telling.tell,
    }

    def get_urls(self) -> list[Any]:
        rows = path("rows/", self.admin_site.admin_view(require_POST(self.rows_view)), name="triage_question_rows")
        return [rows, *super().get_urls()]

    def rows_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the rows of conditions and answers ask while somebody edits them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return live(request)
