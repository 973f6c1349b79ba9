"""What every form of a draft shares: fields made for people, nothing lost to somebody else's edit, history with who."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.admin import ModelAdmin, StackedInline

from content.admin import gone
from content.admin.actions import RESTORED
from content.admin.forms import DraftForm, RecordForm
from content.admin.history import HistoryView
from content.admin.listing import Unpublished, name_column, state_column
from content.admin.looking import LookingView
from content.admin.references import SlugFormField, SlugsFormField, choices_of, groups_of
from content.admin.rows import RowsFormSet
from content.admin.texts import LocalizedFormField
from content.admin.writing import WritingView
from content.checks import LONG_TEXTS
from content.drafts import Draft, LocalizedField, Recorded, SlugsField, camel
from content.history import acting
from content.models import Source, Topic

MakeField = Callable[[Any, Topic | None], forms.Field]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date", "class": "moment"}, format="%Y-%m-%d")


class OnlyTrue(forms.BooleanField):
    """Ticked is true, not ticked is left out of the document."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(bool(initial), data)


class FieldsForPeople:
    """For an admin or an inline. `points_to`: slugs of other records; `made`: fields that are made in another way."""

    model: type[Recorded]
    points_to: ClassVar[Mapping[str, tuple[type[Draft], ...]]] = {}
    made: ClassVar[Mapping[str, MakeField]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        common = {"label": _capital(db_field.verbose_name), "help_text": db_field.help_text}
        topic = topic_of(request)
        if db_field.name in self.made:
            field = self.made[db_field.name](db_field, topic)
            field.label = field.label or common["label"]
            return field
        if isinstance(db_field, LocalizedField):
            lists = (getattr(self.model, "record_kind", ""), camel(db_field.name)) in LONG_TEXTS
            return LocalizedFormField(lists=lists, **common)
        if isinstance(db_field, SlugsField) or db_field.name in self.points_to:
            return self._reference(db_field, topic, common)
        if isinstance(db_field, models.DateField):
            return forms.DateField(required=not db_field.blank, widget=DayInput(), **common)
        if isinstance(db_field, models.BooleanField) and db_field.null:
            return OnlyTrue(required=False, **common)
        field = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # topics are made on their own page
        return _nothing_chosen_beforehand(field) if db_field.choices else field

    def _reference(self, db_field: Any, topic: Topic | None, common: Mapping[str, Any]) -> forms.Field:
        wanted = self.points_to.get(db_field.name, (Source,))
        if isinstance(db_field, SlugsField):
            choices = choices_of(wanted[0], topic) if len(wanted) == 1 else groups_of(wanted, topic)
            return SlugsFormField(choices=choices, **common)
        return SlugFormField(choices=choices_of(wanted[0], topic), required=not db_field.blank, **common)


def _nothing_chosen_beforehand(field: Any) -> Any:
    """A word that weighs, such as an urgency, is chosen by somebody and not by being the first of the list."""
    empty = "kies …" if field.required else "geen"
    field.choices = [("", empty), *(choice for choice in field.choices if choice[0])]
    return field


def _capital(text: Any) -> str:
    return str(text)[:1].upper() + str(text)[1:]


def topic_of(request: HttpRequest) -> Topic | None:
    """The topic of the record that this page is about; the only one there is, for a new record."""
    match = request.resolver_match
    number = match.kwargs.get("object_id") if match else None
    model = getattr(getattr(match.func, "model_admin", None), "model", None) if match else None
    if number and model is Topic:
        return Topic.objects.filter(pk=number).first()
    if number and model is not None and issubclass(model, Draft):
        return Topic.objects.filter(pk__in=model._default_manager.filter(pk=number).values("topic")).first()
    topics = list(Topic.objects.all()[:2])
    return topics[0] if len(topics) == 1 else None


def _changes_of(topic: Topic | None) -> str:
    return reverse("admin:content_topic_changes", args=[topic.pk]) if topic else reverse("admin:index")


def person(request: HttpRequest) -> User:
    """Who is logged in; the admin site let nobody else in."""
    return cast(User, request.user)


class RecordedAdmin(FieldsForPeople, HistoryView, WritingView, LookingView, ModelAdmin):  # type: ignore[misc]
    """An admin of rows whose history is kept: who changed what stands in it, whichever way it was changed."""

    form = DraftForm
    warn_unsaved_form = True
    compressed_fields = False
    list_fullwidth = True
    actions = None  # nothing is done to many records at once
    delete_confirmation_template = "content/admin/delete.html"
    before_fields = "content/admin/both.html"

    def message_user(self, request: HttpRequest, message: Any, level: Any = messages.INFO, **options: Any) -> None:
        """After saving: what that means, and the way on."""
        if level == messages.SUCCESS:
            on = "{} Buiten het beheer ziet nog niemand dit. <a href='{}'>Wijzigingen bekijken en inzenden</a>"
            message = format_html(on, message, _changes_of(topic_of(request)))
        super().message_user(request, message, level, **options)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """While somebody saves it, nobody else does: whoever comes second sees what the first one wrote."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return row
        locked = self.model._default_manager.select_for_update().filter(pk=row.pk).exists()
        return super().get_object(request, object_id, from_field) if locked else None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change, **options)
        said = {"gone": getattr(request, "gone", ""), "restored": RESTORED if getattr(request, "restored", 0) else ""}
        return type(form.__name__, (form,), said) if any(said.values()) else form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id and self.only_looks(request, object_id):
            return self.looking_view(request, object_id, extra_context)
        with acting(person(request)):
            if request.method == "POST" and object_id and self.has_add_permission(request):
                object_id = gone.made_anew(request, self.model, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]

    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if getattr(request, "restored", False):
            request.method, request.POST = "GET", QueryDict()  # asked again: hours may have passed
        with acting(person(request)):
            return super().delete_view(request, *args, **options)  # type: ignore[no-any-return]

    def changelist_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        with acting(person(request)):
            return super().changelist_view(request, *args, **options)  # type: ignore[no-any-return]


_HELP = {
    "slug": "Kort en in het Engels, met kleine letters en streepjes, zoals stay-active. Dit ligt daarna vast.",
    "order": "Een lager getal komt eerder.",
}


class DraftAdmin(RecordedAdmin):
    """One record of a topic's draft. The slug is how others point to it, so it is chosen once."""

    search_fields: Any = ("slug", "title__nl")
    columns: ClassVar[tuple[str, ...]] = ()
    founded: ClassVar[tuple[str, ...]] = ("evidence", "sources", "review_by_date")
    # Fieldsets of its own fields, where their order in a document is not that in which people read them.
    grouped: ClassVar[tuple[Any, ...]] = ()
    list_per_page = 100

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [name_column, *self.columns, state_column(cast(type[Draft], self.model))]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        words = [name for name in self.columns if getattr(self.model._meta.get_field(name), "choices", None)]
        several = ["topic"] if Topic.objects.count() > 1 else []
        return [Unpublished, *words, *several]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("topic").prefetch_related(*self.model.record_children)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("topic", "slug") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        return super().get_form(request, obj, change, **options, help_texts=_HELP)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new record comes last, a step on, so that others fit in between."""
        topic = topic_of(request)
        drafts: Any = self.model._default_manager
        last = drafts.filter(topic=topic).aggregate(last=models.Max("order"))["last"] or 0
        again = timezone.localdate() + timedelta(days=365)
        mine = {"topic": topic.pk if topic else None, "order": last + 10, "review_by_date": again}
        return mine | super().get_changeform_initial_data(request)  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = [name for name in self.model.record_fields if name not in (*self.founded, "order")]
        founded = [name for name in self.founded if name in self.model.record_fields]
        place = ["topic", "slug", "order", *(["seen"] if obj else [])]
        groups: list[Any] = [*self.grouped] or [(None, {"fields": own})]
        if founded:
            groups.append(("Onderbouwing", {"fields": founded}))
        named = ("Naam en plaats", {"fields": place})
        return [named, *groups] if obj is None else [*groups, named]


class DetailInline(FieldsForPeople, StackedInline):  # type: ignore[misc]
    """Rows of detail below their record, in an order that is dragged."""

    form = RecordForm
    formset = RowsFormSet
    extra = 0
    ordering_field = "order"
    hide_ordering_field = True
    hide_title = False
    show_change_link = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.model.record_fields, "order"]
