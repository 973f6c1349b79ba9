"""What can be tried and by whom, what a form may send back, and that nothing of it is kept."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content import publishing
from content.models import Advice, AlarmSign, Release, Topic
from rugpijn.http.logs import JsonFormatter
from tests.desk import at_the_desk, colleague
from tests.triage.admin.walks import ABOUT, Walk, address, ordinary
from triage.engine.given import Chosen
from triage.models import Promise, Question, Rule, Vignette


def test_a_draft_that_cannot_be_read_shows_the_field_that_mends_it(editing: Client, topic: Topic) -> None:
    Rule.objects.filter(slug="fever").update(when=[{"question": "nergens", "is": "yes"}])
    answer = editing.get(address("draft", topic.pk))
    (fault,) = answer.context["faults"]
    assert (fault.url, fault.field) == (
        reverse("admin:triage_rule_change", args=[Rule.objects.get(slug="fever").pk]),
        "als",
    )
    assert fault.message in answer.content.decode()


def test_a_draft_that_is_half_translated_can_be_tried(editing: Client, topic: Topic) -> None:
    topic.title = {"nl": "Rugpijn", "en": "Back pain"}
    topic.save()
    assert Walk(editing, address("draft", topic.pk)).screen == "danger"


def test_a_text_that_could_not_be_released_is_shown_as_it_was_typed(editing: Client, topic: Topic) -> None:
    Advice.objects.filter(slug="stay-active").update(body={"nl": "Blijf <b>lopen</b>"})
    seen = ordinary(Walk(editing, address("draft", topic.pk)))
    assert "Blijf &lt;b&gt;lopen&lt;/b&gt;" in seen.page


def test_a_topic_with_content_alone_has_nothing_to_try(knee: Topic, editor: User) -> None:
    answer = at_the_desk(editor).get(address("draft", knee.pk))
    assert "Dit onderwerp heeft geen vragenlijst." in answer.content.decode()


def test_a_submission_and_a_release_are_tried_as_they_were_frozen(
    editing: Client, topic: Topic, publish: Callable[[Topic], Release]
) -> None:
    release = publish(topic)
    Question.objects.filter(slug="fever").update(text={"nl": "Hebt u het warm?"})
    for kind, number in (("submission", release.submission_id), ("release", release.pk)):
        assert "Hebt u koorts?" in Walk(editing, address(kind, number)).page
    assert "Hebt u het warm?" in Walk(editing, address("draft", topic.pk)).page


@pytest.mark.parametrize(
    ("group", "kind", "status"),
    [
        ("editor", "draft", 200),
        ("reviewer", "draft", 200),
        ("auditor", "draft", 200),
        ("partner-manager", "draft", 403),
        ("reviewer", "submission", 200),
        ("partner-manager", "release", 200),
        ("nobody", "draft", 403),
        ("nobody", "submission", 403),
        ("nobody", "release", 403),
    ],
)
def test_who_may_look(group: str, kind: str, status: int, topic: Topic, publish: Callable[[Topic], Release]) -> None:
    release = publish(topic)
    number = {"draft": topic.pk, "submission": release.submission_id, "release": release.pk}[kind]
    client = colleague("iemand", group)
    assert client.get(address(kind, number)).status_code == status
    assert client.post(address(kind, number), {"do": "next"}).status_code == status
    assert client.get(reverse("triage-admin:picture", args=[kind, number])).status_code == status


def test_a_stranger_logs_in_first(topic: Topic) -> None:
    answer = Client().post(address("draft", topic.pk), {"q-fever": "yes"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
    assert "fever" not in answer["Location"]


@pytest.mark.parametrize("kind", ["draft", "submission", "release"])
def test_what_is_not_there_is_404(kind: str, editing: Client) -> None:
    assert editing.get(address(kind, 999_999)).status_code == 404
    assert editing.get(reverse("triage-admin:picture", args=[kind, 999_999])).status_code == 404


def test_another_method_is_refused(editing: Client, topic: Topic) -> None:
    assert editing.put(address("draft", topic.pk)).status_code == 405


# What comes back is read as if a stranger sent it.


@pytest.mark.parametrize(
    "steps",
    ["{", "{}", "[1]", "[[1]]", "[" * 5000, '[[{"question": "age", "number": 1e400}]]', '[[{"a": 1, "a": 2}]]', "\0"],
)
def test_what_is_no_walk_begins_again(steps: str, walk: Walk) -> None:
    walk.press("show", steps=steps)
    assert "U begint opnieuw." in walk.page
    assert walk.screen == "danger"


@pytest.mark.parametrize(
    "entry",
    [
        {"question": "nergens", "choices": ["yes"]},
        {"question": "fever", "choices": ["soms"]},
        {"question": "fever", "number": 3},
        {"question": "age", "number": 999},
        {"question": ["fever"], "choices": ["yes"]},
        {"choices": ["yes"]},
        {},
    ],
)
def test_an_answer_that_does_not_fit_is_left_out_and_said(entry: dict[str, Any], walk: Walk) -> None:
    sound = {"question": "leg-weakness", "choices": ["no"]}
    walk.press("show", steps=json.dumps([[sound, entry], [{**sound, "choices": ["yes"]}]]))
    assert "Weggelaten: 2." in walk.page
    assert walk.seen.context["turn"].answers.given == {"leg-weakness": Chosen(("no",))}


def test_a_question_that_a_colleague_removed_is_left_out(walk: Walk) -> None:
    walk.press("none")
    rule = {"rule": ["fever"], "promise": ["fever-is-seen", "ordinary-pain-stays-home"], "vignette": ["fever"]}
    Rule.objects.filter(slug__in=rule["rule"]).delete()
    Promise.objects.filter(slug__in=rule["promise"]).delete()
    Vignette.objects.all().delete()
    AlarmSign.objects.filter(slug="fever").delete()
    Question.objects.filter(slug="fever").delete()
    walk.press("next", **{"q-leg-weakness": "no"})
    assert "Weggelaten: 1." in walk.page
    assert walk.screen == "about-you"


@pytest.mark.parametrize("name", ["moment", "language", "vignette", "do", "case"])
def test_a_word_that_does_not_exist_is_no_fault(name: str, walk: Walk) -> None:
    walk.press(**{"do": "show", name: "\0x"})
    assert walk.screen == "danger"


# Nothing of it is kept.


def test_trying_is_no_use_of_the_triage(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of use are about patients."""
    counted: list[object] = []
    for name in ("triage.usage.count", "triage.metrics.count"):
        monkeypatch.setattr(name, lambda *said: counted.append(said))
    walk.press("finish", case="fever")
    assert (walk.outcome["urgency"], counted) == ("sameDay", [])


def test_no_answer_stands_in_an_address_or_is_kept_by_a_browser(walk: Walk) -> None:
    walk.press("next", **{"q-breathless": "no", "q-fever": "unknown"})
    assert not walk.seen.request["QUERY_STRING"]
    assert "no-store" in walk.seen["Cache-Control"]
    assert f'action="{walk.url}"' in walk.page


def test_nothing_is_stored(walk: Walk) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        walk.press("next", **{"q-breathless": "no", "q-fever": "unknown"})
    assert {query["sql"].split()[0] for query in queries.captured_queries} == {"SELECT"}


def test_no_answer_is_logged(walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "rugpijn"):
        walk.press("none").press("next", **{"q-leg-weakness": "no"}).press("next", **{**ABOUT, "q-age-number": "61"})
        walk.press("show", steps='[[{"question": "age", "number": 61}')
    lines = [JsonFormatter().format(one) for one in caplog.records]
    routes = [said["route"] for line in lines if (said := json.loads(line))["logger"] == "rugpijn.requests"]
    assert routes == ["admin/triage/<subject:kind>/<int:number>/try/"] * 4
    assert not [line for line in lines if "leg-weakness" in line or "q-age" in line or '"age"' in line]


# Within reach.


def test_the_pages_of_a_draft_a_submission_and_a_release_lead_here(
    editing: Client, topic: Topic, publish: Callable[[Topic], Release]
) -> None:
    release = publish(topic)
    for page, kind, number in (
        (reverse("admin:content_topic_change", args=[topic.pk]), "draft", topic.pk),
        (reverse("admin:content_topic_changes", args=[topic.pk]), "draft", topic.pk),
        (reverse("admin:content_submission_change", args=[release.submission_id]), "submission", release.submission_id),
        (reverse("admin:content_release_change", args=[release.pk]), "release", release.pk),
    ):
        told = editing.get(page).content.decode()
        assert address(kind, number) in told
        assert reverse("triage-admin:picture", args=[kind, number]) in told


def test_a_topic_without_questions_has_no_such_links(knee: Topic, editor: User) -> None:
    page = at_the_desk(editor).get(reverse("admin:content_topic_change", args=[knee.pk])).content.decode()
    assert "/try/" not in page


def test_a_case_can_be_played_from_its_form(editing: Client, topic: Topic) -> None:
    page = editing.get(reverse("admin:triage_vignette_change", args=[Vignette.objects.get().pk])).content.decode()
    assert f"{address('draft', topic.pk)}?casus=fever" in page


def test_the_drawing_of_a_draft(editing: Client, topic: Topic) -> None:
    Question.objects.filter(slug="fever").update(text={"nl": "Hebt u het warm?"})
    answer = editing.get(reverse("triage-admin:picture", args=["draft", topic.pk]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "Hebt u het warm?" in answer.content.decode()
    assert "het concept van Rugpijn" in answer.content.decode()


def test_publishing_is_not_needed_to_try(topic: Topic) -> None:
    assert publishing.tip_of(topic) is None
