"""The exact bytes of an answer, and how HTTP caches treat them."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from rugpijn.bounded import Bounded
from rugpijn.http import kinds
from rugpijn.http.codings import IDENTITY, packed, ranked
from rugpijn.http.language import VARY
from rugpijn.http.problems import Problem, Text

JSON: Final = "application/json"
PUBLIC: Final = "public, max-age=60"
PRIVATE: Final = "no-store"
SMALLEST_PACKED: Final = 1024  # below this it all fits in one packet, whatever is done to it
OF_EACH: Final = 1000  # bytes that a representation costs beside its body
_NO_CODING: Final = Text(
    "Dit is er als br, als gzip en zonder codering. Sta een daarvan toe in Accept-Encoding, of laat die header weg.",
    "This comes as br, as gzip and without a coding. Allow one of them in Accept-Encoding, or leave it out.",
)
_encode = msgspec.json.Encoder(decimal_format="number").encode


def json_bytes(value: object) -> bytes:
    """Compact UTF-8 in the order in which keys were put in: the same value gives the same bytes. Give it no sets."""
    return _encode(value)


def etag_of(body: bytes) -> str:
    digest = hashlib.sha256(body).digest()
    return f'"{urlsafe_b64encode(digest).rstrip(b"=").decode()}"'


@dataclass(frozen=True, slots=True)
class Representation:
    """Bytes as they go over the line. Another language or coding is another representation, with its own ETag."""

    body: bytes
    content_type: str
    language: str | None
    etag: str
    coding: str | None = None


def represent(
    body: bytes, *, language: str | None, content_type: str = JSON, coding: str | None = None
) -> Representation:
    return Representation(body, content_type, language, etag_of(body), coding)


def represent_json(value: object, *, language: str | None) -> Representation:
    return represent(json_bytes(value), language=language)


# Every representation that was made, in a tenth of what a worker may keep. By what it was made of.
made: Bounded[tuple[Any, ...], Representation] = Bounded(lambda: settings.MEMORY_MB * 1_000_000 // 10)


def coded(representation: Representation, coding: str) -> Representation:
    """The same content in another coding: other bytes, so another ETag. Made once for the same bytes."""
    language, content_type = representation.language, representation.content_type
    key = (representation.etag, language, content_type, coding)
    found = made.find(key)
    if found is None:
        body = packed(representation.body, coding)
        found = represent(body, language=language, content_type=content_type, coding=coding)
        made.put(key, found, len(body) + OF_EACH)
    return found


def negotiated(representation: Representation, accept_encoding: str) -> Representation:
    """The representation in the coding that a client likes best. Raises a Problem when it refuses every one."""
    choices = ranked(accept_encoding)
    if not choices:
        raise Problem(kinds.NOT_ACCEPTABLE, detail=_NO_CODING)
    small = len(representation.body) < SMALLEST_PACKED and IDENTITY in choices
    if small or choices[0] == IDENTITY or representation.coding is not None:
        return representation
    return coded(representation, choices[0])


def is_not_modified(representation: Representation, if_none_match: str | None) -> bool:
    """RFC 9110 section 13.1.2: compares weakly, and `*` is anything."""
    if not if_none_match:
        return False
    held = parse_etags(if_none_match)
    return held == ["*"] or representation.etag in {etag.removeprefix("W/") for etag in held}


def is_refused(representation: Representation, if_match: str | None) -> bool:
    """RFC 9110 section 13.1.1: compares strongly."""
    if not if_match:
        return False
    wanted = parse_etags(if_match)
    return wanted != ["*"] and representation.etag not in wanted


def cache_headers(representation: Representation, cache_control: str = PUBLIC) -> dict[str, str]:
    """What a 304 carries as well."""
    return {"ETag": representation.etag, "Cache-Control": cache_control, "Vary": VARY}


def content_headers(representation: Representation) -> dict[str, str]:
    optional = {"Content-Language": representation.language, "Content-Encoding": representation.coding}
    return {name: value for name, value in optional.items() if value is not None}


def respond(request: HttpRequest, representation: Representation, cache_control: str = PUBLIC) -> HttpResponse:
    """The answer to GET and HEAD. The server leaves out the body of a HEAD; see `middleware`."""
    representation = negotiated(representation, request.headers.get("Accept-Encoding", ""))
    if is_refused(representation, request.headers.get("If-Match")):
        raise Problem(kinds.PRECONDITION_FAILED)
    headers = cache_headers(representation, cache_control)
    if is_not_modified(representation, request.headers.get("If-None-Match")):
        return _not_modified(headers)
    headers |= content_headers(representation)
    return HttpResponse(representation.body, content_type=representation.content_type, headers=headers)


def _not_modified(headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(status=304, headers=headers)
    del response["Content-Type"]
    return response


def respond_json(
    value: object, *, language: str | None = None, status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    """An answer about a person or a moment: never kept by a cache."""
    told = {"Cache-Control": PRIVATE, "Vary": VARY}
    told |= {"Content-Language": language} if language else {}
    return HttpResponse(json_bytes(value), content_type=JSON, status=status, headers=told | (headers or {}))
