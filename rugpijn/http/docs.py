"""The page where a developer meets the API: a short start in Dutch, and Swagger UI from our own files.

A plain page with static files, rather than drf-spectacular's view: that one writes styles into the page, which the
strict policy of this service refuses, and makes its script anew for every reader.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from rugpijn.http import kinds
from rugpijn.http.headers import DOCS_PATH, DOCS_RUN
from rugpijn.http.methods import only_reading
from rugpijn.http.problems import Problem
from rugpijn.http.representation import PRIVATE, PUBLIC
from rugpijn.http.version import API_VERSION


@csrf_exempt
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody comes who types the address alone."""
    only_reading(request)
    return HttpResponseRedirect(DOCS_PATH, headers={"Cache-Control": PRIVATE})


@method_decorator(csrf_exempt, name="dispatch")
class DocsView(TemplateView):
    template_name = "rugpijn/docs.html"
    http_method_names = ("get", "head")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "origin": f"{self.request.scheme}://{self.request.get_host()}",
            "version": API_VERSION,
            "demonstration": getattr(settings, "INTENDED_USE", "demonstration") == "demonstration",
        }
        return super().get_context_data(**kwargs) | shown

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        headers = {"Content-Security-Policy": DOCS_RUN, "Cache-Control": PUBLIC, "Content-Language": "nl"}
        return super().render_to_response(context, headers=headers, **kwargs)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        raise Problem(kinds.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
