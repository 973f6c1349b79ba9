"""What one other answer would have changed, for who asks."""

from typing import Any

import pytest

from content.models import Release
from tests.triage.api.v1.test_assessments import AT, answered, assess, faults, post
from tests.triage.engine.example import HEALTHY


def explained(**other: object) -> dict[str, Any]:
    status, body = post({"at": AT, "answers": answered(**{**HEALTHY, **other}), "explain": True})
    assert status == 200
    return body


def test_each_is_an_answer_that_can_be_sent_and_what_follows_from_it(small: Release) -> None:
    found = [one for one in explained()["alternatives"] if one["answer"]["question"] == "limits"]
    assert found == [{"answer": {"question": "limits", "choices": ["most"]}, "urgency": "withinDays"}]


def test_a_number_and_not_knowing_are_answers_too(small: Release) -> None:
    said = [one["answer"] for one in explained()["alternatives"]]
    assert {"question": "age", "number": 17} in said
    assert {"question": "fever", "unknown": True} in said


def test_where_more_would_be_asked_no_urgency_is_told(small: Release) -> None:
    status, body = post({"at": AT, "answers": answered(breathless="yes"), "explain": True})
    assert (status, body["outcome"]["urgency"]) == (200, "emergency")
    assert {"answer": {"question": "breathless", "choices": ["no"]}} in body["alternatives"]


def test_an_interview_that_is_not_finished_has_nothing_to_explain(small: Release) -> None:
    status, body = post({"at": AT, "answers": [], "explain": True})
    assert (status, body["alternatives"]) == (200, None)


def test_who_does_not_ask_is_not_told(small: Release) -> None:
    assert assess(**HEALTHY)["alternatives"] is None


def test_the_outcome_is_the_same_with_and_without(small: Release) -> None:
    assert explained()["outcomeDigest"] == assess(**HEALTHY)["outcomeDigest"]


@pytest.mark.parametrize("beside", [{"store": True}, {"earlier": {"id": "a", "secret": "b"}}])
def test_what_is_stored_or_compared_is_not_explained(small: Release, beside: dict[str, Any]) -> None:
    status, told = post({"answers": [], "explain": True, **beside})
    assert (status, "not-together") == (
        400,
        *[one["code"] for one in told["errors"] if one.get("pointer") == "/explain"],
    )


@pytest.mark.parametrize("wrong", ["ja", 1, []])
def test_it_is_true_or_false(small: Release, wrong: object) -> None:
    assert faults({"answers": [], "explain": wrong}) == {("/explain", "wrong-type")}
