"""The forms of the article: one admin per kind of record."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import RegexValidator
from unfold.widgets import UnfoldAdminURLInputWidget

from content.admin.base import DetailInline, DraftAdmin
from content.admin.texts import kept
from content.models import Advice, AlarmSign, Faq, GlossaryTerm, Section, SectionBlock, Source, Topic


class BlockInline(DetailInline):
    model = SectionBlock
    points_to = {"refs": (AlarmSign, Advice, Faq)}


@admin.register(Section)
class SectionAdmin(DraftAdmin):
    inlines = (BlockInline,)
    columns = ("kind",)


@admin.register(Advice)
class AdviceAdmin(DraftAdmin):
    columns = ("category", "evidence")
    search_fields = ("slug", "title__nl", "body__nl")


@admin.register(AlarmSign)
class AlarmSignAdmin(DraftAdmin):
    columns = ("urgency", "evidence")
    search_fields = ("slug", "title__nl", "text__nl")


@admin.register(Faq)
class FaqAdmin(DraftAdmin):
    search_fields = ("slug", "question__nl", "answer__nl")


class AliasesField(forms.CharField):
    """One word per line. A word that was there already keeps its translation."""

    widget = forms.Textarea(attrs={"class": "text-area", "rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(word["nl"] for word in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _words(self.prepare_value(initial) or "") != _words(data or "")


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class TermForm(DraftAdmin.form):  # type: ignore[misc, valid-type]
    def clean_aliases(self) -> list[dict[str, Any]]:
        known = {word["nl"]: word for word in self.initial.get("aliases") or []}
        return [
            kept(known.get(word), {"nl": word}) | known.get(word, {}) for word in _words(self.cleaned_data["aliases"])
        ]


def _aliases(db_field: Any, _topic: Topic | None) -> forms.Field:
    return AliasesField(required=False, help_text="Eén woord per regel.", label=str(db_field.verbose_name).capitalize())


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(DraftAdmin):
    form = TermForm
    made = {"aliases": _aliases}
    search_fields = ("slug", "term__nl", "definition__nl")


def _https(db_field: Any, _topic: Topic | None) -> forms.Field:
    """Without a scheme, https is meant; anything else is refused, as it would be at submission."""
    return forms.URLField(
        label="Adres",
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
        validators=[RegexValidator(r"^https://", "Een bron heeft een adres dat met https:// begint.")],
    )


@admin.register(Source)
class SourceAdmin(DraftAdmin):
    made = {"url": _https}
    columns = ("kind", "publisher", "year")
    search_fields = ("slug", "title", "publisher")
