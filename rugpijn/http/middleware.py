"""What every answer carries, whichever view, error page or server fault it came from.

Two thin layers: the number of the request on the very outside, and the headers of the API within.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from rugpijn.http import headers, hosts
from rugpijn.http.exceptions import is_for_people, problem_of, problem_response
from rugpijn.http.representation import PRIVATE
from rugpijn.http.request_ids import request_id

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Outermost, so that also an answer of another layer can be found back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id(request)
        response = self.get_response(request)
        response["X-Request-Id"] = request_id(request)
        return response


class ConventionsMiddleware:
    """Adds headers that a view did not set itself, and answers a Problem that a plain Django view raised.

    Who asks for a host that is not ours is refused here: the admin has a layer and a page of its own for that.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refused = None if is_for_people(request) else hosts.refusal(request)
        response = problem_response(request, refused) if refused else self.get_response(request)
        for name, value in _headers(request).items():
            response.headers.setdefault(name, value)
        return _measured(request, response)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        problem = None if is_for_people(request) else problem_of(error)
        return problem_response(request, problem) if problem else None


def _headers(request: HttpRequest) -> dict[str, str]:
    every = {"Cache-Control": PRIVATE, **headers.SECURITY, **headers.transport_security()}
    if request.path == headers.API_ROOT or request.path.startswith(headers.API_PREFIX):
        return {**every, **headers.API, **(headers.OPEN if _is_open(request) else headers.CLOSED)}
    if is_for_people(request):  # the admin has a policy of its own
        return {**every, **headers.CLOSED}
    return {**every, **headers.CLOSED, "Content-Security-Policy": headers.NOTHING_RUNS}


def _is_open(request: HttpRequest) -> bool:
    """An address that does not exist is open too, so that a developer in a browser can read why."""
    match = request.resolver_match
    view = getattr(match.func, "cls", None) if match else None
    return bool(getattr(view, "cors", True))


def _measured(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A HEAD tells the length of what a GET would send, and sends nothing."""
    if response.streaming or not isinstance(response, HttpResponse) or response.status_code in (204, 304):
        return response
    response.headers.setdefault("Content-Length", str(len(response.content)))
    if request.method == "HEAD":
        response.content = b""
    return response
