"""POST /v1/topics/{topic}/assessments: from the first screen to the outcome, and every way in which a body is wrong."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import rfc8785
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from content import publishing, releases
from content.models import Publication, Release, Topic
from content.texts import digest
from rugpijn.http.schema import contract
from tests.triage.doors import PlainClient
from tests.triage.engine.example import HEALTHY, raw_answers
from triage.models import Rule, Vignette

URL = "/v1/topics/rugpijn/assessments"
AT = "2026-11-23T09:00:00Z"


def post(body: object, **headers: str) -> tuple[int, dict[str, Any]]:
    """Status and JSON of the answer to this body, which both doors of triage give alike."""
    content = json.dumps(body)
    answer = Client().post(URL, content, content_type="application/json", headers=headers)
    if isinstance(body, dict) and body.get("at") and not body.get("store"):
        plain = PlainClient().post(URL, content, content_type="application/json", headers=headers)
        assert (plain.status_code, _of_any(plain.content)) == (answer.status_code, _of_any(answer.content))
    return answer.status_code, json.loads(answer.content)


def _of_any(content: bytes) -> dict[str, Any]:
    """Without the number of the request."""
    return {name: value for name, value in json.loads(content).items() if name != "instance"}


def answered(**given: object) -> list[dict[str, object]]:
    return raw_answers({name.replace("_", "-"): value for name, value in given.items()})


def assess(**given: object) -> dict[str, Any]:
    status, body = post({"at": AT, "answers": answered(**given)})
    if status != 200:
        raise AssertionError(body)
    return body


def faults(body: object) -> set[tuple[str, str]]:
    """(pointer, code) of everything that is wrong with this body."""
    status, told = post(body)
    if status != 400:
        raise AssertionError(told)
    return {(fault["pointer"], fault["code"]) for fault in told["errors"]}


def test_without_answers_the_first_screen_comes(small: Release) -> None:
    body = assess()
    assert (body["status"], body["outcome"], body["urgencySoFar"]) == ("question", None, None)
    assert body["nextScreen"]["slug"] == "danger"


def test_it_says_what_it_is_made_of(small: Release) -> None:
    body = assess()
    assert body["topic"] == "rugpijn"
    assert body["release"] == {"number": 1, "digest": small.digest}
    assert (body["intendedUse"], body["clinicalReview"], body["engine"]) == ("demonstration", "none", "1.0.0")


def test_a_demonstration_says_so(small: Release) -> None:
    assert assess()["notice"] == "Niet voor gebruik bij patiënten."


def test_without_clinical_review_it_stays_a_demonstration(small: Release, settings: Any) -> None:
    settings.INTENDED_USE = "triage"
    assert assess()["notice"] == "Niet voor gebruik bij patiënten."


def test_a_question_has_all_that_an_app_needs(small: Release) -> None:
    question = assess()["nextScreen"]["questions"][0]
    assert question == {
        "slug": "breathless",
        "kind": "yesNo",
        "text": "Bent u in rust benauwd?",
        "help": None,
        "speech": "Bent u in rust benauwd?",
        "choices": [{"value": "yes", "label": "Ja"}, {"value": "no", "label": "Nee"}],
        "exclusiveChoice": None,
        "number": None,
        "allowsUnknown": True,
    }


def test_an_app_is_told_which_choice_goes_with_no_other(small: Release) -> None:
    asked = assess(**{name: value for name, value in HEALTHY.items() if name != "medicines"})["nextScreen"]["questions"]
    assert [(question["slug"], question["exclusiveChoice"]) for question in asked] == [("medicines", "none")]


def test_a_screen_of_tick_boxes_has_words_for_none_of_these(small: Release) -> None:
    assert assess()["nextScreen"]["noneOfThese"] == "Geen van deze"


def test_an_interview_broken_off_does_not_reassure(small: Release) -> None:
    body = assess(breathless="no", fever="no")
    assert body["urgencySoFar"] is None
    assert body["interruptedText"] == "U bent nog niet klaar."


def test_an_unfinished_interview_tells_an_urgency_of_note(small: Release) -> None:
    assert assess(fever="yes")["urgencySoFar"] == "sameDay"


def test_all_answers_give_the_outcome(small: Release) -> None:
    body = assess(**HEALTHY)
    assert (body["status"], body["nextScreen"]) == ("outcome", None)
    assert body["outcome"]["urgency"] == "selfCare"


def test_an_emergency_ends_the_interview(small: Release) -> None:
    body = assess(breathless="yes")
    assert body["outcome"]["urgency"] == "emergency"
    assert body["outcome"]["contact"]["phone"] == "112"


def test_a_reason_names_rule_answers_and_sources(small: Release) -> None:
    reason = assess(**{**HEALTHY, "fever": "yes"})["outcome"]["reasons"][0]
    assert reason == {
        "rule": "fever",
        "urgency": "sameDay",
        "text": "Daarom.",
        "uncertain": False,
        "sources": ["guideline"],
        "because": [{"question": "fever", "choices": ["yes"]}],
    }


def test_an_uncertain_reason_says_so(small: Release) -> None:
    reason = assess(**{**HEALTHY, "fever": None})["outcome"]["reasons"][0]
    assert (reason["uncertain"], reason["because"]) == (True, [{"question": "fever", "unknown": True}])


def test_three_lines_to_tell_the_triagist(small: Release) -> None:
    told = assess(**{**HEALTHY, "fever": None})["outcome"]["tellTheTriagist"]
    assert told == ["Rugpijn: 40 jaar.", "Het gaat om: koorts (weet ik niet zeker).", "Wat moet ik nu doen?"]


def test_somebody_who_did_not_know_is_told_so_also_when_it_was_clarified(small: Release) -> None:
    clarified = {**HEALTHY, "leg_weakness": None, "leg_test": "yes"}
    outcome = assess(**clarified)["outcome"]
    assert outcome["urgency"] == "selfCare"
    assert "weet ik niet" in outcome["tellTheTriagist"][1]


def test_withheld_advice_says_why(small: Release) -> None:
    outcome = assess(**{**HEALTHY, "medicines": ("blood-thinner",)})["outcome"]
    assert [advice["slug"] for advice in outcome["advice"]] == ["stay-active"]
    assert outcome["withheldAdvice"] == [
        {"slug": "ibuprofen", "title": "Advies ibuprofen", "because": "Vraag uw apotheker."}
    ]


@pytest.mark.parametrize(("at", "who"), [(AT, "ownGp"), ("2026-11-22T21:40:00Z", "gpOutOfHours")])
def test_the_contact_depends_on_the_moment(small: Release, at: str, who: str) -> None:
    _, body = post({"at": at, "answers": answered(**{**HEALTHY, "fever": "yes"})})
    assert body["outcome"]["contact"]["who"] == who


def test_the_same_request_gives_the_same_outcome_and_digest(small: Release) -> None:
    one, other = assess(**HEALTHY), assess(**dict(reversed(HEALTHY.items())))
    assert one == other
    assert one["outcomeDigest"] == digest(rfc8785.dumps(one["outcome"]))


def test_the_moment_that_counted_is_told(small: Release) -> None:
    _, body = post({"at": "2026-11-23T10:00:00+01:00", "answers": []})
    assert body["at"] == AT


def test_nothing_about_a_person_is_kept_by_caches(small: Release) -> None:
    answer = Client().post(URL, json.dumps({"answers": []}), content_type="application/json")
    assert answer.headers["Cache-Control"] == "no-store"


def test_yes_and_no_have_english_words(small: Release) -> None:
    answer = Client().post(f"{URL}?language=en", json.dumps({"answers": []}), content_type="application/json")
    # The protocol has no English yet, so all of it stays Dutch, and says so.
    assert answer.headers["Content-Language"] == "nl"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {("/answers", "required")}),
        ({"answers": None}, {("/answers", "required")}),
        ({"answers": {}}, {("/answers", "wrong-type")}),
        ({"answers": [], "foo": 1}, {("/foo", "unexpected-field")}),
        ({"answers": [], "release": 0}, {("/release", "invalid-number")}),
        ({"answers": [], "release": "1"}, {("/release", "invalid-number")}),
        ({"answers": [], "release": True}, {("/release", "invalid-number")}),
        ({"answers": [], "at": "gisteren"}, {("/at", "invalid-moment")}),
        ({"answers": [], "at": "2026-11-22T21:40:00"}, {("/at", "invalid-moment")}),
        ({"answers": [], "at": "2026-02-30T21:40:00Z"}, {("/at", "invalid-moment")}),
        ({"answers": [], "at": 1}, {("/at", "invalid-moment")}),
        ({"answers": [], "at": "1999-01-01T00:00:00Z"}, {("/at", "outside-calendar")}),
        ({"answers": ["fever"]}, {("/answers/0", "wrong-type")}),
        ({"answers": [{}]}, {("/answers/0", "no-question"), ("/answers/0", "no-value")}),
        ({"answers": [{"question": "fevr", "choices": ["yes"]}]}, {("/answers/0/question", "unknown-question")}),
        ({"answers": [{"question": "fever"}]}, {("/answers/0", "no-value")}),
        ({"answers": [{"question": "fever", "choices": ["maybe"]}]}, {("/answers/0/choices/0", "unknown-choice")}),
        ({"answers": [{"question": "fever", "choices": "yes"}]}, {("/answers/0/choices", "wrong-type")}),
        ({"answers": [{"question": "fever", "choices": []}]}, {("/answers/0/choices", "no-choice")}),
        ({"answers": [{"question": "fever", "choices": ["yes"], "unknown": True}]}, {("/answers/0", "two-values")}),
        ({"answers": [{"question": "fever", "number": 38}]}, {("/answers/0/number", "choices-expected")}),
        ({"answers": [{"question": "age", "number": 121}]}, {("/answers/0/number", "out-of-range")}),
        ({"answers": [{"question": "age", "number": 40.5}]}, {("/answers/0/number", "not-a-whole-number")}),
        ({"answers": [{"question": "age", "number": True}]}, {("/answers/0/number", "wrong-type")}),
        ({"answers": [{"question": "age", "unknown": True}]}, {("/answers/0/unknown", "unknown-not-allowed")}),
        ({"answers": [{"question": "fever", "unknown": False}]}, {("/answers/0/unknown", "wrong-type")}),
    ],
)
def test_a_wrong_body_is_told_where_it_is_wrong(small: Release, body: object, expected: set[tuple[str, str]]) -> None:
    assert faults(body) == expected


def test_the_first_screen_is_of_this_moment_also_after_others_began(small: Release) -> None:
    """What is told to who has not answered anything is kept: not for a moment that the release knows nothing of."""
    first = post({"at": AT, "answers": []})
    assert post({"at": "2026-11-24T22:00:00Z", "answers": []})[1] == {**first[1], "at": "2026-11-24T22:00:00Z"}
    assert faults({"at": "1999-01-01T00:00:00Z", "answers": []}) == {("/at", "outside-calendar")}


def test_the_contract_says_that_another_field_is_refused() -> None:
    assert contract()["components"]["schemas"]["AssessmentRequest"]["additionalProperties"] is False


def test_null_beside_a_value_is_no_second_value(small: Release) -> None:
    """Many generated clients send what they do not have as null."""
    nulls = [{"question": "fever", "choices": ["yes"], "number": None, "unknown": None}]
    status, body = post({"release": None, "at": None, "answers": nulls})
    assert (status, body["urgencySoFar"]) == (200, "sameDay")


@pytest.mark.parametrize(("question", "value"), [("age", {"number": 67}), ("fever", {"unknown": True})])
def test_an_empty_list_beside_a_value_is_no_second_value(small: Release, question: str, value: Any) -> None:
    """Dart's generated client sends one with every answer that is no choice."""
    status, body = post({"answers": [{"question": question, "choices": [], "number": None, "unknown": None, **value}]})
    assert (status, body["progress"]["answered"]) == (200, 1)


def test_too_many_answers_says_how_many_are_allowed(small: Release) -> None:
    _, told = post({"answers": [{"question": "fever", "choices": ["no"]}] * 501})
    assert "hoogstens 500" in told["errors"][0]["detail"]


def test_a_question_answered_twice_is_refused(small: Release) -> None:
    twice = [{"question": "fever", "choices": ["no"]}, {"question": "fever", "choices": ["yes"]}]
    assert faults({"answers": twice}) == {("/answers/1/question", "answered-twice")}


def test_every_fault_is_told_at_once(small: Release) -> None:
    body = {
        "foo": 1,
        "at": "gisteren",
        "answers": [{"question": "fevr", "unknown": True}, {"question": "age", "number": 500}],
    }
    assert faults(body) == {
        ("/foo", "unexpected-field"),
        ("/at", "invalid-moment"),
        ("/answers/0/question", "unknown-question"),
        ("/answers/1/number", "out-of-range"),
    }


def test_a_problem_does_not_repeat_an_answer(small: Release) -> None:
    _, told = post({"answers": [{"question": "fever", "choices": ["iets-heel-persoonlijks"]}]})
    assert "persoonlijks" not in json.dumps(told)


def test_an_empty_body_is_refused(small: Release) -> None:
    answer = Client().post(URL, "", content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


def test_an_unknown_topic_is_not_found(small: Release) -> None:
    answer = Client().post("/v1/topics/knie/assessments", '{"answers": []}', content_type="application/json")
    assert answer.status_code == 404


def test_a_topic_without_triage_is_not_found(knee: Topic, publish: Callable[[Topic], Release]) -> None:
    publish(knee)
    answer = Client().post("/v1/topics/knie/assessments", '{"answers": []}', content_type="application/json")
    assert answer.status_code == 404
    assert "geen triage" in json.loads(answer.content)["detail"]


def test_a_release_that_does_not_exist_is_not_found(small: Release) -> None:
    status, told = post({"release": 2, "answers": []})
    assert (status, told["errors"][0]["pointer"]) == (404, "/release")


def second_release(topic: Topic, publish: Callable[[Topic], Release]) -> Release:
    """A release in which fever is more urgent."""
    Rule.objects.filter(topic=topic, slug="fever").update(at_least="immediate")
    Vignette.objects.filter(topic=topic, slug="fever").update(expected={"urgency": "immediate"})
    return publish(topic)


def test_a_superseded_release_still_answers(small: Release, publish: Callable[[Topic], Release]) -> None:
    second_release(small.topic, publish)
    _, old = post({"release": 1, "answers": answered(**{**HEALTHY, "fever": "yes"})})
    _, new = post({"answers": answered(**{**HEALTHY, "fever": "yes"})})
    assert (old["release"]["number"], old["outcome"]["urgency"]) == (1, "sameDay")
    assert (new["release"]["number"], new["outcome"]["urgency"]) == (2, "immediate")


def test_an_old_release_replayed_gives_the_same_outcome(
    small: Release, publish: Callable[[Topic], Release], settings: Any
) -> None:
    """Byte for byte, long after another release with other rules took its place."""
    live = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    asked = {"release": 1, "at": live, "answers": answered(**{**HEALTHY, "fever": "yes"})}
    _, then = post(asked)
    second_release(small.topic, publish)
    settings.SUPERSEDED_RELEASE_HOURS = 1
    _, now = post(asked)
    assert rfc8785.dumps(now["outcome"]) == rfc8785.dumps(then["outcome"])
    assert now["outcomeDigest"] == then["outcomeDigest"]


def test_a_long_superseded_release_answers_for_replay_alone(
    small: Release, publish: Callable[[Topic], Release], settings: Any
) -> None:
    live = timezone.now()
    second_release(small.topic, publish)
    settings.SUPERSEDED_RELEASE_HOURS = 0
    then = f"{live:%Y-%m-%dT%H:%M:%S}.{live:%f}Z"
    later = f"{live + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    assert post({"release": 1, "at": then, "answers": []})[0] == 200
    status, told = post({"release": 1, "at": later, "answers": []})
    assert (status, told["type"]) == (410, "urn:rugpijn:problem:release-superseded")


def test_a_withdrawn_release_says_begin_again(small: Release, reviewer: User) -> None:
    publishing.withdraw(release=small, by=reviewer, why="klopt niet", recall=True)
    publishing.publish(release=small, by=reviewer, why="hersteld")
    second = Publication.objects.count()
    publishing.withdraw(release=small, by=reviewer, why="toch niet")
    releases.forget()
    status, told = post({"release": 1, "answers": []})
    assert (status, told["detail"]) == (410, "Begin opnieuw.")
    assert Publication.objects.count() == second + 1


def test_a_withdrawn_release_is_told_in_the_asked_language(small: Release, reviewer: User) -> None:
    """The protocol has no English, so the general English words are used."""
    publishing.withdraw(release=small, by=reviewer, why="klopt niet")
    releases.forget()
    answer = Client().post(f"{URL}?language=en", '{"release": 1, "answers": []}', content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Language"]) == (410, "en")
    assert "start again" in json.loads(answer.content)["detail"]


def test_a_topic_whose_every_release_is_withdrawn_says_where_to_call(small: Release, reviewer: User) -> None:
    publishing.withdraw(release=small, by=reviewer, why="klopt niet")
    releases.forget()
    status, told = post({"answers": []})
    assert status == 410
    assert "112" in told["detail"]


def test_nothing_of_an_assessment_is_stored(small: Release, django_assert_num_queries: Any) -> None:
    assess()
    with django_assert_num_queries(0):
        assess(fever="yes")


def test_with_clinical_review_and_a_deployer_who_says_so_it_is_no_demonstration(small: Release, settings: Any) -> None:
    settings.INTENDED_USE = "triage"
    reviewer = User.objects.get(pk=small.approved_by_id)
    publishing.sign(release=small, by=reviewer, name="R. Ruud", profession="doctor", registration="12345678901")
    releases.forget()
    body = assess()
    assert (body["clinicalReview"], body["notice"]) == ("signed", None)
