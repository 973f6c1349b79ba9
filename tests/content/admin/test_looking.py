"""Who may look and not change reads a record in words."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import loading
from content.drafts import Recorded
from content.models import Advice
from tests.desk import at_the_desk

RUGPIJN = Path(__file__).parents[3] / "content" / "library" / "rugpijn"
INSIDE = re.compile(r"[{\[] ?(&quot;|&#x27;)|(&quot;|&#x27;): ")
KINDS = [model for model in apps.get_models() if issubclass(model, Recorded) and hasattr(model, "record_kind")]


def page_of(row: Recorded) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_a_reviewer_never_meets_the_inside_of_a_record(reviewer: User) -> None:
    loading.load(RUGPIJN)
    desk = at_the_desk(reviewer)
    for model in KINDS:
        for row in list(model._default_manager.all())[:3]:
            answer = desk.get(page_of(row))
            shown = answer.content.decode().partition('<dl class="lines">')[2].partition("</dl>")[0]
            assert answer.status_code == 200
            assert shown.strip(), row
            assert not INSIDE.search(shown), (row, shown)


def test_a_reviewer_sees_what_it_says_and_cannot_save(reviewing: Client) -> None:
    row = Advice.objects.get(slug="rest")
    page = reviewing.get(page_of(row)).content.decode()
    assert "Neem rust" in page
    assert "Opslaan" not in page
    assert reviewing.post(page_of(row), {"title_nl": "x"}).status_code == 403


def test_an_editor_has_the_form(desk: Client) -> None:
    assert "Opslaan" in desk.get(page_of(Advice.objects.get(slug="rest"))).content.decode()


@pytest.mark.parametrize("number", ["999999", "x"])
def test_a_record_that_is_not_there(reviewing: Client, number: str) -> None:
    assert reviewing.get(reverse("admin:content_advice_change", args=[number])).status_code == 302
