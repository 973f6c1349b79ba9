"""A second small layer in front of Django: what is asked in a usual way is answered by a plain function.

Django's view and the plain function are two doors to the same answer. The layer learns from Django: what an answer to
such a request looks like (its headers, and what is observed of it) is taken from one that Django gave, and only once
the plain function made the very same bytes. Whatever is unusual or wrong goes to Django, which says what to do.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from re import Pattern
from threading import Lock
from time import perf_counter
from typing import Any, Final, NamedTuple, Protocol

from rugpijn.http import observing
from rugpijn.http.body import LARGEST_BODY, places
from rugpijn.http.refused import REFUSED
from rugpijn.http.remembering import LONGEST_KEY, Application, Edition, Environ, Headers, StartResponse
from rugpijn.http.request_ids import new_number

DEPENDS_ON: Final = (
    "PATH_INFO",
    "QUERY_STRING",
    "CONTENT_TYPE",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
)
UNUSUAL: Final = ("HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_ENCODING", "HTTP_IF_MATCH")
ALWAYS: Final = frozenset({"X-Request-Id", "Content-Length"})
OF_EACH: Final = ALWAYS | {"Location"}
MOST_LEARNED: Final = 1024


class Answered(NamedTuple):
    """What the plain function answers. `headers`: those that no other answer has. `then`: counts that it was given."""

    body: bytes
    then: Callable[[], None]
    headers: tuple[tuple[str, str], ...] = ()


class Asked(NamedTuple):
    """`of` and `what` are for the plain function; requests of the same `kind` are answered in the same manner."""

    kind: str
    of: str
    what: Any


class Answerer(Protocol):
    """The plain function."""

    @property
    def path(self) -> Pattern[str]:
        """Of the addresses that it knows."""

    def read(self, of: str, content: bytes, environ: Environ) -> Asked | None:
        """What was asked; None where it is unusual or not right. `of`: the first group of `path` in the address."""

    def answer(self, asked: Asked, language: str) -> Answered | Exception | None:
        """None where Django should find out what is the matter; an exception where it should say so and not try again.
        Also called for what Django answered a moment ago."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How Django answered such a request, but for what each answer has of its own."""

    status: str
    headers: Headers
    language: str
    seen: observing.Seen


@dataclass(slots=True)
class Learned:
    """The manners of one edition."""

    edition: object
    manners: dict[tuple[Any, ...], Manner] = field(default_factory=dict)


class Answering:
    """The WSGI application around Django's, for what `answerer` knows."""

    def __init__(self, application: Application, edition: Edition, answerer: Answerer) -> None:
        self._application, self._edition, self._answerer = application, edition, answerer
        self._learned = Learned(object())
        self._learning = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        asked = self._asked(environ) if environ["REQUEST_METHOD"] == "POST" else None
        learned = None if asked is None else self._current()
        if asked is None or learned is None:
            return self._application(environ, start_response)
        key = (asked.kind, *map(environ.get, DEPENDS_ON))
        manner = learned.manners.get(key)
        if manner is None:
            return self._learn(environ, start_response, learned, key, asked)
        answered = self._plain(asked, manner.language)
        if not isinstance(answered, Answered):
            environ[REFUSED] = answered
            return self._application(environ, start_response)
        answered.then()
        number = new_number()
        manner.seen.again(number, perf_counter() - began)
        own = [*answered.headers, ("Content-Length", str(len(answered.body))), ("X-Request-Id", number)]
        start_response(manner.status, manner.headers + own)
        return [answered.body]

    def _asked(self, environ: Environ) -> Asked | None:
        known = self._answerer.path.fullmatch(environ["PATH_INFO"])
        content = None if known is None or any(map(environ.get, UNUSUAL)) else _content(environ)
        return None if known is None or content is None else self._answerer.read(known[1], content, environ)

    def _current(self) -> Learned | None:
        """What was learned of this moment's edition. None where there is none: Django says why."""
        try:
            edition = self._edition()
        except Exception:
            return None
        learned = self._learned
        if learned.edition is not edition:
            learned = self._learned = Learned(edition)
        return learned

    def _plain(self, asked: Asked, language: str) -> Answered | Exception | None:
        """None also where the plain function failed: Django comes upon the same, and knows how to tell it."""
        try:
            return self._answerer.answer(asked, language)
        except Exception:
            return None

    def _learn(
        self, environ: Environ, start_response: StartResponse, learned: Learned, key: tuple[Any, ...], asked: Asked
    ) -> Iterable[bytes]:
        """Django's answer, and from it the manner of such answers, where the plain function makes the same bytes."""
        told: list[Told] = []

        def start(status: str, headers: Headers, *more: Any) -> Any:
            told.append(Told(status, list(headers)))
            return start_response(status, headers, *more)

        answer = self._application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        seen = observing.seen_in(environ)
        usual = len(told) == 1 and told[0].status.startswith("2") and sum(len(str(part)) for part in key) <= LONGEST_KEY
        if usual and seen is not None and self._makes_the_same(asked, told[0], body):
            self._keep(learned, key, told[0].manner(seen))
        return [body]

    def _makes_the_same(self, asked: Asked, told: "Told", body: bytes) -> bool:
        answered = self._plain(asked, told.language)
        return isinstance(answered, Answered) and answered.body == body and dict(answered.headers) == told.own

    def _keep(self, learned: Learned, key: tuple[Any, ...], manner: Manner) -> None:
        with self._learning:
            while len(learned.manners) >= MOST_LEARNED:
                del learned.manners[next(iter(learned.manners))]  # the oldest
            learned.manners[key] = manner


@dataclass(frozen=True, slots=True)
class Told:
    """What Django told before the body."""

    status: str
    headers: Headers

    @property
    def language(self) -> str:
        return dict(self.headers).get("Content-Language", "")

    @property
    def own(self) -> dict[str, str]:
        """What another answer of this kind has otherwise, and the plain function has to know."""
        return {name: value for name, value in self.headers if name in OF_EACH - ALWAYS}

    def manner(self, seen: observing.Seen) -> Manner:
        common = [(name, value) for name, value in self.headers if name not in OF_EACH]
        return Manner(self.status, common, self.language, seen)


def _content(environ: Environ) -> bytes | None:
    """The body, which can then be read again. None where it is not there as it was announced."""
    announced = environ.get("CONTENT_LENGTH") or ""
    if not (announced.isascii() and announced.isdigit() and len(announced) < 10 and 0 < int(announced) <= LARGEST_BODY):
        return None
    try:
        place = places.pop()
    except IndexError:
        return None
    try:
        content: bytes = environ["wsgi.input"].read(int(announced))
    finally:
        places.append(place)
    environ["wsgi.input"] = io.BytesIO(content)
    return content if len(content) == int(announced) else None
