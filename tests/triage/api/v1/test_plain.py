"""Around the plain door of triage and through it, every assessment is the same, to the byte and the header."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import publishing, releases
from content.editions import edition
from content.models import Release
from rugpijn.http.answering import DEPENDS_ON, Answering
from rugpijn.http.remembering import Environ, StartResponse
from rugpijn.http.wsgi import Handler
from tests.test_two_doors import Told, ask
from tests.triage.conftest import drafts, small_records
from tests.triage.engine.example import HEALTHY, PROTOCOL, raw_answers
from tests.triage.storing import bearer, consent_to, new_key
from triage.api.v1.plain import PLAIN_ASSESSMENTS
from triage.metrics import ASSESSMENTS
from triage.models import StoredAssessment

PATH = "/v1/topics/rugpijn/assessments"
AT = "2026-11-23T09:00:00Z"
HEALTHY_ANSWERS = raw_answers({name.replace("_", "-"): value for name, value in HEALTHY.items()})
FEVER = {"question": "fever", "choices": ["yes"]}

USUAL: dict[str, dict[str, Any]] = {
    "the first screen": {"at": AT, "answers": []},
    "half way": {"at": AT, "answers": HEALTHY_ANSWERS[:3]},
    "an outcome": {"at": AT, "answers": HEALTHY_ANSWERS},
    "a reason": {"at": AT, "answers": [*HEALTHY_ANSWERS[:1], {"question": "breathless", "choices": ["yes"]}]},
    "not knowing": {"at": AT, "answers": [{"question": "fever", "unknown": True}]},
    "the release": {"release": 1, "at": AT, "answers": [FEVER]},
    "another zone": {"at": "2026-11-23T10:00:00+01:00", "answers": [FEVER]},
    "null as generated clients send it": {
        "release": None,
        "at": AT,
        "answers": [{"question": "fever", "choices": ["yes"], "number": None, "unknown": None}],
        "explain": None,
        "store": None,
        "consent": None,
        "earlier": None,
    },
    "no for no": {"at": AT, "answers": [FEVER], "explain": False, "store": False},
    "an empty list beside": {"at": AT, "answers": [{"question": "age", "number": 40, "choices": []}]},
}
OTHERS: dict[str, bytes] = {
    "an explanation": json.dumps({"at": AT, "answers": HEALTHY_ANSWERS, "explain": True}).encode(),
    "another release": b'{"release":2,"answers":[]}',
    "a release that is none": b'{"release":0,"answers":[]}',
    "storing without a key": json.dumps({"at": AT, "answers": HEALTHY_ANSWERS, "store": True}).encode(),
    "an earlier one": b'{"answers":[],"earlier":{"id":"x","secret":"y"}}',
    "a question twice": json.dumps({"at": AT, "answers": [FEVER, FEVER]}).encode(),
    "a question that is not there": b'{"answers":[{"question":"x","choices":["yes"]}]}',
    "a choice that is not there": b'{"answers":[{"question":"fever","choices":["maybe"]}]}',
    "two choices": b'{"answers":[{"question":"fever","choices":["yes","no"]}]}',
    "no choice": b'{"answers":[{"question":"fever","choices":[]}]}',
    "a number for a choice": b'{"answers":[{"question":"fever","number":1}]}',
    "a number out of range": b'{"answers":[{"question":"age","number":1000}]}',
    "a number as text": b'{"answers":[{"question":"age","number":"40"}]}',
    "true for a number": b'{"answers":[{"question":"age","number":true}]}',
    "half a number": b'{"answers":[{"question":"age","number":40.5}]}',
    "unknown where that cannot be": b'{"answers":[{"question":"age","unknown":true}]}',
    "unknown: false": b'{"answers":[{"question":"fever","unknown":false}]}',
    "two values": b'{"answers":[{"question":"fever","choices":["yes"],"unknown":true}]}',
    "a key twice": b'{"answers":[{"question":"fever","question":"age","choices":["yes"]}]}',
    "answers twice": b'{"answers":[],"answers":[{"question":"fever","choices":["yes"]}]}',
    "a field that is not there": b'{"answers":[],"name":null}',
    "no answers": b'{"at":null}',
    "outside the calendar": b'{"at":"1999-01-01T00:00:00Z","answers":[]}',
    "no zone": b'{"at":"2026-11-23T09:00:00","answers":[]}',
    "a list": b"[]",
    "a word": b'"answers"',
    "null": b"null",
    "nothing": b"",
    "half of it": b'{"answers":[',
    "NaN": b'{"answers":[{"question":"age","number":NaN}]}',
    "an endless number": b'{"answers":[{"question":"age","number":1e999}]}',
    "half a character": b'{"answers":[{"question":"\\ud800","choices":["yes"]}]}',
    "not UTF-8": b'{"answers":[{"question":"\xff","choices":["yes"]}]}',
    "too deep": b'{"answers":' + b"[" * 3000 + b"]" * 3000 + b"}",
}


READ: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT_LANGUAGE": "en"},
    {"QUERY_STRING": "language=en"},
    {"QUERY_STRING": "language=xx"},
    {"QUERY_STRING": "release=1"},
    {"HTTP_ACCEPT": "text/html"},
    {"HTTP_ACCEPT": "application/json;q=0.5"},
    {"HTTP_HOST": "elsewhere.example"},
    {"CONTENT_TYPE": "text/plain"},
    {"CONTENT_TYPE": "application/json; charset=utf-8"},
    {"CONTENT_TYPE": "application/json; charset=latin1"},
    {"HTTP_CONTENT_ENCODING": "gzip"},
    {"HTTP_TRANSFER_ENCODING": "chunked"},
    {"CONTENT_LENGTH": "10000"},
    {"CONTENT_LENGTH": "100000"},
    {"CONTENT_LENGTH": "x"},
    {"PATH_INFO": "/v1/topics/knie/assessments"},
    {"PATH_INFO": f"{PATH}/"},
)
NOT_READ = (
    *("HTTP_ORIGIN", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_RANGE", "HTTP_EXPECT"),
    *("HTTP_ACCEPT_ENCODING", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT", "HTTP_IDEMPOTENCY_KEY", "HTTP_X_REQUEST_ID"),
)


def environ(content: bytes, **more: str) -> Environ:
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(content)),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content),
        **more,
    }


def compact(body: object) -> bytes:
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


class Django:
    """The other door, which counts who comes by."""

    def __init__(self) -> None:
        self.handler, self.asked = Handler(), 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        return self.handler(environ, start_response)


@pytest.fixture
def django(one_connection: None, small: Release) -> Django:
    return Django()


@pytest.fixture
def layer(django: Django) -> Answering:
    return Answering(django, edition, PLAIN_ASSESSMENTS)


def around(content: bytes, **more: str) -> Any:
    return ask(Handler(), environ(content, **more))


def test_what_is_usual_is_answered_without_django(layer: Answering, django: Django) -> None:
    ask(layer, environ(compact(USUAL["half way"])))
    for body in USUAL.values():
        for content in (compact(body), json.dumps(body, indent=1).encode()):
            plain = ask(layer, environ(content))
            assert plain == around(content), body
            assert plain[0] == "200 OK", body
    assert django.asked == 1


def test_whatever_else_is_answered_by_django(layer: Answering, django: Django) -> None:
    ask(layer, environ(compact(USUAL["half way"])))
    for name, content in OTHERS.items():
        before = django.asked
        assert ask(layer, environ(content)) == around(content), name
        assert django.asked == before + 1, name


def test_a_request_is_read_as_django_reads_it(layer: Answering) -> None:
    content = compact(USUAL["an outcome"])
    ask(layer, environ(content))
    for more in READ:
        assert [ask(layer, environ(content, **more)) for _ in range(2)] == [around(content, **more)] * 2, more


def test_no_other_header_changes_an_answer(django: Django) -> None:
    assert not {*DEPENDS_ON} & {*NOT_READ}
    content = compact(USUAL["an outcome"])
    for header in NOT_READ:
        assert around(content, **{header: "gzip"}) == around(content), header


def test_nothing_is_learned_from_what_the_plain_door_says_otherwise(small: Release, one_connection: None) -> None:
    django = Django()

    def otherwise(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return [b"".join(django(environ, start_response)).replace(b"rugpijn", b"rugpyn")]

    layer, content = Answering(otherwise, edition, PLAIN_ASSESSMENTS), compact(USUAL["an outcome"])
    for _ in range(3):
        assert b"rugpyn" in ask(layer, environ(content))[2]
    assert django.asked == 3


def test_every_language_is_learned_by_itself(layer: Answering, django: Django, monkeypatch: pytest.MonkeyPatch) -> None:
    in_two_languages(monkeypatch)
    content = compact(USUAL["an outcome"])
    for language in ("nl", "en") * 2:
        answer = ask(layer, environ(content, HTTP_ACCEPT_LANGUAGE=language))
        assert answer[1]["Content-Language"] == language
        assert answer == around(content, HTTP_ACCEPT_LANGUAGE=language)
    assert django.asked == 2


def test_what_was_stored_in_one_language_is_told_again_in_that_one(
    layer: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_two_languages(monkeypatch)
    body, key = compact(storing()), new_key()
    for language in ("nl", "en"):
        ask(layer, environ(body, HTTP_IDEMPOTENCY_KEY=new_key(), HTTP_ACCEPT_LANGUAGE=language))
    first = ask(layer, environ(body, HTTP_IDEMPOTENCY_KEY=key, HTTP_ACCEPT_LANGUAGE="nl"))
    assert ask(layer, environ(body, HTTP_IDEMPOTENCY_KEY=key, HTTP_ACCEPT_LANGUAGE="en")) == first


def in_two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.documents.Document.languages", lambda _: ("nl", "en"))
    releases.forget()


def test_the_line_in_the_log_names_the_release_that_answered(
    layer: Answering, publish: Callable[[Any], Release], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "rugpijn.requests")
    content = compact(USUAL["an outcome"])
    for number in ("rugpijn/1", "rugpijn/2"):
        caplog.clear()
        for _ in range(2):
            ask(layer, environ(content))
        told = [vars(record)["fields"] for record in caplog.records if record.name == "rugpijn.requests"]
        assert [(one["method"], one["status"], one["release"]) for one in told] == [("POST", 200, number)] * 2
        records = small_records()
        records["rule"]["fever"]["reason"] = f"Koorts, na {number}."
        publish(drafts(records))


def test_a_publication_is_seen_at_once(layer: Answering, publish: Callable[[Any], Release]) -> None:
    content = compact(USUAL["an outcome"])
    first = [ask(layer, environ(content)) for _ in range(2)]
    records = small_records()
    records["rule"]["fever"]["reason"] = "Koorts met rugpijn."
    publish(drafts(records))
    second = [ask(layer, environ(content)) for _ in range(2)]
    assert first != second == [around(content)] * 2
    assert b'"number":2' in second[1][2]


def test_a_superseded_release_is_answered_by_django(layer: Answering, publish: Callable[[Any], Release]) -> None:
    records = small_records()
    records["rule"]["fever"]["reason"] = "Koorts met rugpijn."
    publish(drafts(records))
    for body in (USUAL["an outcome"], USUAL["the release"]) * 2:
        assert ask(layer, environ(compact(body))) == around(compact(body))


def test_a_withdrawn_release_is_gone_at_once(layer: Answering, small: Release, reviewer: User) -> None:
    content = compact(USUAL["the release"])
    for _ in range(2):
        ask(layer, environ(content))
    publishing.withdraw(release=small, by=reviewer, why="klopt niet")
    releases.forget()
    assert ask(layer, environ(content))[0] == "410 Gone"


def storing(**more: Any) -> dict[str, Any]:
    return {"at": AT, "answers": HEALTHY_ANSWERS, "store": True, "consent": consent_to(PROTOCOL), **more}


def stored(layer: Answering, key: str, **more: Any) -> Told:
    return ask(layer, environ(compact(storing(**more)), HTTP_IDEMPOTENCY_KEY=key))


def test_what_is_stored_is_stored_without_django(layer: Answering, django: Django) -> None:
    by_django = stored(layer, new_key())
    plain = stored(layer, new_key())
    assert django.asked == 1
    assert plain[0] == by_django[0] == "201 Created"
    assert plain[1].keys() == by_django[1].keys()
    assert StoredAssessment.objects.count() == 2
    told = json.loads(plain[2])["stored"]
    assert plain[1]["Location"] == f"/v1/assessments/{told['id']}"
    assert Client().get(plain[1]["Location"], headers=bearer(told["secret"])).status_code == 200


def test_what_was_stored_is_told_again_by_either_door(layer: Answering, django: Django) -> None:
    first, key, body = stored(layer, new_key()), new_key(), compact(storing())
    plain = ask(layer, environ(body, HTTP_IDEMPOTENCY_KEY=key))
    assert django.asked == 1
    assert ask(layer, environ(body, HTTP_IDEMPOTENCY_KEY=key)) == plain != first
    assert around(body, HTTP_IDEMPOTENCY_KEY=key) == plain
    assert StoredAssessment.objects.count() == 2


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("400 Bad Request", {"consent": {"version": "x", "givenAt": AT}}),
        ("400 Bad Request", {"consent": None}),
        ("422 Unprocessable Entity", {"answers": []}),
        ("422 Unprocessable Entity", {"answers": [*HEALTHY_ANSWERS[1:], {"question": "age", "number": 15}]}),
    ],
    ids=["other consent", "no consent", "unfinished", "too young"],
)
def test_what_may_not_be_stored_is_refused_by_django(
    status: str, more: dict[str, Any], layer: Answering, django: Django
) -> None:
    stored(layer, new_key())
    assert stored(layer, new_key(), **more)[0] == status
    assert StoredAssessment.objects.count() == 1


def test_a_key_that_is_easy_to_guess_is_refused(layer: Answering) -> None:
    stored(layer, new_key())
    assert stored(layer, "a" * 22)[0] == "400 Bad Request"


def test_another_body_with_the_same_key_is_refused(layer: Answering) -> None:
    key = new_key()
    for again in (new_key(), key):
        stored(layer, again)
    other = stored(layer, key, at="2026-11-23T09:00:01Z")
    assert other[0] == "422 Unprocessable Entity"


def test_without_the_database_it_is_told_once(
    layer: Answering, django: Django, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django does not try again what took all the time that somebody has."""
    stored(layer, new_key())
    tried: list[str] = []

    def fail(**_: object) -> None:
        tried.append("once")
        raise OperationalError("The database did not answer in time.")

    monkeypatch.setattr("triage.storing.store", fail)
    answer = stored(layer, new_key())
    assert (answer[0], tried) == ("503 Service Unavailable", ["once"])
    assert answer[1]["Retry-After"]


def test_each_is_counted_once(layer: Answering) -> None:
    before = _counted()
    for _ in range(3):
        ask(layer, environ(compact(USUAL["an outcome"])))
    key = new_key()
    for again in (new_key(), key, key):
        stored(layer, again)
    assert _counted() - before == 5  # what is told again is not


def _counted() -> float:
    found = [sample.value for metric in ASSESSMENTS.collect() for sample in metric.samples if "_total" in sample.name]
    return sum(found)


def test_now_is_the_moment_where_none_is_sent(layer: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    content = compact({"answers": HEALTHY_ANSWERS})
    assert [ask(layer, environ(content)) for _ in range(2)] == [around(content)] * 2


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(),
    st.sampled_from(["yes", "no", "", "some", "fever", "x"]),
)
answers = st.dictionaries(
    st.sampled_from(["question", "choices", "number", "unknown", "x"]),
    st.one_of(values, st.lists(values, max_size=3), st.sampled_from(["fever", "age", "limits", "breathless"])),
    max_size=4,
)
sound = st.sampled_from(HEALTHY_ANSWERS)
bodies: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"answers": st.one_of(values, st.lists(st.one_of(sound, sound, sound, answers), max_size=6))},
    optional={
        "release": st.one_of(values, st.just(1)),
        "at": st.one_of(values, st.just(AT)),
        **{name: st.one_of(values, st.just({})) for name in ("explain", "store", "consent", "earlier", "x")},
    },
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies)
def test_both_doors_take_and_refuse_the_same(layer: Answering, body: dict[str, Any]) -> None:
    """Whatever is sent: the plain door has an answer of its own, or it is Django's."""
    content = compact({"at": AT, **body})
    assert ask(layer, environ(content)) == around(content)
