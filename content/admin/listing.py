"""Columns and filters of the lists: what a record is called, and what the current release does not say yet."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from content.documents import Document
from content.drafts import Draft
from content.models import Topic
from content.publishing import document_of, tip_of

States = dict[int, Document | None]


@admin.display(description="Naam", ordering="slug")
def name_column(row: Draft) -> str:
    return format_html('<span class="name">{}</span><span class="slug">{}</span>', str(row), row.slug)


def state_column(model: type[Draft]) -> Callable[[Any], str]:
    """Made anew for each page, so that each topic's release is read once for all of its rows."""
    seen: States = {}

    @admin.display(description="Stand")
    def state(row: Draft) -> str:
        said = state_of(row, seen)
        return format_html('<span class="state {}">{}</span>', said.replace(" ", "-"), said)

    state.__name__ = f"{model.record_kind}_state"
    return state


def state_of(row: Draft, seen: States) -> str:
    """`nieuw`, `gewijzigd` or `gepubliceerd`, compared with the release that a submission would build on."""
    if row.topic_id not in seen:
        tip = tip_of(row.topic)
        seen[row.topic_id] = document_of(tip) if tip else None
    document = seen[row.topic_id]
    published = document.get((row.record_kind, row.slug)) if document else None
    if published is None:
        return "nieuw"
    return "gepubliceerd" if published == row.record() else "gewijzigd"


class Unpublished(admin.SimpleListFilter):
    title = "stand"
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Nog niet gepubliceerd")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "open":
            return queryset
        seen: States = {}
        return queryset.filter(pk__in=[row.pk for row in queryset if state_of(row, seen) != "gepubliceerd"])


def topics_with_changes() -> list[tuple[Topic, int]]:
    from content.publishing import pending_changes

    return [(topic, len(pending_changes(topic))) for topic in Topic.objects.all()]
