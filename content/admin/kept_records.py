"""The admin of what is only ever added: looked at, never changed or deleted here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin


class KeptAdmin(ModelAdmin):  # type: ignore[misc]
    """A list, and a page of its own per record (`page_template`) whose buttons go through the publishing door."""

    page_template: str
    list_display_links: Any
    actions = None
    list_fullwidth = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        del form_url, extra_context
        if object_id is None:
            raise PermissionDenied
        record = get_object_or_404(self.get_queryset(request), pk=object_id if str(object_id).isdigit() else None)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        answer = self.page(request, record)
        if isinstance(answer, HttpResponse):
            return answer
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": record,
            "own_heading": True,
            "title": str(record).capitalize(),
        }
        return TemplateResponse(request, self.page_template, {**context, **answer})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Its own page says what happened to it."""
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def page(self, request: HttpRequest, record: Any) -> "HttpResponse | dict[str, Any]":
        """What the template needs; or, after a button did its work, where to go."""
        raise NotImplementedError
