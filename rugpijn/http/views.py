"""The base of every endpoint under /v1: JSON in, JSON out, and nothing that was not declared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from rugpijn.http import kinds, query
from rugpijn.http.body import JsonObjectParser
from rugpijn.http.exceptions import exception_handler
from rugpijn.http.headers import preflight_headers
from rugpijn.http.kinds import Kind
from rugpijn.http.language import PARAMETER
from rugpijn.http.problems import Problem
from rugpijn.http.refused import raise_refused
from rugpijn.http.representation import JSON, json_bytes


class JsonRenderer(BaseRenderer):
    """For DRF's own Response, and to tell the contract what the endpoints send."""

    media_type = JSON
    format = "json"
    charset = None

    def render(
        self, data: Any, _accepted_media_type: str | None = None, _renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else json_bytes(data)


class Negotiation(BaseContentNegotiation):
    """The first thing that both sides have; otherwise 406, as no client should get a format that it did not ask."""

    def select_parser(self, _request: Request, parsers: Iterable[BaseParser]) -> BaseParser:
        return next(iter(parsers))  # the parser itself refuses a wrong media type, and says why

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], _format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        for renderer in renderers:
            if _accepts(request, str(renderer.media_type)):
                return renderer, str(renderer.media_type)
        raise NotAcceptable()


def _accepts(request: HttpRequest, media_type: str) -> bool:
    """RFC 9110, 12.5.1: the most exact range decides, so `application/json;q=0, */*` is a no.

    Parameters do not count: clients ask for `application/json; charset=utf-8`, which is what JSON always is.
    """
    if not (accept := request.headers.get("Accept", "").strip()):
        return True
    main, _, sub = media_type.partition("/")
    fitting = [one for one in _ranges(accept) if one.main_type in ("*", main) and one.sub_type in ("*", "", sub)]
    return bool(fitting) and max(fitting, key=attrgetter("specificity", "quality")).quality != 0


def _ranges(accept: str) -> list[MediaType]:
    try:
        return [MediaType(one) for one in accept.split(",") if one.strip()]
    except ValueError:  # an impossible RFC 2231 parameter
        raise Problem(kinds.INVALID_REQUEST) from None


class ApiView(APIView):
    """Answer with `respond(request, representation)` or `respond_json(value)`; refuse by raising a `Problem`."""

    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes = ()
    throttle_classes = ()
    versioning_class = None
    metadata_class = None
    parser_classes = (JsonObjectParser,)
    renderer_classes = (JsonRenderer,)
    content_negotiation_class = Negotiation

    query_parameters: ClassVar[tuple[str, ...]] = ()
    """The query parameters of this endpoint; `language` is there always. Any other is refused."""
    problems: ClassVar[tuple[Kind, ...]] = ()
    """What else can go wrong here, for the contract; see `schema`."""
    problems_of: ClassVar[Mapping[str, tuple[Kind, ...]]] = MappingProxyType({})
    """What can go wrong with one method only."""
    cacheable: ClassVar[bool] = False
    """Whether a GET answers with `respond`, so that the contract tells of ETag and 304."""
    needs_database: ClassVar[bool] = True
    """Whether it can be temporarily unavailable, so that the contract tells of 503."""
    cors: ClassVar[bool] = True
    """Whether any web page may read this."""
    largest_body: ClassVar[int] = 64 * 1024

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {}

    def get_exception_handler(self) -> Callable[..., HttpResponse | None]:
        return exception_handler

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A wrong method is told first: with it, nothing else about the request means anything."""
        if request.method not in self.allowed_methods:
            self.http_method_not_allowed(request, *args, **kwargs)
        if request.method != "OPTIONS":
            query.check(request, (*self.query_parameters, PARAMETER))
            super().initial(request, *args, **kwargs)
        raise_refused(request)

    def perform_authentication(self, request: Request) -> None:
        if self.authentication_classes:
            super().perform_authentication(request)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """Also the answer to a browser that asks whether it may: it is asked without the real request's headers."""
        allowed = ", ".join(self.allowed_methods)
        headers = preflight_headers(allowed) if self.cors else {}
        return Response(status=204, headers={**headers, "Allow": allowed})
