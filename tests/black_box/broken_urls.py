"""Every real address, and two that fail: in an endpoint of the API and in a plain view of Django."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import path
from drf_spectacular.utils import extend_schema

from rugpijn import urls
from rugpijn.http.views import ApiView


class BugView(ApiView):
    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> NoReturn:
        raise ZeroDivisionError("incontinent")


def bug(request: HttpRequest) -> NoReturn:
    raise ZeroDivisionError("incontinent")


urlpatterns = [path("v1/bug", BugView.as_view()), path("v1/plain-bug", bug), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
