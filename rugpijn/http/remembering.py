"""A small layer in front of Django that gives an answer again which Django gave before, byte for byte.

What is published does not change between two publications, so an answer that any cache may keep is kept here as well,
for as long as nothing that is published changed (see `Edition`). What is given again is what Django's own views made:
there is one function behind both doors, and nothing here knows what an article is.

An answer is kept under everything that an answer may depend on. Whatever else a client sends, no view of the public
content looks at it; a test holds that against all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.utils.http import parse_etags

from rugpijn.http import observing
from rugpijn.http.headers import API_PREFIX
from rugpijn.http.request_ids import new_number

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[Any, ...]
Edition = Callable[[], object]
"""Gives the same object for as long as every public answer stays the same. Raises whatever Django would answer to."""

DEPENDS_ON: Final = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
)
OF_EACH: Final = 2000  # bytes that an answer costs beside its body
LONGEST_KEY: Final = 1000
_ANYTHING: Final = ["*"]


@dataclass(slots=True)
class Kept:
    """An answer as it went over the line, without the number of its request."""

    status: str
    headers: Headers
    body: list[bytes]
    etag: str
    seen: observing.Seen

    @property
    def bytes(self) -> int:
        return OF_EACH + sum(map(len, self.body))


@dataclass(slots=True)
class Memory:
    """What is kept of one edition. Of each address the whole answer, and the one that says it did not change.

    `bytes`: what that costs at most; many share their body with each other, and with what `representation` keeps.
    """

    edition: object
    whole: dict[Key, Kept] = field(default_factory=dict)
    unchanged: dict[Key, Kept] = field(default_factory=dict)
    bytes: int = 0

    def keep(self, where: dict[Key, Kept], key: Key, kept: Kept, most: int) -> None:
        """In a tenth of what a worker may keep; of what there is more of, the oldest goes first."""
        if kept.bytes > most:
            return
        self.bytes += kept.bytes - (where[key].bytes if key in where else 0)
        where[key] = kept
        while self.bytes > most:
            fullest = max(self.whole, self.unchanged, key=len)
            self.bytes -= fullest.pop(next(iter(fullest))).bytes


class Remembering:
    """The WSGI application that the server runs, around Django's."""

    def __init__(self, application: Application, edition: Edition) -> None:
        self._application = application
        self._edition = edition
        self._memory = Memory(object())
        self._keeping = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith(API_PREFIX):
            return self._application(environ, start_response)
        began = perf_counter()
        memory = self._current()
        if memory is None or _has_more(environ):
            return self._application(environ, start_response)
        key = tuple(map(environ.get, DEPENDS_ON))
        kept = memory.whole.get(key)
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if kept is not None and condition and _is_held(kept.etag, condition):
            kept = memory.unchanged.get(key)
        if kept is None:
            return self._ask(environ, start_response, memory, key)
        number = new_number()
        kept.seen.again(number, perf_counter() - began)
        start_response(kept.status, [*kept.headers, ("X-Request-Id", number)])
        return kept.body

    def _current(self) -> Memory | None:
        """The memory of this moment's edition. None where there is none: Django says why."""
        try:
            edition = self._edition()
        except Exception:
            return None
        memory = self._memory
        if memory.edition is not edition:
            memory = self._memory = Memory(edition)
        return memory

    def _ask(self, environ: Environ, start_response: StartResponse, memory: Memory, key: Key) -> Iterable[bytes]:
        """Django's answer, kept where any cache may keep it. It is made after the edition was looked at, so it can be
        newer than that and never older.
        """
        told: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *more: Any) -> Any:
            told.append((status, list(headers)))
            return start_response(status, headers, *more)

        answer = self._application(environ, start)
        if len(told) != 1 or not _may_be_kept(*told[0]):
            return answer
        try:
            body = list(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        self._keep(memory, key, told[0], body, environ)
        return body

    def _keep(self, memory: Memory, key: Key, told: tuple[str, Headers], body: list[bytes], environ: Environ) -> None:
        status, headers = told
        seen = observing.seen_in(environ)
        if seen is None or sum(len(str(part)) for part in key) > LONGEST_KEY:
            return
        own = [(name, value) for name, value in headers if name != "X-Request-Id"]
        kept = Kept(status, own, body, dict(headers)["ETag"], seen)
        where = memory.unchanged if status.startswith("304") else memory.whole
        with self._keeping:
            memory.keep(where, key, kept, settings.MEMORY_MB * 1_000_000 // 10)


def _has_more(environ: Environ) -> bool:
    """A body, or another condition: rare, and Django knows what to do."""
    return bool(environ.get("CONTENT_LENGTH") or environ.get("HTTP_IF_MATCH") or environ.get("HTTP_TRANSFER_ENCODING"))


def _may_be_kept(status: str, headers: Headers) -> bool:
    told = dict(headers)
    public = told.get("Cache-Control", "").startswith("public")
    return status[:3] in ("200", "304") and public and "ETag" in told and "Set-Cookie" not in told


def _is_held(etag: str, condition: str) -> bool:
    """As `representation.is_not_modified`: by far the most ask with the one that they were given."""
    if condition == etag:
        return True
    held = parse_etags(condition)
    return held == _ANYTHING or etag in {one.removeprefix("W/") for one in held}
