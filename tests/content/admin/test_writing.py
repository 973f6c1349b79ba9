"""What is said below a text while it is being written."""

import pytest
from django.test import Client
from django.urls import reverse

from content.admin.writing import field_of
from content.models import Advice

ADVICE = "admin:content_advice_writing"


def said(desk: Client, text: str, field: str = "body_nl", page: str = ADVICE) -> str:
    answer = desk.post(reverse(page), {"text": text, "field": field})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("title_nl", "title"),
        ("points_to_nl", "pointsTo"),
        ("blocks-0-text_nl", "blocks/text"),
        ("blocks-__prefix__-text_en", "blocks/text"),
    ],
)
def test_an_input_is_a_field_of_the_document(name: str, field: str) -> None:
    assert field_of(name) == field


def test_a_text_is_shown_as_people_see_it(desk: Client) -> None:
    shown = said(desk, "**Rust** uit:\n\n- kort\n- en [vaak](term:rust)")
    assert "<strong>Rust</strong>" in shown
    assert "<li>kort</li>" in shown
    assert '<span class="shown-link" title="term:rust">vaak</span>' in shown


def test_a_plain_text_is_not_shown_twice(desk: Client) -> None:
    assert 'class="shown"' not in said(desk, "Rust uit.")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "**x** <b onclick=a()>y</b>", "[x](javascript:alert(1))"]
)
def test_what_is_refused_is_never_shown(desk: Client, text: str) -> None:
    shown = said(desk, text)
    assert 'class="shown"' not in shown
    assert "<script" not in shown
    assert 'class="remarks"' in shown


def test_a_title_cannot_break_out_of_a_link(desk: Client) -> None:
    assert "<img" not in said(desk, '[x](https://a.nl/"><img>)')


def test_a_list_where_none_can_be_is_said_at_once(desk: Client) -> None:
    assert "een lijst" in said(desk, "- rust", "title_nl")


def test_the_rules_are_those_of_the_kind_of_record(desk: Client) -> None:
    text = "Hebt u geen koorts?"
    assert "maakt een ja of nee onduidelijk" in said(desk, text, "text_nl", "admin:triage_question_writing")
    assert "onduidelijk" not in said(desk, text)


def test_it_is_measured(desk: Client) -> None:
    assert "4 woorden · 2 zinnen · leest makkelijk" in said(desk, "Rust uit. Loop dan.")
    assert "measured" not in said(desk, " ")


def test_a_long_text_is_read_no_further_than_needed(desk: Client) -> None:
    assert "woorden" in said(desk, "rust " * 100_000)


def test_it_is_for_who_may_write(reviewing: Client) -> None:
    assert reviewing.post(reverse(ADVICE), {"text": "x", "field": "body_nl"}).status_code == 403


def test_it_is_never_asked_by_an_address(desk: Client) -> None:
    assert desk.get(reverse(ADVICE), {"text": "x"}).status_code == 405


def test_nobody_from_outside_is_answered(client: Client) -> None:
    assert client.post(reverse(ADVICE), {"text": "x"}).status_code == 302


def test_the_form_knows_where_to_ask(desk: Client) -> None:
    row = Advice.objects.get(slug="rest")
    page = desk.get(reverse("admin:content_advice_change", args=[row.pk])).content.decode()
    assert f'data-url="{reverse(ADVICE)}"' in page
