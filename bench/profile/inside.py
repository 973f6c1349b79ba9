"""The application alone, called again and again in a process with the service's settings: what a request costs of
processor time, and where. In JSON, as `python -m bench.profile.inside SECONDS` writes it of the requests that it reads.

A clock of processor time (ITIMER_PROF) interrupts every so often, and what runs at that moment is a sample.
"""

import io
import json
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from bench.load import KEY
from bench.profile.areas import area_of

EVERY: Final = 0.002
WARM: Final = 3
Environ = dict[str, Any]


def main(seconds: float) -> None:
    from rugpijn.wsgi import application

    asked = json.load(sys.stdin)
    json.dump([_measured(application, requests, seconds) for requests in asked], sys.stdout)


def _measured(application: Callable[..., Any], requests: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    for _ in range(WARM):
        for request in requests:
            _ask(application, request)
    found: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, lambda _, frame: found.update([area_of(_names(frame))]))
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    times, spent = 0, 0.0
    while spent < seconds:
        for request in requests:
            began = time.thread_time()
            _ask(application, request)
            spent += time.thread_time() - began
            times += 1
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {"microseconds": spent * 1e6 / times, "samples": dict(found)}


def _names(frame: FrameType | None) -> list[str]:
    """The outermost first, as `area_of` reads them."""
    found = []
    while frame is not None:
        found.append(f"{frame.f_code.co_name} ({frame.f_code.co_filename}:{frame.f_lineno})")
        frame = frame.f_back
    return found[::-1]


def _ask(application: Callable[..., Any], request: dict[str, Any]) -> None:
    told: list[str] = []
    answer = application(_environ(request), lambda status, _: told.append(status))
    for _ in answer:
        pass
    if not told[0].startswith("2"):
        raise SystemExit(f"{request['path']} answers {told[0]}")


def _environ(request: dict[str, Any]) -> Environ:
    body = request["body"].encode()
    headers = {name.upper().replace("-", "_"): value for name, value in request["headers"].items()}
    return {
        "REQUEST_METHOD": request["method"],
        "PATH_INFO": request["path"],
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        **({"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))} if body else {}),
        **{f"HTTP_{name}": value.replace(KEY, secrets.token_urlsafe(18)) for name, value in headers.items()},
    }


if __name__ == "__main__":
    main(float(sys.argv[1]))
