"""The layer in front of Django: what it gives again, what it leaves to Django, and for how long."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from rugpijn.http import remembering
from rugpijn.http.observing import SEEN, Seen
from rugpijn.http.remembering import Environ, Headers, Remembering

PUBLIC = [("ETag", '"a"'), ("Cache-Control", "public, max-age=60"), ("X-Request-Id", "first")]


class Origin:
    """Stands behind the layer: counts what reaches it."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = "200 OK"
        self.headers: Headers = PUBLIC
        self.closed = 0
        self.more = b""

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        environ[SEEN] = Seen("GET", "v1/tests", 200, None)
        start_response(self.status, list(self.headers))
        return self

    def __iter__(self) -> Iterator[bytes]:
        yield f"answer {self.asked}".encode() + self.more

    def close(self) -> None:
        self.closed += 1


class Site:
    def __init__(self) -> None:
        self.origin = Origin()
        self.edition: object = "first"
        self.layer = Remembering(self.origin, lambda: self.edition)

    def ask(self, path: str = "/v1/topics", method: str = "GET", **told: str) -> tuple[str, dict[str, str], bytes]:
        environ: Environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", **told}
        started: list[Any] = []
        body = b"".join(self.layer(environ, lambda status, headers, *_: started.extend((status, dict(headers)))))
        return started[0], started[1], body


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_same_question_reaches_django_once(site: Site) -> None:
    assert [site.ask()[2] for _ in range(3)] == [b"answer 1"] * 3
    assert site.origin.asked == 1


def test_every_answer_has_a_number_of_its_own(site: Site) -> None:
    numbers = [site.ask()[1]["X-Request-Id"] for _ in range(3)]
    assert len(set(numbers)) == 3


def test_what_django_opened_is_closed(site: Site) -> None:
    site.ask()
    assert site.origin.closed == 1


@pytest.mark.parametrize("name", remembering.DEPENDS_ON)
def test_another_question_reaches_django(site: Site, name: str) -> None:
    site.ask()
    path = "/v1/other" if name == "PATH_INFO" else "/v1/topics"
    site.ask(path, **({} if name == "PATH_INFO" else {name: "other"}))
    assert site.origin.asked == 2


def test_a_new_edition_is_asked_anew(site: Site) -> None:
    site.ask()
    site.edition = "second"
    assert site.ask()[2] == b"answer 2"


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "PUT", "DELETE"])
def test_another_method_is_left_to_django(site: Site, method: str) -> None:
    site.ask(method=method)
    site.ask(method=method)
    assert site.origin.asked == 2


@pytest.mark.parametrize("path", ["/", "/admin/", "/v1", "/healthz", "/docs", "/static/x.css"])
def test_another_address_is_left_to_django(site: Site, path: str) -> None:
    site.ask(path)
    site.ask(path)
    assert site.origin.asked == 2


@pytest.mark.parametrize("name", ["CONTENT_LENGTH", "HTTP_IF_MATCH", "HTTP_TRANSFER_ENCODING"])
def test_a_rare_question_is_left_to_django(site: Site, name: str) -> None:
    site.ask()
    site.ask(**{name: "1"})
    assert site.origin.asked == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", PUBLIC),
        ("500 Internal Server Error", PUBLIC),
        ("200 OK", [("ETag", '"a"'), ("Cache-Control", "no-store")]),
        ("200 OK", [("Cache-Control", "public")]),
        ("200 OK", [*PUBLIC, ("Set-Cookie", "a=b")]),
    ],
)
def test_what_no_cache_may_keep_is_not_kept_here(site: Site, status: str, headers: Headers) -> None:
    site.origin.status, site.origin.headers = status, headers
    site.ask()
    site.ask()
    assert site.origin.asked == 2


@pytest.mark.parametrize("condition", ['"a"', 'W/"a"', '"b", "a"', "*"])
def test_who_holds_it_is_told_what_django_tells(site: Site, condition: str) -> None:
    site.ask()
    site.origin.status = "304 Not Modified"
    answers = [site.ask(HTTP_IF_NONE_MATCH=condition) for _ in range(3)]
    assert [status for status, _, _ in answers] == ["304 Not Modified"] * 3
    assert site.origin.asked == 2


@pytest.mark.parametrize("condition", ['"b"', "nonsense", '"a'])
def test_who_holds_something_else_gets_the_whole(site: Site, condition: str) -> None:
    site.ask()
    assert site.ask(HTTP_IF_NONE_MATCH=condition)[2] == b"answer 1"


def test_a_304_is_never_given_to_who_holds_nothing(site: Site) -> None:
    site.origin.status = "304 Not Modified"
    site.ask(HTTP_IF_NONE_MATCH='"a"')
    site.origin.status = "200 OK"
    assert site.ask()[0] == "200 OK"


def test_memory_has_an_end_in_bytes(site: Site, settings: Settings) -> None:
    settings.MEMORY_MB = 0.05  # of which this is a tenth: room for two small answers
    for path in ("/v1/a", "/v1/b", "/v1/c", "/v1/b", "/v1/c"):
        site.ask(path)
    assert site.origin.asked == 3
    site.ask("/v1/a")
    assert site.origin.asked == 4


def test_what_is_larger_than_the_memory_is_not_kept(site: Site, settings: Settings) -> None:
    settings.MEMORY_MB = 0.05
    site.ask("/v1/a")
    site.origin.more = b"x" * 4000
    site.ask("/v1/b")
    site.ask("/v1/b")
    assert site.origin.asked == 3
    site.ask("/v1/a")
    assert site.origin.asked == 3


def test_what_is_counted_is_what_is_kept(site: Site, settings: Settings) -> None:
    settings.MEMORY_MB = 0.1
    for number in range(20):
        site.origin.more = b"x" * (number * 300)
        site.ask(f"/v1/{number % 7}")
        site.origin.status = "304 Not Modified" if number % 3 else "200 OK"
    memory = site.layer._memory
    kept = [*memory.whole.values(), *memory.unchanged.values()]
    assert kept
    assert memory.bytes == sum(one.bytes for one in kept) <= 10_000


def test_an_endless_header_is_not_kept(site: Site) -> None:
    site.ask(HTTP_ACCEPT_LANGUAGE="nl," * 1000)
    site.ask(HTTP_ACCEPT_LANGUAGE="nl," * 1000)
    assert site.origin.asked == 2


def test_without_an_edition_django_says_why(site: Site) -> None:
    site.ask()

    def gone() -> object:
        raise RuntimeError

    site.layer._edition = gone
    assert site.ask()[2] == b"answer 2"
