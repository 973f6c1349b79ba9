"""The page of the decision table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content.models import Release, Topic
from tests.conftest import person
from tests.desk import at_the_desk
from tests.triage.conftest import drafts, small_records
from triage.models import Rule


@pytest.fixture
def desk(editor: User) -> Client:
    drafts(small_records())
    return at_the_desk(editor)


def shown(desk: Client, **asked: str) -> Any:
    return desk.get(reverse("admin:triage_rule_table", args=[Topic.objects.get().pk]), asked)


def rules(page: Any) -> list[str]:
    return [rule.slug for level in page.context["shown"].levels for rule in level.rules]


def test_every_rule_leads_to_its_form(desk: Client) -> None:
    page = shown(desk).content.decode()
    for rule in Rule.objects.all():
        assert f'href="{reverse("admin:triage_rule_change", args=[rule.pk])}"' in page
    assert "‘Hebt u koorts?’ ja" in page


def test_the_page_of_the_topic_leads_here(desk: Client) -> None:
    topic = Topic.objects.get()
    page = desk.get(reverse("admin:content_topic_change", args=[topic.pk])).content.decode()
    assert f'href="{reverse("admin:triage_rule_table", args=[topic.pk])}"' in page


def test_a_question_and_an_urgency_narrow_it(desk: Client) -> None:
    assert rules(shown(desk, vraag="past-cancer")) == ["factors-together", "worried-about-cancer"]
    assert rules(shown(desk, vraag="past-cancer", urgentie="sameDay")) == ["factors-together"]
    assert "1 van 7 regels" in shown(desk, vraag="past-cancer", urgentie="sameDay").content.decode()
    assert "Geen regel past bij wat u koos." in shown(desk, vraag="weg").content.decode()


def test_a_draft_that_is_not_finished_can_be_read(desk: Client) -> None:
    Rule.objects.filter(slug="fever").update(when=[], at_least="", sources=[], reason={})
    page = shown(desk).content.decode()
    assert "zonder voorwaarden: voor iedereen" in page
    assert "Nog niets gekozen" in page
    assert "geen bron" in page


def test_a_release_stays_as_it_was(editor: User, publish: Callable[[Topic], Release]) -> None:
    release = publish(drafts(small_records()))
    Rule.objects.filter(slug="fever").delete()
    desk = at_the_desk(editor)
    assert "fever" in rules(shown(desk, uitgave=str(release.number)))
    assert "Regel wijzigen" not in shown(desk, uitgave="1").content.decode()
    assert "fever" not in rules(shown(desk))


@pytest.mark.parametrize("number", ["2", "x", "9" * 40])
def test_a_release_that_does_not_exist(number: str, desk: Client) -> None:
    assert shown(desk, uitgave=number).status_code == 404


def test_who_may_not_see_rules_sees_no_table(desk: Client) -> None:
    del desk
    assert shown(at_the_desk(User.objects.create(username="iemand"))).status_code == 403


def test_the_page_of_a_release_leads_to_its_own_table(editor: User, publish: Callable[[Topic], Release]) -> None:
    release = publish(drafts(small_records()))
    page = at_the_desk(editor).get(reverse("admin:content_release_change", args=[release.pk])).content.decode()
    assert f'href="{reverse("admin:triage_rule_table", args=[release.topic.pk])}?uitgave=1"' in page


def test_nobody_is_led_to_a_table_that_is_refused(editor: User, publish: Callable[[Topic], Release]) -> None:
    """Who manages partners looks at releases, and not at rules."""
    release = publish(drafts(small_records()))
    desk = at_the_desk(person("pim", "partner-manager"))
    page = desk.get(reverse("admin:content_release_change", args=[release.pk])).content.decode()
    assert "Tekening van de vragenlijst" in page
    assert "Beslistabel" not in page
