"""Beside the preview: rules, hidden questions, other answers, and cases that are played."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from content.models import Topic
from tests.desk import colleague
from tests.triage.admin.walks import ABOUT, Walk, address, ordinary
from triage.models import Rule, Vignette


def test_the_trace_tells_which_rules_fire_on_which_answers(walk: Walk) -> None:
    walk.press("next", **{"q-breathless": "no", "q-fever": "unknown"})
    (line,) = walk.trace.fired
    assert (line.urgency, line.uncertain, line.notes) == ("withinDays", True, ("‘Hebt u koorts?’ weet ik niet",))
    assert line.url == reverse("admin:triage_rule_change", args=[Rule.objects.get(slug="fever").pk])


def test_the_trace_tells_what_an_app_does_not_hear_yet(walk: Walk) -> None:
    assert "Een app hoort dit nog niet" in walk.page
    walk.press("next", **{"q-breathless": "no", "q-fever": "yes"})
    assert "Een app hoort dit nog niet" not in walk.page


def test_the_trace_tells_which_rules_are_still_possible_and_what_they_wait_for(walk: Walk) -> None:
    levels = {level.urgency: [line.notes for line in level.lines] for level in walk.trace.possible}
    assert ("Als ‘Hebt u koorts?’ ja.", "Wacht op: Hebt u koorts?") in levels["sameDay"]
    assert list(levels)[-1] == "raises"
    walk.press("none")
    assert "emergency" not in {level.urgency for level in walk.trace.possible}
    assert "Geldt niet bij deze antwoorden." in walk.trace.out[0].notes


def test_the_trace_tells_which_questions_stay_hidden_and_why(walk: Walk) -> None:
    walk.press("none").press("next", **{"q-leg-weakness": "no"}).press("next", **{**ABOUT, "q-age-number": "40"})
    told = {line.text: line.notes for line in walk.trace.hidden}
    assert told == {
        "Kunt u op uw tenen lopen?": ("Alleen als iemand ‘weet ik niet’ zegt bij ‘Is uw been zwakker geworden?’.",),
        "Hoeveel kilo bent u afgevallen?": ("Alleen als ‘Hoe oud bent u?’ 50 of meer.",),
    }


def test_at_the_end_one_other_answer_is_told(walk: Walk) -> None:
    ordinary(walk)
    levels = {level.urgency: [line.text for line in level.lines] for level in walk.seen.context["judged"].others}
    assert levels["emergency"] == ["‘Bent u in rust benauwd?’ ja"]


def test_who_may_not_open_the_forms_gets_no_links(topic: Topic) -> None:
    seen = Walk(colleague("eva", "editor"), address("draft", topic.pk))
    seen.press("next", **{"q-fever": "yes", "q-breathless": "no"})
    assert seen.trace.fired[0].url
    user = User.objects.get(username="eva")
    user.groups.clear()
    user.user_permissions.add(*Permission.objects.filter(codename="view_topic"))
    seen.press("show")
    assert not seen.trace.fired[0].url


# Cases.


def test_a_case_is_played_with_its_answers_filled_in(editing: Client, topic: Topic) -> None:
    walk = Walk(editing, address("draft", topic.pk), "?casus=fever")
    assert [set(one.typed.choices) for one in walk.seen.context["asked"]] == [{"no"}, {"yes"}]
    assert walk.seen.context["turn"].at == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_case_is_played_to_its_outcome(walk: Walk) -> None:
    walk.press("finish", case="fever")
    assert "Zoals de casus het verwacht: ‘vandaag nog’" in walk.page
    assert walk.outcome["urgency"] == "sameDay"


def test_a_case_that_ends_otherwise_is_said(walk: Walk, topic: Topic) -> None:
    Vignette.objects.update(expected={"urgency": "immediate"})
    walk.press("finish", case="fever")
    assert "De casus verwacht iets anders: ‘meteen bellen’." in walk.page


def test_other_answers_than_those_of_the_case_are_counted(walk: Walk) -> None:
    walk.press("play", case="fever").press("next", **{"q-breathless": "yes", "q-fever": "yes"})
    assert walk.seen.context["judged"].strayed == 1


@pytest.mark.parametrize("query", ["?casus=nergens", "?casus=%00", "?casus="])
def test_a_case_that_is_not_there_begins_without_one(query: str, editing: Client, topic: Topic) -> None:
    assert Walk(editing, address("draft", topic.pk), query).seen.context["vignette"] is None
