"""GET /v1/topics/{topic}/triage: the protocol as it is published."""

import json
from typing import Any

from django.test import Client

from content.models import Release


def protocol() -> dict[str, Any]:
    body: dict[str, Any] = json.loads(Client().get("/v1/topics/rugpijn/triage").content)
    return body


def test_screens_come_in_order_with_their_questions(small: Release) -> None:
    screens = protocol()["screens"]
    assert [screen["slug"] for screen in screens][:3] == ["about-you", "danger", "leg"]
    assert [question["slug"] for question in screens[1]["questions"]] == ["breathless", "fever"]


def test_a_rule_has_its_conditions_and_sources(small: Release) -> None:
    rules = {rule["slug"]: rule for rule in protocol()["rules"]}
    assert rules["fever"]["when"] == [{"question": "fever", "is": "yes"}]
    assert (rules["fever"]["alarmSign"], rules["fever"]["sources"]) == ("fever", ["guideline"])


def test_a_condition_on_ordered_choices_names_the_choices(small: Release) -> None:
    rules = {rule["slug"]: rule for rule in protocol()["rules"]}
    assert rules["limited"]["when"] == [{"question": "limits", "anyOf": ["most"]}]


def test_a_yes_or_no_question_shows_its_two_choices(small: Release) -> None:
    question = protocol()["screens"][1]["questions"][0]
    assert question["choices"] == [{"value": "yes", "label": "Ja"}, {"value": "no", "label": "Nee"}]


def test_promises_are_shown(small: Release) -> None:
    assert [promise["kind"] for promise in protocol()["promises"]] == ["floor", "floor", "floor", "ceiling"]


def test_vignettes_and_calendar_are_not_part_of_it(small: Release) -> None:
    assert {"vignettes", "calendar"}.isdisjoint(protocol())


def test_it_is_cached_like_all_content(small: Release) -> None:
    first = Client().get("/v1/topics/rugpijn/triage")
    again = Client().get("/v1/topics/rugpijn/triage", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code) == ("public, max-age=60", 304)
