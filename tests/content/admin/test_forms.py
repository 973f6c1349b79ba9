"""The forms of drafts: what was not touched stays as it was, what is wrong is said at its field."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from content.drafts import Draft
from content.models import Advice, GlossaryTerm, Section, Topic
from content.parts import draft_of
from content.texts import digest
from tests.desk import errors_of, form_of

DRAFTS = [model for model in apps.get_models() if issubclass(model, Draft)]
every_kind = pytest.mark.parametrize("model", DRAFTS, ids=lambda model: model.__name__)


def change(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def advice() -> Advice:
    return Advice.objects.get(slug="rest")


@every_kind
def test_every_draft_has_a_form_and_a_list(model: type[Draft], desk: Client) -> None:
    assert model in admin.site._registry
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert desk.get(reverse(f"{name}_changelist")).status_code == 200
    assert desk.get(reverse(f"{name}_add")).status_code == 200


def test_saving_without_typing_changes_nothing(desk: Client, knee: Topic) -> None:
    before = draft_of(knee)
    for model in DRAFTS:
        for row in model._default_manager.all():
            answer = desk.post(change(row), form_of(desk, change(row)))
            assert answer.status_code == 302, (row, errors_of(answer))
    assert draft_of(knee).canonical == before.canonical


def test_a_changed_text_is_saved(desk: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "Rust even uit"})
    assert (answer.status_code, advice().title) == (302, {"nl": "Rust even uit"})


def test_a_translation_says_from_which_dutch_it_was_made(desk: Client) -> None:
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_en": "Take rest"})
    basis = digest(advice().title["nl"].encode())
    assert advice().title == {"nl": "Neem rust", "en": "Take rest", "translatedFrom": {"en": basis}}


def test_a_translation_that_was_not_touched_is_not_called_up_to_date(desk: Client) -> None:
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_en": "Take rest"})
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "Rust even uit"})
    assert advice().title["translatedFrom"] == {"en": digest(b"Neem rust")}
    assert "Vink aan als het Engels nog klopt" in desk.get(change(advice())).content.decode()


def test_a_tick_says_that_the_translation_still_holds(desk: Client) -> None:
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_en": "Take rest"})
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "Rust even uit"})
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_holds": "on"})
    assert advice().title["translatedFrom"] == {"en": digest(b"Rust even uit")}


def test_english_without_dutch_is_refused(desk: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "", "title_en": "Rest"})
    assert "Schrijf eerst het Nederlands" in errors_of(answer)["title"][0]


def test_markdown_that_is_not_allowed_is_said_at_the_field(desk: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"body_nl": "<b>Rust</b>"})
    assert errors_of(answer) == {
        "body": ["In deze tekst staat HTML, en dat kan hier niet. Schrijf het als gewone zinnen."]
    }
    assert "&lt;b&gt;Rust&lt;/b&gt;" in answer.content.decode()  # what was typed is still there


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("![foto](https://example.org/rug.png)", "In deze tekst staat een afbeelding, en dat kan hier niet."),
        ("[hier](http://example.org)", "De link `http://example.org` moet beginnen met https:// of term:."),
        ("[hier](javascript:alert(1))", "De link `javascript:alert(1)` moet beginnen met https:// of term:."),
        ("[hier](//example.org)", "De link `//example.org` moet beginnen met https:// of term:."),
    ],
)
def test_an_image_or_an_open_link_is_said_at_the_field(typed: str, said: str, desk: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"body_nl": typed})
    assert errors_of(answer)["body"][0].startswith(said)
    assert advice().body["nl"] != typed


def test_html_in_a_row_is_said_at_its_field(desk: Client) -> None:
    section = Section.objects.get()
    answer = desk.post(change(section), form_of(desk, change(section)) | {"blocks-0-text_nl": "<i>Rust</i>"})
    assert "In deze tekst staat HTML" in errors_of(answer)["blocks-0-text"][0]


def test_a_list_is_for_longer_texts_alone(desk: Client) -> None:
    typed = form_of(desk, change(advice())) | {"title_nl": "- een", "body_nl": "- een\n- twee"}
    assert set(errors_of(desk.post(change(advice()), typed))) == {"title"}


def test_a_reference_to_nothing_is_kept_and_said(desk: Client) -> None:
    Advice.objects.update(sources=["nergens"])
    assert "nergens (bestaat niet)" in desk.get(change(advice())).content.decode()
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "Rust even uit"})
    assert (advice().sources, advice().title["nl"]) == (["nergens"], "Rust even uit")


def test_blocks_keep_the_order_in_which_they_were_dragged(desk: Client) -> None:
    section = Section.objects.get()
    before = [block.pk for block in section.blocks.all()]
    typed = form_of(desk, change(section))
    for place in range(len(before)):
        typed[f"blocks-{place}-order"] = len(before) - place
    desk.post(change(section), typed)
    assert [block.pk for block in section.blocks.all()] == before[::-1]


def test_other_words_for_a_term_are_lines(desk: Client) -> None:
    term = GlossaryTerm.objects.get()
    desk.post(change(term), form_of(desk, change(term)) | {"aliases": "kussentje\n\n schijfje "})
    assert GlossaryTerm.objects.get().aliases == [{"nl": "kussentje"}, {"nl": "schijfje"}]


def test_the_slug_is_chosen_once(desk: Client) -> None:
    desk.post(change(advice()), form_of(desk, change(advice())) | {"slug": "anders"})
    assert Advice.objects.filter(slug="rest").exists()
