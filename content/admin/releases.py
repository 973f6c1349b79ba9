"""Releases: which one is live, what happened to each, and the three ways back: withdraw, publish again, restore."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator

from content import publishing, timeline
from content.admin.actions import PublishForm, RestoreForm, SignForm, WithdrawForm, attempt
from content.admin.afterwards import afterwards
from content.admin.comparing import FEW, of_submission
from content.admin.kept_records import KeptAdmin
from content.models import Release
from content.signing import STATEMENT


def status_of(release: Release) -> str:
    """As everybody sees it now."""
    now, events = timezone.now(), publishing.events_of(release.topic)
    taken_back = timeline.withdrawn(events, now)
    if release.number in taken_back:
        return "teruggeroepen" if taken_back[release.number].recall else "ingetrokken"
    if timeline.current(events, now) == release.number:
        return "live"
    planned = [event for event in timeline.standing(events) if event.release == release.number]
    if planned and planned[-1].effective_at > now:
        return f"gepland voor {timezone.localtime(planned[-1].effective_at):%d-%m-%Y %H:%M}"
    return "vervangen"


@admin.register(Release)
class ReleaseAdmin(KeptAdmin):
    list_display: ClassVar[Any] = ("numbered", "said", "who", "when", "status")
    list_display_links = ("numbered",)
    search_fields = ("why", "submission__note")
    page_template = "content/admin/release.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("topic", "submission__base", "submitted_by", "approved_by")

    @admin.display(description="Uitgave", ordering="number")
    def numbered(self, release: Release) -> str:
        return format_html('<span class="name">Uitgave {} van {}</span>', release.number, release.topic)

    @admin.display(description="Wat en waarom")
    def said(self, release: Release) -> str:
        return Truncator(release.submission.note).chars(140)

    @admin.display(description="Goedgekeurd door", ordering="approved_by__username")
    def who(self, release: Release) -> str:
        return str(release.approved_by)

    @admin.display(description="Op", ordering="approved_at")
    def when(self, release: Release) -> str:
        return date_format(timezone.localtime(release.approved_at), "j F Y, H:i")

    @admin.display(description="Stand")
    def status(self, release: Release) -> str:
        said = status_of(release)
        return format_html('<span class="state {}">{}</span>', said, said)

    def page(self, request: HttpRequest, record: Release) -> "HttpResponse | dict[str, Any]":
        forms = _forms(request)
        ok, faults = _act(request, record, forms)
        if ok:
            return HttpResponseRedirect(reverse("admin:content_release_change", args=[record.pk]))
        status, shown = status_of(record), of_submission(record.submission)
        return {
            "title": f"Uitgave {record.number} van {record.topic}",
            "release": record,
            "status": status,
            "events": record.publications.select_related("by"),
            "shown": shown,
            "few": len(shown) <= FEW,
            "faults": faults,
            "forms": forms,
            "afterwards": afterwards(record),
            "pressed": request.POST.get("action"),
            "standing": status == "live" or status.startswith(("gepland", "vervangen")),
            "may_approve": request.user.has_perm("content.approve"),
            "reviews": record.reviews.all(),
            "statement": STATEMENT,
            "may_sign": may_sign(request.user, record, status),
            "to_sign": "sign" in (request.POST.get("action"), request.GET.get("open")),
            "may_restore": request.user.has_perm("content.submit"),
        }


def may_sign(user: Any, release: Release, status: str) -> bool:
    """Whether a page offers it; the door itself insists."""
    theirs = release.submitted_by_id == user.pk or release.reviews.filter(by=user).exists()
    gone = status in ("ingetrokken", "teruggeroepen")
    return bool(user.has_perm("content.sign")) and not (theirs or gone or release.submission.demo)


def _forms(request: HttpRequest) -> dict[str, forms.Form]:
    kinds: dict[str, type[forms.Form]] = {
        "publish": PublishForm,
        "withdraw": WithdrawForm,
        "restore": RestoreForm,
        "sign": SignForm,
    }
    pressed = request.POST.get("action")
    return {name: kind(request.POST if pressed == name else None, prefix=name) for name, kind in kinds.items()}


def _in_view(after: int | None) -> publishing.After | None:
    return None if after is None else publishing.After(after or None)


def _act(request: HttpRequest, release: Release, forms: dict[str, forms.Form]) -> Any:
    """Whether a button did its work, and the faults that it met."""
    name = request.POST.get("action", "")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return False, []
    by: Any = request.user
    typed = form.cleaned_data
    why = typed.get("why", "")
    works: dict[str, tuple[Callable[[], Any], str]] = {
        "publish": (
            lambda: publishing.publish(release=release, by=by, why=why, publish_at=typed["publish_at"]),
            f"Uitgave {release.number} is opnieuw gepubliceerd.",
        ),
        "withdraw": (
            lambda: publishing.withdraw(
                release=release, by=by, why=why, recall=typed["recall"], in_view=_in_view(typed["after"])
            ),
            f"Uitgave {release.number} is ingetrokken.",
        ),
        "restore": (
            lambda: publishing.restore(release=release, by=by, why=why),
            "De concepten zeggen weer wat deze uitgave zegt. Zend ze in om ze te publiceren.",
        ),
        "sign": (
            lambda: publishing.sign(
                release=release,
                by=by,
                name=typed["name"],
                profession=typed["profession"],
                registration=typed["registration"],
            ),
            "U hebt deze uitgave getekend. De API zegt dat binnen een minuut.",
        ),
    }
    return attempt(request, release.topic, *works[name], f"uitgave {release.number}")
