"""The forms of the protocol: the engine's own rules at the field, conditions as sentences."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import loading
from content.models import Topic
from content.parts import draft_of
from tests.desk import at_the_desk, errors_of, form_of
from triage.models import Outcome, Question, Rule
from triage.part import MODELS
from triage.sentences import sentence

FEVER = [{"question": "fever", "is": "yes"}]


@pytest.fixture
def back(db: None) -> Topic:
    return loading.load(settings.LIBRARY_DIR / "rugpijn").topic


@pytest.fixture
def desk(editor: User, back: Topic) -> Client:
    return at_the_desk(editor)


def change(row: object) -> str:
    meta = row._meta  # type: ignore[attr-defined]
    return reverse(f"admin:triage_{meta.model_name}_change", args=[row.pk])  # type: ignore[attr-defined]


def test_saving_without_typing_changes_nothing(desk: Client, back: Topic) -> None:
    """Three of every kind, the richest of them: conditions, numbers, contacts, answers."""
    before = draft_of(back)
    for model in MODELS:
        rows = sorted(model._default_manager.all(), key=lambda row: -len(str(row.record())))
        for row in rows[:3]:
            answer = desk.post(change(row), form_of(desk, change(row)))
            assert answer.status_code == 302, (row, errors_of(answer))
    assert draft_of(back).canonical == before.canonical


def test_conditions_are_told_as_sentences(desk: Client) -> None:
    rule = Rule.objects.get(slug="breathless-at-rest")
    question = Question.objects.get(slug="breathless-at-rest").text["nl"]
    assert f"‘{question}’ ja" in desk.get(change(rule)).content.decode()


def test_a_duration_is_written_as_the_engine_reads_it(desk: Client) -> None:
    outcome = Outcome.objects.filter(urgency="immediate").first()
    assert outcome is not None
    answer = desk.post(change(outcome), form_of(desk, change(outcome)) | {"contacts-0-call_within": "een uur"})
    assert "PT1H" in errors_of(answer)["contacts-0-call_within"][0]


def test_a_question_goes_to_a_screen_that_exists(desk: Client) -> None:
    question = Question.objects.first()
    assert question is not None
    answer = desk.post(change(question), form_of(desk, change(question)) | {"screen": "nergens"})
    assert "screen" in errors_of(answer)


QUESTIONS: dict[str, dict[str, Any]] = {
    "fever": {"kind": "yesNo", "text": {"nl": "Hebt u koorts?"}},
    "age": {"kind": "number", "text": {"nl": "Hoe oud bent u?"}},
    "place": {
        "kind": "single",
        "text": {"nl": "Waar zit de pijn?"},
        "choices": [{"value": "low", "label": {"nl": "Onderin"}}, {"value": "high", "label": {"nl": "Bovenin"}}],
    },
}


@pytest.mark.parametrize(
    ("atoms", "said"),
    [
        (FEVER, "‘Hebt u koorts?’ ja"),
        ([{"question": "age", "atLeast": 50}], "‘Hoe oud bent u?’ 50 of meer"),
        ([{"question": "age", "atMost": 50}], "‘Hoe oud bent u?’ 50 of minder"),
        ([{"question": "age", "atMost": ""}], "‘Hoe oud bent u?’ … of minder"),
        ([{"question": "place", "anyOf": ["low", "high"]}], "‘Waar zit de pijn?’ ‘Onderin’ of ‘Bovenin’"),
        ([{"question": "place", "contains": "low"}], "‘Waar zit de pijn?’ met ‘Onderin’"),
        ([{"atLeastOf": 1, "atoms": FEVER}], "minstens 1 van: ‘Hebt u koorts?’ ja"),
        ([{"question": "weg", "is": "yes"}], "‘weg’ ja"),
        ([*FEVER, *FEVER], "‘Hebt u koorts?’ ja en ‘Hebt u koorts?’ ja"),
    ],
)
def test_every_condition_reads_as_a_sentence(atoms: list[dict[str, object]], said: str) -> None:
    assert sentence(atoms, QUESTIONS) == said
