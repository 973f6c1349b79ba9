"""The body of a request: one JSON object in UTF-8, of a limited size, or a problem that says what to send."""

from collections import deque
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from rest_framework.parsers import BaseParser

from rugpijn.http import kinds
from rugpijn.http.kinds import Text
from rugpijn.http.problems import Fault, Problem, not_ready
from rugpijn.http.representation import JSON
from rugpijn.http.strict_json import NotJsonError, UnsafeJsonError, loads

LARGEST_BODY: Final = 64 * 1024
# A body is read by a thread of the server, however slowly it comes. These many may wait; the rest of the threads go on.
# Whoever reads takes a place and gives it back. A semaphore of Python's takes longer than most bodies.
MOST_AT_ONCE: Final = 48
places: Final = deque(range(MOST_AT_ONCE))
BUSY: Final = Text(
    "Er komen nu te veel verzoeken tegelijk binnen. Probeer het over enkele seconden opnieuw.",
    "Too many requests come in at the same time. Try again in a few seconds.",
)
UTF8: Final = ("utf-8", "utf8")
EMPTY: Final = Text(
    "De inhoud is leeg. Stuur één JSON-object, met Content-Type: application/json.",
    "The content is empty. Send one JSON object, with Content-Type: application/json.",
)
UNSAFE: Final = Text(
    "Deze JSON is op meer manieren te lezen, of niet te bewaren. Bij errors staat per fout wat u kunt veranderen.",
    "This JSON can be read in more than one way, or cannot be kept. See errors for what to change.",
)
OBJECT: Final = Text("Stuur één JSON-object: { ... }.", "Send one JSON object: { ... }.")
CUT_OFF: Final = Text(
    "De inhoud is korter dan de header Content-Length zegt. Stuur het verzoek opnieuw.",
    "The content is shorter than the Content-Length header says. Send the request again.",
)


def read_object(request: HttpRequest, *, largest: int = LARGEST_BODY) -> dict[str, Any]:
    """The object that was sent. No more than `largest` bytes are read."""
    plain: HttpRequest = getattr(request, "_request", request)  # DRF wraps Django's
    length = _length(plain)
    _refuse_media_type(plain)
    if length > largest:
        raise _too_large(largest)
    content = _content(plain)
    if len(content) < length:  # the connection broke off: what came can be read, and is not what was meant
        raise Problem(kinds.INVALID_REQUEST, detail=CUT_OFF)
    return _object(content)


def _content(request: HttpRequest) -> bytes:
    try:
        place = places.pop()
    except IndexError:
        raise not_ready(BUSY) from None
    try:
        return request.body
    finally:
        places.append(place)


def _length(request: HttpRequest) -> int:
    if "Transfer-Encoding" in request.headers and not request.headers.get("Content-Length"):
        raise Problem(kinds.LENGTH_REQUIRED)
    declared = request.headers.get("Content-Length", "")
    length = int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 20 else 0
    if length == 0:
        raise Problem(kinds.INVALID_BODY, detail=EMPTY, errors=(Fault("required", OBJECT, pointer=""),))
    return length


def _refuse_media_type(request: HttpRequest) -> None:
    charset = str((request.content_params or {}).get("charset", UTF8[0])).lower()
    if request.content_type != JSON or charset not in UTF8:
        raise Problem(kinds.UNSUPPORTED_MEDIA_TYPE, headers={"Accept": JSON})
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Problem(kinds.UNSUPPORTED_MEDIA_TYPE, headers={"Accept-Encoding": "identity"})


def _too_large(largest: int) -> Problem:
    limit = largest // 1024
    detail = Text(
        f"De inhoud is te groot. Stuur hoogstens {limit} kB.", f"The content is too large. Send at most {limit} kB."
    )
    return Problem(kinds.PAYLOAD_TOO_LARGE, detail=detail)


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = loads(content)
    except NotJsonError as error:
        raise Problem(kinds.INVALID_JSON, detail=error.detail) from None
    except UnsafeJsonError as error:
        raise Problem(kinds.INVALID_JSON, detail=UNSAFE, errors=error.faults) from None
    if not isinstance(value, dict):
        raise Problem(kinds.INVALID_BODY, errors=(Fault("not-an-object", OBJECT, pointer=""),))
    return value


class JsonObjectParser(BaseParser):
    """For `request.data`. DRF calls no parser for an empty body; `read_object` refuses that too, so prefer it."""

    media_type = JSON

    def parse(
        self, _stream: Any, _media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        context = parser_context or {}
        largest = getattr(context.get("view"), "largest_body", LARGEST_BODY)
        return read_object(context["request"], largest=largest)
