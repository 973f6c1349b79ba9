"""What an operator sees of a request: one line in the log and its numbers. The address as a route, never as asked."""

import logging
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rugpijn.http import metrics
from rugpijn.http.request_ids import request_id

RELEASE: Final = "rugpijn.release"
SEEN: Final = "rugpijn.seen"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNKNOWN: Final = "unknown"
QUIET: Final = frozenset({"healthz", "readyz", "metrics"})  # asked every few seconds: only worth a line when they fail

logger = logging.getLogger("rugpijn.requests")


def note_release(request: HttpRequest, topic: str, number: int) -> None:
    """For the log: which release answered. In META, which Django's and DRF's request share."""
    request.META[RELEASE] = f"{topic}/{number}"


class ObservingMiddleware:
    """Outermost, so that it sees what is really sent, and how long all of it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        _observe(request, response.status_code, perf_counter() - began)
        return response


def _observe(request: HttpRequest, status: int, seconds: float) -> None:
    """A method or an address that does not exist could be anything, so it is told as unknown."""
    method = request.method if request.method in METHODS else UNKNOWN
    route = request.resolver_match.route if request.resolver_match else UNKNOWN
    seen = Seen(str(method), route, status, request.META.get(RELEASE))
    request.META[SEEN] = seen
    seen.again(request_id(request), seconds)


class Seen:
    """What may be told of a request, as often as the same is asked. `release` as `topic/number`, where it has one."""

    __slots__ = ("_count", "_fields", "_level", "_logged", "_seconds", "status")

    def __init__(self, method: str, route: str, status: int, release: str | None) -> None:
        self.status = status
        self._level = _level(route, status)
        self._fields = {"method": method, "route": route, "status": status, "release": release}
        self._count, self._seconds = metrics.observers(method, route, status)

    def again(self, number: str, seconds: float) -> None:
        """`number`: of this request."""
        self._count.inc()
        self._seconds.observe(seconds)
        if logger.isEnabledFor(self._level):
            fields = {"requestId": number, **self._fields, "milliseconds": round(seconds * 1000, 3)}
            logger.log(self._level, "request", extra={"fields": fields})


def seen_in(environ: Mapping[str, Any]) -> Seen | None:
    """What was observed of a request that was answered, for who answers the same again."""
    found: Seen | None = environ.get(SEEN)
    return found


def _level(route: str, status: int) -> int:
    if status >= 500:
        return logging.ERROR if status == 500 else logging.WARNING
    return logging.DEBUG if route in QUIET else logging.INFO
