"""A rule as a sentence: an urgency, or one step more, and never both."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.desk import at_the_desk, errors_of, form_of, posted_from
from tests.triage.conftest import drafts, small_records
from triage.models import Rule


@pytest.fixture
def desk(editor: User) -> Client:
    drafts(small_records())
    return at_the_desk(editor)


def save(desk: Client, slug: str, **typed: str) -> Any:
    url = reverse("admin:triage_rule_change", args=[Rule.objects.get(slug=slug).pk])
    return desk.post(url, form_of(desk, url) | typed)


def said(slug: str) -> tuple[str, bool | None, str]:
    rule = Rule.objects.get(slug=slug)
    return rule.at_least, rule.raises, rule.if_uncertain


def test_the_form_reads_as_a_sentence(desk: Client) -> None:
    url = reverse("admin:triage_rule_change", args=[Rule.objects.get(slug="fever").pk])
    form = desk.get(url).context["adminform"].form
    labels = [str(form[name].label) for name in ("when", "at_least", "reason", "if_uncertain")]
    assert labels == ["Als", "Dan minstens", "Omdat", "In twijfel (‘weet ik niet’) minstens"]
    page = desk.get(url).content.decode()
    places = [page.index(f">{label}") for label in (*labels, "Onderbouwing")]
    assert places == sorted(places)


def test_one_step_more_takes_the_place_of_an_urgency(desk: Client) -> None:
    save(desk, "limited", at_least="raises")
    assert said("limited") == ("", True, "")


def test_an_urgency_takes_the_place_of_one_step_more(desk: Client) -> None:
    save(desk, "worried-about-cancer", at_least="sameDay")
    assert said("worried-about-cancer") == ("sameDay", None, "")


def test_one_step_more_stays_when_something_else_is_changed(desk: Client) -> None:
    save(desk, "worried-about-cancer", reason_nl="Anders.")
    assert said("worried-about-cancer") == ("", True, "")


def test_both_at_once_stays_too_until_somebody_chooses(desk: Client) -> None:
    Rule.objects.filter(slug="limited").update(raises=True)
    save(desk, "limited", reason_nl="Anders.")
    assert said("limited") == ("withinDays", True, "")


def test_an_urgency_that_changes_nothing_is_not_offered(desk: Client) -> None:
    assert "at_least" in errors_of(save(desk, "limited", at_least="selfCare"))
    assert "if_uncertain" in errors_of(save(desk, "limited", if_uncertain="selfCare"))


def test_a_word_that_stands_there_already_stays(desk: Client) -> None:
    Rule.objects.filter(slug="limited").update(at_least="selfCare")
    assert save(desk, "limited", reason_nl="Anders.").status_code == 302
    assert said("limited") == ("selfCare", None, "")


def test_a_new_rule_begins_without_an_urgency(desk: Client) -> None:
    form = desk.get(reverse("admin:triage_rule_add")).context["adminform"].form
    assert posted_from(str(form["at_least"])) == {"at_least": ""}
