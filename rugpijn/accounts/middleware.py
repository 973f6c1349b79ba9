"""The layers that people need (sessions, log-in, forms) around the admin alone.

As a chain of its own and not as layers that each look away: an answer of the API pays one comparison for all of them,
and no layer can ever set a cookie on it.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class _People(BaseHandler):
    """Django's own handling of a request, with the layers of PEOPLE_MIDDLEWARE."""

    def __init__(self) -> None:
        self._layers = [import_string(name) for name in settings.PEOPLE_MIDDLEWARE]
        self.load_middleware()

    def load_middleware(self, is_async: bool = False) -> None:
        everywhere, settings.MIDDLEWARE = settings.MIDDLEWARE, settings.PEOPLE_MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = everywhere


class ForPeople:
    """The innermost layer of all: hands what is for people to their chain, and the rest on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.people = _People()
        self.prefixes = tuple(f"{prefix}/" for prefix in settings.HTML_PREFIXES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(self.prefixes):
            response = self.people.get_response(request)
            # Without any referrer a browser calls the origin of a form `null`, and every form would be refused.
            response.headers.setdefault("Referrer-Policy", "same-origin")
            return response
        return self.get_response(request)
