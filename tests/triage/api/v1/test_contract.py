"""What the contract declares of an assessment is what is taken, by whichever door, and what is answered.

Every body goes through the layers that stand in front of Django. Whether it is taken is for the contract to say, but
for the short list of what no schema can say; and every answer is one that is declared.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from content import publishing, releases
from content.editions import edition
from content.models import Release
from rugpijn.http.answering import Answering
from rugpijn.http.remembering import Environ, Remembering, StartResponse
from rugpijn.http.wsgi import Handler
from tests.fuzz.bodies import broken, sound_body, spoilt
from tests.fuzz.questions import Questions, questions_of
from tests.test_two_doors import ask
from tests.triage.api.v1.promises import Answer, Body, broken_promises, is_declared
from tests.triage.api.v1.test_plain import AT, FEVER, HEALTHY_ANSWERS, OTHERS, USUAL, bodies, compact, environ, storing
from tests.triage.conftest import drafts, small_records
from tests.triage.engine.example import PROTOCOL
from tests.triage.engine.strategies import chances
from tests.triage.storing import consent_to, new_key
from triage import storing as storage
from triage.api.v1.plain import PLAIN_ASSESSMENTS

Publish = Callable[[Any], Release]


class Stack:
    """The layers as the server has them, warm, and who answered."""

    def __init__(self) -> None:
        self._handler, self.posted, self.by_django = Handler(), 0, 0
        self._layers = Remembering(Answering(self._django, edition, PLAIN_ASSESSMENTS), edition)
        self.post(compact(USUAL["half way"]))
        self.post(compact(storing()), key=new_key())
        self.posted = self.by_django = 0

    def _django(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.by_django += 1
        return self._handler(environ, start_response)

    @property
    def plainly(self) -> int:
        """How many were answered without Django."""
        return self.posted - self.by_django

    def post(self, sent: bytes, *, key: str | None = None) -> Answer:
        """What is answered; whatever of it the contract does not promise is an AssertionError."""
        self.posted += 1
        status, headers, told = ask(
            self._layers, environ(sent, **({} if key is None else {"HTTP_IDEMPOTENCY_KEY": key}))
        )
        answer = Answer(int(status[:3]), headers["Content-Type"], json.loads(told))
        assert list(broken_promises(sent, answer)) == [], sent
        return answer


@pytest.fixture
def stack(one_connection: None, small: Release) -> Stack:
    return Stack()


@pytest.fixture
def questions(client: Any, small: Release) -> Questions:
    """What an app knows of them."""
    return questions_of(client.get("/v1/topics/rugpijn/triage").json())


def with_answer(**answer: object) -> Body:
    return {"at": AT, "answers": [answer]}


RIGHT: Final[dict[str, Body]] = {
    **USUAL,
    "every kind of question": {"at": AT, "answers": HEALTHY_ANSWERS[::-1]},
    "more choices": with_answer(question="medicines", choices=["blood-thinner", "prednisone"]),
    "a number at its edge": with_answer(question="age", number=120),
    "a number with a fraction of nothing": with_answer(question="age", number=40.0),
    "not knowing a number": with_answer(question="weight-loss", unknown=True),
    "a moment in small letters": {"at": "2026-11-23t09:00:00.123456789z", "answers": []},
    "a moment with a space": {"at": "2026-11-23 09:00:00-03:30", "answers": []},
    "no moment": {"answers": [FEVER]},
}
WRONG_IN_A_BODY: Final[dict[str, list[Any]]] = {
    "release": ["1", True, 1.5, 1.0, -1, 0, 2**31, [], {}],
    "at": ["", "nu", 0, True, [], {}],
    "answers": [None, {}, "", 3, True, [None], [[]], [{}], ["fever"], [FEVER] * 501],
    "explain": ["true", 1, 0, [], {}],
    "store": ["true", 1, 0, [], {}],
    "consent": ["", 1, True, [], {}, {"version": 1, "givenAt": AT}, {"version": "x", "givenAt": "nu"}],
    "earlier": ["", 1, True, [], {}, {"id": 1, "secret": "x"}, {"id": "x", "secret": "y", "more": 1}],
    "language": ["nl", None],
}
WRONG_IN_AN_ANSWER: Final[dict[str, list[Any]]] = {
    "question": [None, 1, True, [], {}, "", "f" * 61],
    "choices": ["yes", {}, 1, True, [1], [None], [["yes"]], [""], ["yes", 1], ["yes"] * 21, ["y" * 61]],
    "number": ["1", True, [], {}, 0.5, 2**31, -(2**40)],
    "unknown": ["true", 1, 0, [], {}],
    "x": [None, 1],
}
NO_MOMENTS: Final = (
    *("2026-11-23", "2026-11-23T09:00Z", "2026-11-23T09:00:00", "20261123T090000Z", "2026-W48-1T09:00:00Z"),
    *("2026-02-30T09:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:00:60Z"),
    *("2026-11-23T09:00:00+24:00", "2026-11-23T09:00:00+10:60", "0001-01-01T00:00:00+14:00"),
    *(
        "2026-11-23T09:00:00+1:00",
        "2026-11-23T09:00:00.Z",
        "2026-11-23T09:00:00Z\n",
        " 2026-11-23T09:00:00Z",
        "\u0662026-11-23T09:00:00Z",
    ),
)


def wrong_bodies() -> Iterator[bytes]:
    """One thing is wrong in each."""
    yield from (content for name, content in OTHERS.items() if name != "an explanation")
    yield b'{"answers":[' + b" " * 70_000 + b"]}"
    yield from (compact({"at": moment, "answers": []}) for moment in NO_MOMENTS)
    for name, values in WRONG_IN_A_BODY.items():
        yield from (compact({"at": AT, "answers": [], name: value}) for value in values)
    for name, values in WRONG_IN_AN_ANSWER.items():
        yield from (compact({"at": AT, "answers": [{"question": "fever", name: value}]}) for value in values)


def test_what_is_right_is_taken_by_the_plain_door(stack: Stack) -> None:
    for body in RIGHT.values():
        assert is_declared(compact(body)), body
        assert stack.post(compact(body)).status == 200, body
    assert stack.by_django == 0


def test_what_is_wrong_is_refused_and_by_django(stack: Stack) -> None:
    """Which says what is wrong."""
    for content in wrong_bodies():
        assert stack.post(content).status >= 400, content
    assert stack.plainly == 0


STORED: Final[dict[str, Body]] = {
    "an outcome": {},
    "an empty list beside": {"answers": [*HEALTHY_ANSWERS[1:], {"question": "age", "number": 40, "choices": []}]},
    "null for no": {"explain": None, "earlier": None, "release": None},
}


def test_what_may_be_stored_is_stored_by_the_plain_door(stack: Stack) -> None:
    for more in STORED.values():
        body, key = compact(storing(**more)), new_key()
        assert is_declared(body)
        assert [stack.post(body, key=key).status for _ in range(2)] == [201, 201], more
    assert stack.by_django == 0


def test_what_was_stored_is_not_stored_otherwise(stack: Stack) -> None:
    key, body = new_key(), compact(storing())
    first = stack.post(body, key=key).told["stored"]
    assert stack.post(compact(storing(at="2026-11-23T09:00:01Z")), key=key).kind == "idempotency-key-reused"
    storage.erase(first["id"], first["secret"])
    assert stack.post(body, key=key).kind == "assessment-erased"
    assert stack.post(compact(storing(answers=[])), key=new_key()).kind == "not-stored"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_old_release_answers_as_declared(
    stack: Stack, publish: Publish, reviewer: User, settings: Settings, small: Release, withdrawn: bool
) -> None:
    records = small_records()
    records["rule"]["fever"]["reason"] = "Koorts met rugpijn."
    publish(drafts(records))
    body = compact({**USUAL["the release"], "at": "2027-06-01T09:00:00Z"})
    assert stack.post(body).status == 200
    settings.SUPERSEDED_RELEASE_HOURS = 0
    if withdrawn:
        publishing.withdraw(release=small, by=reviewer, why="klopt niet")
    releases.forget()
    assert stack.post(body).kind == ("release-withdrawn" if withdrawn else "release-superseded")


def test_what_no_schema_can_say_is_refused_all_the_same(stack: Stack) -> None:
    for content in (b'{"release":2,"answers":[]}', b'{"answers":[{"question":"x","unknown":true}]}'):
        assert is_declared(content)
        assert stack.post(content).status >= 400


def test_a_contract_that_says_otherwise_is_found(stack: Stack) -> None:
    """The test of the test."""
    right, wrong = compact(USUAL["half way"]), b'{"answers":[{"question":"age","number":"40"}]}'
    taken, refused = stack.post(right), stack.post(wrong)
    assert [*broken_promises(wrong, taken)] == ["taken, and not declared"]
    assert [*broken_promises(right, refused)] == [
        "declared, and refused: invalid-answers ['/answers/0/number wrong-type']"
    ]
    assert [*broken_promises(right, replace(taken, status=202))] != []
    assert [*broken_promises(right, replace(taken, told={**taken.told, "more": 1}))] != []


MANY: Final = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_what_is_taken_is_what_is_declared(stack: Stack, questions: Questions) -> None:
    """Any stage of an interview, the same with something wrong in it, anything at all, and what is hardly JSON."""

    @MANY
    @given(chances(), bodies)
    def asked(chance: Random, other: Body) -> None:
        body = {"at": AT, **sound_body(questions, [1], chance)}
        others = (spoilt(body, questions, chance), {"at": AT, **other})
        for content in (*map(compact, (body, *others)), broken(body, chance)):
            stack.post(content)

    asked()
    assert stack.plainly > MANY.max_examples // 3  # or the plain door was hardly asked


pieces: st.SearchStrategy[Any] = st.sampled_from([None, True, False, 0, 1, "", "x", "x" * 101, AT, {}, []])
consents = st.fixed_dictionaries({}, optional={"version": pieces, "givenAt": pieces, "x": pieces})
earlier = st.fixed_dictionaries({}, optional={"id": pieces, "secret": pieces, "x": pieces})
sound_consents = st.builds(lambda: consent_to(PROTOCOL))
about_storing: st.SearchStrategy[Body] = st.fixed_dictionaries(
    {"consent": st.one_of(sound_consents, sound_consents, consents, pieces)},
    optional={"store": pieces, "earlier": pieces | earlier, "explain": pieces, "at": pieces},
)


def test_what_is_stored_is_what_is_declared(stack: Stack) -> None:
    @MANY
    @given(about_storing, st.sampled_from([None, "", "a" * 22, new_key, new_key, new_key]))
    def asked(more: Body, key: Any) -> None:
        stack.post(compact(storing(**more)), key=key() if callable(key) else key)
        stack.post(compact({"at": AT, "answers": [], **more}))

    asked()
