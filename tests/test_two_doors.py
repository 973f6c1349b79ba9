"""Around the layer that remembers and through it, every public answer is the same, to the byte and the header."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content import publishing, releases
from content.editions import edition
from content.models import Advice, Release, Topic
from rugpijn.http.remembering import DEPENDS_ON, Environ, Remembering
from rugpijn.http.wsgi import Handler
from tests.black_box.cases import CONTRACT

EXAMPLES = {"topic": "knie", "section": "what", "advice": "rest", "term": "meniscus", "number": "1"}
PATHS = [
    f"/v1{path}".format_map(EXAMPLES)
    for path, item in CONTRACT["paths"].items()
    if "get" in item and "{assessment}" not in path
]
CODINGS = ["", "gzip", "br", "gzip;q=0.5, br;q=0.1", "identity;q=0"]
LANGUAGES = ["", "nl", "en", "de, en;q=0.5", "*"]
OTHERS = [
    *("HTTP_ORIGIN", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_USER_AGENT", "HTTP_REFERER"),
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"),
]
Told = tuple[str, dict[str, str], bytes]


def environ(path: str, query: str = "", **headers: str) -> Environ:
    told = {f"HTTP_{name.upper()}": value for name, value in headers.items() if value}
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **told,
    }


def ask(application: Any, asked: Environ) -> Told:
    started: list[Any] = []
    answer = application(asked, lambda status, headers, *_: started.extend((status, dict(headers))))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    headers = started[1]
    number = headers.pop("X-Request-Id")
    return started[0], headers, body.replace(number.encode(), b"(number)")


@pytest.fixture
def layer(one_connection: None, knee: Topic, publish: Callable[[Topic], Release]) -> Iterator[Remembering]:
    publish(knee)
    yield Remembering(Handler(), edition)


@pytest.mark.parametrize("path", PATHS)
def test_both_doors_give_the_same(path: str, layer: Remembering) -> None:
    django = Handler()
    for coding in CODINGS:
        for language in LANGUAGES:
            asked = {"accept_encoding": coding, "accept_language": language}
            around = ask(django, environ(path, **asked))
            assert [ask(layer, environ(path, **asked)) for _ in range(2)] == [around] * 2
            etag = around[1].get("ETag", "")
            for condition in (etag, f"W/{etag}", f'"x", {etag}', "*", '"other"'):
                unchanged = ask(django, environ(path, if_none_match=condition, **asked))
                assert [ask(layer, environ(path, if_none_match=condition, **asked)) for _ in range(2)] == [
                    unchanged
                ] * 2


@pytest.mark.parametrize("query", ["language=en", "language=xx", "release=1", "release=2", "release=x", "strange=1"])
def test_a_query_is_answered_as_django_does(query: str, layer: Remembering) -> None:
    around = ask(Handler(), environ("/v1/topics/knie", query))
    assert [ask(layer, environ("/v1/topics/knie", query)) for _ in range(2)] == [around] * 2


@pytest.mark.parametrize("path", PATHS)
def test_no_other_header_changes_a_public_answer(path: str, layer: Remembering) -> None:
    """What the layer does not look at, Django does not look at either."""
    assert not {*OTHERS} & {*DEPENDS_ON}
    plain = ask(Handler(), environ(path))
    assert [ask(Handler(), environ(path) | {header: "bytes=0-1"}) for header in OTHERS] == [plain] * len(OTHERS)


def test_a_publication_is_seen_at_once(layer: Remembering, knee: Topic, publish: Callable[[Topic], Release]) -> None:
    before = ask(layer, environ("/v1/topics/knie"))
    Advice.objects.filter(slug="rest").update(title={"nl": "Rust even uit"})
    publish(knee)
    after = ask(layer, environ("/v1/topics/knie"))
    assert before != after == ask(Handler(), environ("/v1/topics/knie"))


def test_what_was_planned_is_seen_at_its_moment(
    layer: Remembering, knee: Topic, editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Advice.objects.filter(slug="rest").update(title={"nl": "Rust even uit"})
    submission = publishing.submit(topic=knee, by=editor, note="straks")
    soon = timezone.now() + timedelta(hours=1)
    publishing.approve(submission=submission, by=reviewer, why="straks", publish_at=soon)
    releases.forget()
    now = ask(layer, environ("/v1/topics/knie"))
    assert now[1]["ETag"] == ask(Handler(), environ("/v1/topics/knie"))[1]["ETag"]
    monkeypatch.setattr("content.editions.time.time", soon.timestamp)
    monkeypatch.setattr("django.utils.timezone.now", lambda: soon)
    later = ask(layer, environ("/v1/topics/knie"))
    assert later != now
    assert later == ask(Handler(), environ("/v1/topics/knie"))


def test_a_withdrawn_release_is_gone_from_memory(layer: Remembering, knee: Topic, reviewer: User) -> None:
    asked = environ("/v1/topics/knie", "release=1")
    assert ask(layer, asked)[0] == "200 OK"
    publishing.withdraw(release=knee.releases.get(), by=reviewer, why="klopt niet")
    releases.forget()
    assert ask(layer, environ("/v1/topics/knie", "release=1"))[0] == "410 Gone"
