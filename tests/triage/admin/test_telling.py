"""The words for the triagist, answer by answer."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content.texts import digest
from tests.desk import at_the_desk, errors_of, form_of
from tests.triage.conftest import drafts, small_records
from triage.models import Question


@pytest.fixture
def desk(editor: User) -> Client:
    drafts(small_records())
    return at_the_desk(editor)


def save(desk: Client, slug: str, typed: dict[str, str]) -> Any:
    url = reverse("admin:triage_question_change", args=[Question.objects.get(slug=slug).pk])
    return desk.post(url, form_of(desk, url) | typed)


def told(slug: str) -> Any:
    return Question.objects.get(slug=slug).tell


def test_every_answer_has_its_own_words(desk: Client) -> None:
    before = told("place")
    assert save(desk, "place", {"tell-of-low-nl": "pijn onderin"}).status_code == 302
    assert told("place") == before | {"low": {"nl": "pijn onderin"}}


def test_empty_words_are_left_out(desk: Client) -> None:
    save(desk, "place", {"tell-of-high-nl": ""})
    assert list(told("place")) == ["neck"]


def test_a_number_has_one_text_and_its_translation_is_kept(desk: Client) -> None:
    save(desk, "age", {"tell-nl": "is {number} jaar"})
    assert (told("age")["nl"], told("age")["en"]) == ("is {number} jaar", "{number} years old")
    save(desk, "age", {"tell-en": "aged {number}"})
    assert told("age")["translatedFrom"] == {"en": digest(b"is {number} jaar")}


def test_nothing_touched_is_nothing_changed(desk: Client) -> None:
    for odd in ({"weg": {"nl": "iets"}}, {"neck": "nek"}, "tekst", {"nl": "tekst", "translatedFrom": {}}):
        Question.objects.filter(slug="place").update(tell=odd)
        assert save(desk, "place", {"text_nl": "Waar dan?"}).status_code == 302, odd
        assert told("place") == odd


def test_english_alone_is_refused(desk: Client) -> None:
    assert "eerst het Nederlands" in errors_of(save(desk, "place", {"tell-of-low-en": "low"}))["tell"][0]


def test_a_form_without_its_words_changes_none(desk: Client) -> None:
    before = told("place")
    url = reverse("admin:triage_question_change", args=[Question.objects.get(slug="place").pk])
    desk.post(url, {name: value for name, value in form_of(desk, url).items() if not name.startswith("tell-")})
    assert told("place") == before
