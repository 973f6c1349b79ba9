"""The page of a topic: its own texts, what is not published yet, and sending that in."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from content import publishing
from content.admin import checking
from content.admin.actions import attempt
from content.admin.base import RecordedAdmin, person
from content.admin.comparing import FEW, Shown, pending
from content.admin.contents import contents_of
from content.admin.journal import JournalView
from content.admin.mending import Mend
from content.drafts import name_in
from content.models import Topic


class SubmitForm(forms.Form):
    changes = forms.MultipleChoiceField(
        error_messages={
            "required": "Kies minstens één wijziging om in te zenden.",
            "invalid_choice": "Een van de gekozen wijzigingen is er niet meer. Kijk de lijst nog eens na.",
        }
    )
    note = forms.CharField(
        label="Wat verandert er, en waarom?",
        help_text="Wie dit beoordeelt, leest dit als eerste. Het blijft bewaard.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        error_messages={"required": "Schrijf kort wat er verandert en waarom."},
    )

    def __init__(self, shown: list[Shown], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["changes"].choices = [(change.key, change.name) for change in shown]  # type: ignore[attr-defined]

    @property
    def keys(self) -> list[tuple[str, str]]:
        return [(kind, slug) for kind, _, slug in (key.partition(":") for key in self.cleaned_data["changes"])]


@admin.register(Topic)
class TopicAdmin(JournalView, RecordedAdmin):
    list_display: ClassVar[Any] = ("named", "live", "waiting")
    search_fields = ("slug", "title__nl")
    change_form_outer_before_template = "content/admin/topic_links.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        place = ["slug", *(["seen"] if obj else [])]
        return [(None, {"fields": ["title", "summary", "disclaimer", "sources"]}), ("Naam", {"fields": place})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """All of its drafts would go with it."""
        return False

    @admin.display(description="Onderwerp", ordering="slug")
    def named(self, topic: Topic) -> str:
        return format_html(
            '<span class="name">{}</span><span class="slug">{}</span>',
            name_in(topic.record()) or topic.slug,
            topic.slug,
        )

    @admin.display(description="Nieuw werk bouwt op")
    def live(self, topic: Topic) -> str:
        tip = publishing.tip_of(topic)
        return f"uitgave {tip.number}" if tip else "nog geen uitgave"

    @admin.display(description="Nog niet gepubliceerd")
    def waiting(self, topic: Topic) -> str:
        count = len(publishing.pending_changes(topic))
        url = reverse("admin:content_topic_changes", args=[topic.pk])
        return format_html('<a class="link" href="{}">{}</a>', url, said(count)) if count else "niets"

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> HttpResponse:
        topic = Topic.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        contents = contents_of(topic, person(request)) if topic else []
        context = {"contents": contents}
        return super().change_view(request, object_id, *args, **options | {"extra_context": context})  # type: ignore[no-any-return]

    def get_urls(self) -> list[Any]:
        def own(name: str, view: Any) -> Any:
            return path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"content_topic_{name}")

        pages = [own("changes", self.changes_view), own("checks", partial(checking.page, self))]
        return [*pages, *self.journal_urls(), *super().get_urls()]

    def changes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        topic = get_object_or_404(Topic, pk=object_id) if object_id.isdigit() else None
        if topic is None or not self.has_view_permission(request, topic):
            raise PermissionDenied
        shown = pending(topic)
        form = SubmitForm(shown, request.POST or None, initial=_again(request, topic, shown))
        faults: list[Mend] = []
        if request.method == "POST" and form.is_valid():
            made: list[int] = []

            def submit() -> None:
                submission = publishing.submit(
                    topic=topic, by=person(request), note=form.cleaned_data["note"], changes=form.keys
                )
                made.append(submission.pk)

            ok, faults = attempt(
                request, topic, submit, "Ingezonden. Iemand anders kan dit nu beoordelen.", "concepten"
            )
            if ok:
                return HttpResponseRedirect(reverse("admin:content_submission_change", args=made))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Wijzigingen in {name_in(topic.record()) or topic.slug}",
            "subtitle": None,
            "own_heading": True,
            "opts": self.opts,
            "object": topic,
            "shown": shown,
            "few": len(shown) <= FEW,
            "chosen": form.data.getlist("changes") if form.is_bound else form.initial["changes"],  # type: ignore[attr-defined]
            "form": form,
            "faults": faults,
            "tip": publishing.tip_of(topic),
            "may_submit": request.user.has_perm("content.submit"),
        }
        return TemplateResponse(request, "content/admin/changes.html", context)


def _again(request: HttpRequest, topic: Topic, shown: list[Shown]) -> dict[str, Any]:
    """Everything that changed; of an earlier submission (`?from=`), what it was about, with its note."""
    every = [change.key for change in shown]
    number = request.GET.get("from", "")
    earlier = topic.submissions.filter(pk=number).first() if number.isdigit() else None
    if earlier is None:
        return {"changes": every}
    about = {f"{kind}:{slug}" for kind, slug in earlier.changes}
    return {"changes": [key for key in every if key in about] or every, "note": earlier.note}


def said(count: int) -> str:
    return "1 wijziging" if count == 1 else f"{count} wijzigingen"
