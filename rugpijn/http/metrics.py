"""Numbers for operators, in the format of Prometheus. Labels are routes and words of the contract, never a person's.

With PROMETHEUS_MULTIPROC_DIR each worker keeps its counters in that folder, and any of them can tell about all.
Without it, each process tells about itself. What is not counted but looked at (`METRICS_COLLECTORS`) needs no folder.
"""

import os
from collections.abc import Callable, Iterable
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from rugpijn.http import kinds
from rugpijn.http.methods import only_reading
from rugpijn.http.problems import Problem
from rugpijn.http.representation import PRIVATE

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

REQUESTS: Final = Counter("rugpijn_requests", "Answered requests.", ["method", "route", "status"])
SECONDS: Final = Histogram("rugpijn_request_seconds", "From request to answer.", ["route"], buckets=BUCKETS)

Collect = Callable[[], Iterable[Metric]]


def observers(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """Where to count requests like this one, and to time them: looked up once, used often."""
    return REQUESTS.labels(method, route, str(status)), SECONDS.labels(route)


@csrf_exempt
def metrics(request: HttpRequest) -> HttpResponse:
    """Not there without METRICS_TOKEN: who forgets about it shows nothing."""
    if not settings.METRICS_TOKEN:
        raise Problem(kinds.NOT_FOUND)
    only_reading(request)
    given = request.headers.get("Authorization", "").encode()
    if not compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Problem(kinds.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": PRIVATE}
    return HttpResponse(_counted() + generate_latest(_looked_at()), headers=headers)


def _counted() -> bytes:
    if SHARED not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


class _LookedAt:
    """What the apps see at this moment."""

    def collect(self) -> Iterable[Metric]:
        for name in settings.METRICS_COLLECTORS:
            collect: Collect = import_string(name)
            yield from collect()


def _looked_at() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_LookedAt())
    return registry
