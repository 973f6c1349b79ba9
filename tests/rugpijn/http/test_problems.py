import pytest

from rugpijn.http import kinds
from rugpijn.http.problems import (
    Fault,
    FaultError,
    Problem,
    Text,
    not_ready,
    pointer,
    too_many_requests,
    unknown_resource,
)

TEXT = Text("Kies een antwoord.", "Choose an answer.")
TOPIC = Text("het onderwerp", "the topic")


def test_told_in_dutch() -> None:
    told = Problem(kinds.INVALID_BODY, errors=[Fault("required", TEXT, pointer="/answers")]).told("nl", "urn:uuid:1")
    assert told == {
        "type": "urn:rugpijn:problem:invalid-body",
        "title": "Ongeldige inhoud",
        "status": 400,
        "detail": kinds.INVALID_BODY.detail.nl,
        "instance": "urn:uuid:1",
        "errors": [{"pointer": "/answers", "code": "required", "detail": "Kies een antwoord."}],
    }


def test_told_in_english() -> None:
    told = Problem(kinds.INVALID_BODY, errors=[Fault("required", TEXT, parameter="release")]).told("en", "urn:uuid:1")
    assert told["title"] == "Invalid content"
    assert told["errors"] == [{"parameter": "release", "code": "required", "detail": "Choose an answer."}]


def test_own_detail_replaces_that_of_the_kind() -> None:
    assert Problem(kinds.RELEASE_WITHDRAWN, detail=TEXT).told("nl", "")["detail"] == "Kies een antwoord."


@pytest.mark.parametrize("place", [{}, {"pointer": "/a", "parameter": "a"}])
def test_fault_has_exactly_one_place(place: dict[str, str]) -> None:
    with pytest.raises(FaultError):
        Fault("required", TEXT, **place)


def test_thousands_of_faults_stay_a_small_answer() -> None:
    problem = Problem(kinds.INVALID_BODY, errors=[Fault("x", TEXT, pointer=f"/{i}") for i in range(5000)])
    assert len(problem.errors) == 51
    assert problem.errors[-1].code == "too-many-faults"


def test_pointer_names_the_place() -> None:
    assert pointer("answers", 0, "choices") == "/answers/0/choices"


@pytest.mark.parametrize("key", ["", "ik heb koorts", "a/b", "a~b", "\ud800", "\0", "x" * 41])
def test_pointer_stops_before_a_key_that_could_be_an_answer(key: str) -> None:
    assert pointer("answers", key, "choices") == "/answers"


def test_unknown_resource_says_what_and_where_the_list_is() -> None:
    problem = unknown_resource("topic", TOPIC, "nek", "/v1/topics")
    assert problem.detail.nl == "Het onderwerp nek bestaat hier niet. De lijst staat op /v1/topics."
    assert problem.detail.en == "The topic nek does not exist here. The list is at /v1/topics."
    assert problem.headers["Link"] == '</v1/topics>; rel="collection"'
    assert problem.errors[0].parameter == "topic"


@pytest.mark.parametrize("asked", ["<script>", "ik heb pijn", "x" * 61, "a\r\nb", "\u202e"])
def test_unknown_resource_does_not_repeat_what_is_no_name(asked: str) -> None:
    assert asked not in unknown_resource("topic", TOPIC, asked, "/v1/topics").detail.nl


def test_unknown_resource_cannot_break_a_header() -> None:
    assert "\n" not in unknown_resource("slug", TOPIC, "x", "/v1/topics/a\r\nX: y").headers["Link"]


def test_not_ready_says_when_to_come_back() -> None:
    assert not_ready(retry_after=7).headers["Retry-After"] == "7"


def test_too_many_requests_says_when_to_come_back() -> None:
    assert too_many_requests(30).headers["Retry-After"] == "30"
