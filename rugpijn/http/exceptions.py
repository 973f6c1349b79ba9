"""From any exception to the same kind of answer, in DRF's views and outside of them."""

import logging
import math
import sys
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.views import defaults
from rest_framework import exceptions as drf
from rest_framework.views import set_rollback

from rugpijn.http import kinds
from rugpijn.http.kinds import KINDS, Kind
from rugpijn.http.language import VARY, choose_or_default
from rugpijn.http.problems import CONTENT_TYPE, Problem, not_ready
from rugpijn.http.representation import PRIVATE, json_bytes
from rugpijn.http.request_ids import request_id
from rugpijn.http.validation import faults_of

logger = logging.getLogger("rugpijn.http")

# The first class that fits decides, so the narrower one comes first.
KIND_OF: Final[Mapping[type[Exception], Kind]] = {
    Http404: kinds.NOT_FOUND,
    drf.NotFound: kinds.NOT_FOUND,
    PermissionDenied: kinds.FORBIDDEN,
    drf.PermissionDenied: kinds.FORBIDDEN,
    RequestDataTooBig: kinds.PAYLOAD_TOO_LARGE,
    SuspiciousOperation: kinds.INVALID_REQUEST,
    BadRequest: kinds.INVALID_REQUEST,
    UnreadablePostError: kinds.INVALID_REQUEST,
    drf.ParseError: kinds.INVALID_JSON,
    drf.MethodNotAllowed: kinds.METHOD_NOT_ALLOWED,
    drf.NotAcceptable: kinds.NOT_ACCEPTABLE,
    drf.UnsupportedMediaType: kinds.UNSUPPORTED_MEDIA_TYPE,
}
LOGIN: Final = {"WWW-Authenticate": "Bearer"}


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    language = choose_or_default(request)
    told = problem.told(language, f"urn:uuid:{request_id(request)}")
    headers = {"Content-Language": language, "Vary": VARY, "Cache-Control": PRIVATE, **problem.headers}
    return HttpResponse(json_bytes(told), content_type=CONTENT_TYPE, status=problem.kind.status, headers=headers)


def problem_of(error: BaseException | None) -> Problem | None:
    """None for what nobody foresaw: that is ours to mend, and has to reach the log."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, OperationalError | InterfaceError):
        return _database_down(error)
    for known, kind in KIND_OF.items():
        if isinstance(error, known):
            return Problem(kind)
    return _api_problem(error) if isinstance(error, drf.APIException) else None


def _database_down(error: OperationalError | InterfaceError) -> Problem:
    """The message of a database error can hold values, so only its class is logged."""
    logger.warning("database not available: %s", type(error).__name__)
    return not_ready()


def _api_problem(error: drf.APIException) -> Problem | None:
    if isinstance(error, drf.ValidationError):
        return Problem(kinds.INVALID_BODY, errors=faults_of(error))
    if isinstance(error, drf.NotAuthenticated | drf.AuthenticationFailed):
        return Problem(kinds.UNAUTHORIZED, headers=LOGIN)
    if isinstance(error, drf.Throttled):
        return Problem(
            kinds.TOO_MANY_REQUESTS, headers={"Retry-After": str(math.ceil(getattr(error, "wait", None) or 1))}
        )
    same_status = [kind for kind in KINDS.values() if kind.status == error.status_code]
    return Problem(same_status[0]) if same_status else None


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """DRF's EXCEPTION_HANDLER. What it does not know goes on to Django, which logs it and calls `handler500`."""
    problem = problem_of(error)
    if problem is None:
        return None
    set_rollback()
    if problem.kind is kinds.METHOD_NOT_ALLOWED:
        allowed = ", ".join(context["view"].allowed_methods)
        problem = Problem(problem.kind, headers={"Allow": allowed})
    return problem_response(context["request"], problem)


def is_for_people(request: HttpRequest) -> bool:
    """The admin and its log-in pages speak HTML, in Django's own way."""
    prefixes: tuple[str, ...] = getattr(settings, "HTML_PREFIXES", ("/admin",))
    return any(request.path == prefix or request.path.startswith(f"{prefix}/") for prefix in prefixes)


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if is_for_people(request):
        return defaults.bad_request(request, exception or BadRequest())
    return problem_response(request, problem_of(exception) or Problem(kinds.INVALID_REQUEST))


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if is_for_people(request):
        return defaults.permission_denied(request, exception or PermissionDenied())
    return problem_response(request, Problem(kinds.FORBIDDEN))


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if is_for_people(request):
        return defaults.page_not_found(request, exception or Http404())
    return problem_response(request, Problem(kinds.NOT_FOUND))


def handler500(request: HttpRequest) -> HttpResponseBase:
    """Django calls this while it handles the exception: a database that is down is no fault of ours, but a 503."""
    if is_for_people(request):
        return defaults.server_error(request)
    return problem_response(request, problem_of(sys.exc_info()[1]) or Problem(kinds.INTERNAL_ERROR))
