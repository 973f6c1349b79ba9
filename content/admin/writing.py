"""What a text looks like and how it reads, while it is being written. Nothing of it is kept."""

import re
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from content import markdown
from content.checks import LONG_TEXTS
from content.drafts import camel
from content.parts import remarks_on
from content.reading import ease, sentences, words

LONGEST: Final = 20_000
_ROW_OR_LANGUAGE = re.compile(r"-(\d+|__prefix__)-|_(nl|en)$")
_PLAIN, _EASY = 50, 60


@dataclass(frozen=True, slots=True)
class Reading:
    """`shown`: the text as people see it, where it has any marks; `measured`: in a few words; `remarks`: sentences."""

    shown: SafeString | None
    measured: str
    remarks: tuple[str, ...]


def reading_of(kind: str, field: str, text: str) -> Reading:
    faults = markdown.faults(text, lists=(kind, field) in LONG_TEXTS)
    return Reading(
        shown=None if faults or not _has_marks(text) else mark_safe(markdown.as_html(text)),  # noqa: S308  # no raw HTML
        measured=_measured(text),
        remarks=(*faults, *remarks_on(kind, field, text)),
    )


def _has_marks(text: str) -> bool:
    return bool(re.search(r"[*_\[\n]", text.strip()))


def _measured(text: str) -> str:
    count, said = len(words(text)), len(sentences(text))
    if not count:
        return ""
    told = [_several(count, "woord", "woorden"), _several(said, "zin", "zinnen")]
    if said > 1:
        value = ease(text)
        told.append("leest makkelijk" if value >= _EASY else "leest gewoon" if value >= _PLAIN else "leest moeilijk")
    return " · ".join(told)


def _several(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def field_of(name: str) -> str:
    """The field of a document behind the name of an input: `blocks-0-text_nl` is `blocks/text`."""
    return "/".join(camel(part) for part in _ROW_OR_LANGUAGE.sub("/", name).strip("/").split("/"))


class WritingView:
    """For an admin of a kind of record: an address that says how a text reads."""

    change_form_after_template = "content/admin/writing.html"

    def get_urls(self: Any) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_writing"
        view = self.admin_site.admin_view(require_POST(self.writing_view))
        return [path("writing/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def writing_view(self: Any, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
        reading = reading_of(self.model.record_kind, field_of(request.POST.get("field", "")), text)
        return TemplateResponse(request, "content/admin/reading.html", {"reading": reading})
