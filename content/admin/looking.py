"""The page of a record for who may look and not change: what it says, in words. A form would show its inside."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from content.admin.readable import lines_between
from content.drafts import name_in
from content.parts import draft_of


class LookingView:
    """For an admin of rows whose record can be read."""

    def only_looks(self: Any, request: HttpRequest, object_id: str | None) -> bool:
        asked = request.method in ("GET", "HEAD") and object_id is not None
        return asked and self.has_view_permission(request) and not self.has_change_permission(request)

    def looking_view(self: Any, request: HttpRequest, object_id: str, more: Any) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[no-any-return]
        record, topic = row.record(), getattr(row, "topic", row)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        context = {
            **self.admin_site.each_context(request),
            "title": name_in(record) or str(row),
            "own_heading": True,
            "opts": self.opts,
            "original": row,
            "lines": lines_between(type(row), {}, record, draft_of(topic).records),
            "history_url": reverse(name, args=[row.pk]),
            "before_template": getattr(self, "change_form_outer_before_template", None),
            **(more or {}),
        }
        return TemplateResponse(request, "content/admin/looking.html", context)
