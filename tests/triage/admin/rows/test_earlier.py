"""What counts as worse than the time before: rows of questions, each with some of its choices."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk import Form, errors_of, form_of
from triage.models import ProtocolTexts

STANDS = {"question": "limits", "choices": ["most"], "ignores": [{"question": "place"}]}


@pytest.fixture
def url(desk: Client) -> str:
    row = ProtocolTexts.objects.get()
    row.earlier = STANDS
    row.save()
    return reverse("admin:triage_protocoltexts_change", args=[row.pk])


def save(desk: Client, url: str, typed: Form) -> Any:
    return desk.post(url, form_of(desk, url) | typed)


def stands() -> Any:
    return ProtocolTexts.objects.get().earlier


def test_saving_without_typing_changes_nothing(desk: Client, url: str) -> None:
    assert save(desk, url, {}).status_code == 302
    assert stands() == STANDS


def test_some_choices_of_a_question_are_left_out(desk: Client, url: str) -> None:
    typed = {"earlier_ignores-1-question": "medicines", "earlier_ignores-1-answer": ["blood-thinner", "prednisone"]}
    assert save(desk, url, typed).status_code == 302
    left_out = [{"question": "place"}, {"question": "medicines", "choices": ["blood-thinner", "prednisone"]}]
    assert stands() == STANDS | {"ignores": left_out}


def test_a_row_that_is_ticked_goes(desk: Client, url: str) -> None:
    assert save(desk, url, {"earlier_ignores-0-remove": "1"}).status_code == 302
    assert stands() == {"question": "limits", "choices": ["most"]}


def test_all_of_it_can_go(desk: Client, url: str) -> None:
    assert save(desk, url, {"earlier-0-remove": "1", "earlier_ignores-0-remove": "1"}).status_code == 302
    assert stands() == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"earlier-1-question": "place", "earlier-1-answer": "neck"}, "Kies één vraag"),
        ({"earlier-0-remove": "1"}, "Kies één vraag"),
        ({"earlier-0-answer": "nooit"}, "nooit"),
        ({"earlier-0-question": "place"}, "Vink minstens één antwoord aan."),
        ({"earlier_ignores-1-question": "nergens"}, "bestaat niet"),
    ],
    ids=["two", "none", "no choice", "nothing ticked", "no question"],
)
def test_what_does_not_fit_is_refused_and_comes_back(desk: Client, url: str, typed: Form, said: str) -> None:
    page = save(desk, url, typed)
    assert any(said in error for error in errors_of(page)["earlier"])
    assert stands() == STANDS


def test_a_question_that_is_chosen_brings_its_choices(desk: Client, url: str) -> None:
    asked = {"field": "earlier_ignores", "row": "1", "spare": "2", "earlier_ignores-1-question": "medicines"}
    answer = desk.post(
        reverse("admin:triage_question_rows") + f"?of=earlier&topic={ProtocolTexts.objects.get().topic_id}", asked
    )
    assert ('value="prednisone"' in answer.json()["row"], "<option" in answer.json()["spare"]) == (True, True)


def test_no_code_is_to_be_read(desk: Client, url: str) -> None:
    assert "text-area code" not in desk.get(url).content.decode()
