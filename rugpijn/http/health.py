"""For operators and their probes: is the process alive, and can it do its work.

A check is a function without arguments that returns a `Check`. Apps name theirs in `settings.READINESS_CHECKS`,
and in `settings.READINESS_OPTIONAL` those without which the work goes on.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from rugpijn.http.methods import only_reading
from rugpijn.http.representation import respond_json

PATIENCE: Final = 1.0  # seconds for all checks together: a probe that waits is a probe that fails
RETRY_AFTER: Final = "5"


@dataclass(frozen=True, slots=True)
class Check:
    """`detail` is for operators and holds no secrets or answers. Not `required`: without it degraded, but at work."""

    ok: bool
    detail: str
    required: bool = True


CheckFunction = Callable[[], Check]


@csrf_exempt
def healthz(request: HttpRequest) -> HttpResponse:
    only_reading(request)
    return respond_json({"status": "ok"})


@csrf_exempt
def readyz(request: HttpRequest) -> HttpResponse:
    only_reading(request)
    results = run_checks(getattr(settings, "READINESS_CHECKS", ()))
    status = _status(list(results.values()))
    body = {"status": status, "checks": [{"name": name, **asdict(check)} for name, check in results.items()]}
    if status == "notReady":
        return respond_json(body, status=503, headers={"Retry-After": RETRY_AFTER})
    return respond_json(body)


def _status(checks: Sequence[Check]) -> str:
    if any(check.required and not check.ok for check in checks):
        return "notReady"
    return "ready" if all(check.ok for check in checks) else "degraded"


def run_checks(names: Sequence[str], patience: float = PATIENCE) -> dict[str, Check]:
    """All at the same time. One that does not answer in time has failed, and is not started again while it hangs."""
    deadline = monotonic() + patience
    late = f"no answer within {patience:g} s"
    runs = {name: _run_of(name) for name in names}
    return {name.rpartition(".")[2]: run.wait(deadline) or _failed(name, late) for name, run in runs.items()}


def _failed(name: str, detail: str) -> Check:
    """Nobody knows of a check that did not end how bad that is, so the settings say."""
    return Check(ok=False, detail=detail, required=name not in getattr(settings, "READINESS_OPTIONAL", ()))


class _Run(Thread):
    """One run of one check, which several probes may be waiting for."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.result: Check | None = None

    def run(self) -> None:
        """The message of an exception can hold a password or an address, so only its class is told."""
        try:
            check: CheckFunction = import_string(self.name)
            self.result = check()
        except Exception as error:  # whatever it is, it is the answer
            self.result = _failed(self.name, type(error).__name__)
        finally:
            connections.close_all()  # this thread's own

    def wait(self, deadline: float) -> Check | None:
        self.join(max(0.0, deadline - monotonic()))
        return self.result


_runs: dict[str, _Run] = {}
_lock = Lock()


def _run_of(name: str) -> _Run:
    with _lock:
        if name not in _runs or not _runs[name].is_alive():
            _runs[name] = _Run(name)
            _runs[name].start()
        return _runs[name]
