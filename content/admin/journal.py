"""`Alles wat er gebeurde`: one readable history of a topic, and its export for an auditor."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from content.accountability import keep_export, roles_at
from content.admin.deeds import DONE, KINDS, SYSTEM, Deed, Period, deeds
from content.models import Topic
from content.permits import require
from content.refused import NotAllowed, PageRefused

_MANY = 5  # as many changes of drafts in one go are told one by one
_ON_A_PAGE = 100
# NEN 7513: who, in which role, when, what, on which object, with what result, from which system.
COLUMNS = (
    "tijdstip (UTC)",
    "gebruiker",
    "rol (ten tijde van de handeling)",
    "soort",
    "handeling",
    "object",
    "reden",
    "resultaat",
    "bronsysteem",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Day(forms.DateField):
    def __init__(self, label: str) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "moment"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget)


class JournalForm(forms.Form):
    """What to show: of everybody, and all that was done unless chosen. What was refused is asked for."""

    who = forms.ChoiceField(label="Wie", required=False)
    kind = forms.ChoiceField(label="Wat", required=False, choices=[("", "alles wat gedaan is"), *KINDS.items()])
    start = _Day("Vanaf")
    end = _Day("Tot en met")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [SYSTEM, *User.objects.order_by("username").values_list("username", flat=True)]
        self.fields["who"].choices = [("", "iedereen"), *((name, name) for name in names)]  # type: ignore[attr-defined]

    def found(self, topic: Topic, every: frozenset[str] = DONE) -> list[Deed]:
        """Nothing where the form is wrong: then it says so. `every`: the kinds where none is chosen."""
        if not self.is_valid():
            return []
        who, kind = self.cleaned_data["who"], self.cleaned_data["kind"]
        period = Period(_start(self.cleaned_data["start"]), _start(self.cleaned_data["end"], days=1))
        found = deeds(topic, period, frozenset([kind]) if kind else every)
        return [deed for deed in found if not who or deed.who == who]

    @property
    def chosen(self) -> str:
        """In words, for who reads later what was taken along."""
        typed = self.cleaned_data if self.is_valid() else {}
        said = [KINDS.get(typed.get("kind", ""), ""), typed.get("who", "")]
        said += [
            f"{word} {typed[name]:%d-%m-%Y}"
            for name, word in (("start", "vanaf"), ("end", "tot en met"))
            if typed.get(name)
        ]
        return ", ".join(filter(None, said)) or "alles"


def _start(day: Any, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None


@dataclass(frozen=True)
class Told:
    """A deed as a line; `more` of the same go are told in one."""

    deed: Deed
    more: str = ""


def told(found: Iterable[Deed]) -> list[Told]:
    """Many changes of drafts in one go, such as a library that is read in, are one line."""
    lines: list[Told] = []
    for together, group in groupby(found, key=lambda deed: (deed.kind, deed.together)):
        several = list(group)
        if not together[1] or len(several) <= _MANY:
            lines += [Told(deed) for deed in several]
            continue
        counted = Counter(deed.called for deed in several)
        names = ", ".join(f"{name} ({count})" for name, count in counted.most_common(4))
        did = f"heeft {len(several)} concepten in één keer bijgewerkt"
        lines.append(Told(replace(several[0], did=did, url=""), names))
    return lines


def exported(found: Iterable[Deed]) -> Iterator[str]:
    """Every deed one by one, as lines of CSV."""
    role = roles_at()
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for deed in found:
        at = f"{deed.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        held = role(deed.account, deed.at) if deed.account else ""
        row = (at, deed.who, held, deed.kind, deed.did, deed.what, deed.why, deed.result, _system())
        yield writer.writerow([harmless(cell) for cell in row])


class _Echo:
    def write(self, line: str) -> str:
        return line


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would compute is text: somebody's words stay words."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _system() -> str:
    return settings.PUBLIC_URL or "rugpijn"


class JournalView:
    """For the admin of topics."""

    admin_site: Any

    def journal_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.journal_view)
        return [path("<int:number>/alles/", view, name="content_topic_journal")]

    def journal_view(self, request: HttpRequest, number: int) -> HttpResponse | StreamingHttpResponse:
        topic = get_object_or_404(Topic, pk=number)
        user: Any = request.user
        if not user.has_perm("content.view_topic"):
            raise PermissionDenied
        form = JournalForm(request.GET)
        found = form.found(topic)
        if request.GET.get("as") == "csv":
            try:
                require(user, "export_history", "de geschiedenis uitvoeren")
            except NotAllowed as refused:
                raise PageRefused(str(refused), "geschiedenis uitvoeren") from None
            return _download(topic, user, form)
        page = Paginator(told(found), _ON_A_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Alles wat er gebeurde met {topic}",
            "own_heading": True,
            "opts": Topic._meta,
            "object": topic,
            "form": form,
            "page": page,
            "count": len(found),
            "kind": request.GET.get("kind"),
            "query": query.urlencode(),
            "may_export": user.has_perm("content.export_history"),
        }
        return TemplateResponse(request, "content/admin/journal.html", context)


def _download(topic: Topic, by: User, form: JournalForm) -> StreamingHttpResponse:
    """Written down first, so that it stands in what is taken along."""
    keep_export(by=by, topic=topic, chosen=form.chosen)
    found = form.found(topic, frozenset(KINDS))
    name = f"geschiedenis-{topic.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    answer = StreamingHttpResponse(exported(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
