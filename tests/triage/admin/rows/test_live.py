"""What the rows ask of the server while somebody edits them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content.models import Topic
from tests.desk import Form, at_the_desk, posted_from
from triage.models import Rule
from triage.sentences import sentences

ASKED: Form = {"field": "when", "row": "0", "spare": "1", "when-0-was": "", "when-0-question": "fever"}


def ask(desk: Client, of: str = "rule", **changed: Any) -> Any:
    topic = Topic.objects.get()
    url = f"{reverse('admin:triage_question_rows')}?of={of}&topic={topic.pk}"
    return desk.post(url, {name.replace("__", "-"): value for name, value in (ASKED | changed).items()})


def test_a_chosen_question_brings_its_answers_and_the_next_empty_row(desk: Client) -> None:
    told = ask(desk, when__0__question="place").json()
    assert posted_from(told["row"])["when-0-compare"] == "is"
    assert "Nek" in told["row"]
    assert posted_from(told["spare"]) == {"when-1-question": "", "when-1-was": ""}


def test_another_comparison_brings_its_own_answers(desk: Client) -> None:
    told = ask(desk, when__0__question="place", when__0__was="place", when__0__compare="anyOf", when__0__answer="neck")
    assert posted_from(told.json()["row"])["when-0-answer"] == "neck"
    assert 'type="checkbox" name="when-0-answer" value="neck" checked' in told.json()["row"]


def test_the_sentence_is_that_of_the_saved_form(desk: Client) -> None:
    rule = Rule.objects.get(slug="breathless")
    page = desk.get(reverse("admin:triage_rule_change", args=[rule.pk]))
    field = page.context["adminform"].form["when"]
    told = desk.post(
        f"{reverse('admin:triage_question_rows')}?of=rule&topic={rule.topic.pk}",
        posted_from(str(field)) | {"field": "when", "row": "0", "spare": "1"},
    ).json()["told"]
    (sentence,) = sentences(rule.when, field.field.widget.asking.records)
    assert f"<li>{sentence}</li>" in told
    assert told.strip() in str(field)


def test_half_a_row_is_no_fault_yet(desk: Client) -> None:
    told = ask(desk, when__0__question="age").json()
    assert "fault" not in told["row"]
    assert "‘Hoe oud bent u?’ …" in told["told"]


def test_a_group_comes_with_an_empty_row(desk: Client) -> None:
    told = ask(desk, when__0__question="atLeastOf").json()
    assert posted_from(told["row"]) == {
        "when-0-question": "atLeastOf",
        "when-0-count": "",
        "when-0-0-question": "",
        "when-0-0-was": "",
    }
    assert "minstens … van: …" in told["told"]


def test_the_answers_of_a_vignette(desk: Client) -> None:
    told = ask(desk, "vignette", field="answers", answers__0__was="", answers__0__question="fever").json()
    assert "weet ik niet" in told["row"]
    assert posted_from(told["spare"])["answers-1-question"] == ""


@pytest.mark.parametrize(
    ("of", "changed"),
    [
        ("iets", {}),
        ("rule", {"field": "<script>"}),
        ("rule", {"row": "x"}),
        ("rule", {"row": "0-0-0"}),
        ("rule", {"spare": ""}),
    ],
)
def test_what_is_no_row_is_refused(of: str, changed: Form, desk: Client) -> None:
    assert ask(desk, of, **changed).status_code == 400


def test_nothing_is_stored_on_the_way_and_only_posts_are_answered(desk: Client) -> None:
    assert "no-store" in ask(desk)["Cache-Control"]
    assert desk.get(reverse("admin:triage_question_rows")).status_code == 405


def test_who_may_not_see_questions_gets_none(desk: Client) -> None:
    del desk
    stranger = at_the_desk(User.objects.create(username="iemand"))
    assert ask(stranger).status_code == 403


def test_a_forged_request_is_refused(desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert ask(strict).status_code == 403
