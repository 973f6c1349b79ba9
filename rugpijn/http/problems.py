"""Problems (RFC 9457): what went wrong, where, and what to do. Raise one anywhere; an answer is made of it elsewhere.

A problem never repeats a value that somebody sent in a body or a search: those can be about a person's health.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from rugpijn.http import kinds
from rugpijn.http.kinds import KINDS, Kind, Text

__all__ = [
    "CONTENT_TYPE",
    "KINDS",
    "Fault",
    "FaultError",
    "Kind",
    "Problem",
    "Text",
    "not_ready",
    "pointer",
    "too_many_requests",
    "unknown_resource",
]

CONTENT_TYPE: Final = "application/problem+json"
MOST_FAULTS: Final = 50  # a small body with thousands of faults must not become a large answer
NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
PLAIN_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}", re.ASCII)
PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", re.ASCII)


class FaultError(ValueError):
    """A fault was made without exactly one place."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and its place: a JSON `pointer` into the body, or a `parameter` of query, path or header."""

    code: str
    detail: Text
    pointer: str | None = None
    parameter: str | None = None

    def __post_init__(self) -> None:
        if (self.pointer is None) == (self.parameter is None):
            raise FaultError(f"Fault {self.code!r} needs either a pointer or a parameter, and not both.")

    def told(self, language: str) -> dict[str, str | None]:
        place = {"parameter": self.parameter} if self.pointer is None else {"pointer": self.pointer}
        return {**place, "code": self.code, "detail": self.detail.to(language)}


class Problem(Exception):
    """A request that cannot be answered as asked."""

    def __init__(
        self,
        kind: Kind,
        *,
        detail: Text | None = None,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.detail = detail or kind.detail
        self.errors: tuple[Fault, ...] = _limited(errors)
        self.headers: Mapping[str, str] = MappingProxyType(dict(headers))

    def told(self, language: str, instance: str) -> dict[str, object]:
        return {
            "type": self.kind.uri,
            "title": self.kind.title.to(language),
            "status": self.kind.status,
            "detail": self.detail.to(language),
            "instance": instance,
            "errors": [fault.told(language) for fault in self.errors],
        }


def _limited(errors: Sequence[Fault]) -> tuple[Fault, ...]:
    if len(errors) <= MOST_FAULTS:
        return tuple(errors)
    left = len(errors) - MOST_FAULTS
    more = Text(f"En nog {left} fouten. Verbeter eerst deze.", f"And {left} more faults. Correct these first.")
    return (*errors[:MOST_FAULTS], Fault("too-many-faults", more, pointer=""))


def pointer(*segments: str | int) -> str:
    """A JSON pointer (RFC 6901). Stops before a key that is no plain name: that can be anything, also an answer."""
    parts: list[str] = []
    for segment in segments:
        if isinstance(segment, str) and not PLAIN_KEY.fullmatch(segment):
            break
        parts.append(f"/{segment}")
    return "".join(parts)


def unknown_resource(parameter: str, noun: Text, asked: object, list_at: str | None = None) -> Problem:
    """`noun` has its article ("het onderwerp", "the topic"); `list_at` is the path of the list of what there is."""
    list_at = quote(list_at) if list_at else None  # a path of a request can hold a line break
    name = f" {asked}" if PLAIN_NAME.fullmatch(str(asked)) else ""
    where = Text(f" De lijst staat op {list_at}.", f" The list is at {list_at}.") if list_at else Text("", "")
    detail = Text(
        f"{noun.nl[:1].upper()}{noun.nl[1:]}{name} bestaat hier niet.{where.nl}",
        f"{noun.en[:1].upper()}{noun.en[1:]}{name} does not exist here.{where.en}",
    )
    fault = Fault("unknown", Text("Dit bestaat niet.", "This does not exist."), parameter=parameter)
    headers = {"Link": f'<{list_at}>; rel="collection"'} if list_at else NO_HEADERS
    return Problem(kinds.UNKNOWN_RESOURCE, detail=detail, errors=(fault,), headers=headers)


def not_ready(detail: Text | None = None, *, retry_after: int = 5) -> Problem:
    return Problem(kinds.NOT_READY, detail=detail, headers={"Retry-After": str(retry_after)})


def too_many_requests(retry_after: int, detail: Text | None = None) -> Problem:
    return Problem(kinds.TOO_MANY_REQUESTS, detail=detail, headers={"Retry-After": str(retry_after)})
