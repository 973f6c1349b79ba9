"""The answers of a vignette as rows, and the outcome that is expected as choices."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk import Form, errors_of, form_of, posted_from
from triage.models import Question, Vignette

ANSWERS = {"age": 40, "place": "low", "fever": "yes", "medicines": ["none"], "leg-weakness": "unknown"}


def url() -> str:
    return reverse("admin:triage_vignette_change", args=[Vignette.objects.get().pk])


def row(number: int, **typed: Any) -> Form:
    return {f"answers-{number}-{part}": value for part, value in typed.items()}


def save(desk: Client, typed: Form) -> Any:
    return desk.post(url(), form_of(desk, url()) | typed)


def number_of(desk: Client, slug: str) -> int:
    """The row of this question."""
    sent = form_of(desk, url())
    return next(number for number in range(9) if sent[f"answers-{number}-question"] == slug)


@pytest.mark.parametrize(
    ("slug", "answer", "saved"),
    [
        ("age", "67", 67),
        ("place", "neck", "neck"),
        ("place", "unknown", "unknown"),
        ("medicines", ["blood-thinner", "prednisone"], ["blood-thinner", "prednisone"]),
        ("medicines", "prednisone", ["prednisone"]),
        ("medicines", "unknown", "unknown"),
    ],
)
def test_every_kind_of_answer(slug: str, answer: Any, saved: Any, desk: Client) -> None:
    assert save(desk, row(number_of(desk, slug), answer=answer)).status_code == 302
    assert Vignette.objects.get().answers == ANSWERS | {slug: saved}


def test_a_row_more_is_an_answer_more(desk: Client) -> None:
    save(desk, row(5, question="weight-loss", answer=["", "unknown"]))
    assert Vignette.objects.get().answers == ANSWERS | {"weight-loss": "unknown"}


def test_a_row_that_is_ticked_goes(desk: Client) -> None:
    save(desk, row(number_of(desk, "age"), remove="1"))
    assert "age" not in Vignette.objects.get().answers


WRONG = [
    (row(5, question="", was="?"), "Kies een vraag"),
    (row(5, question="pregnant"), "Kies een antwoord."),
    (row(5, question="pregnant", answer="soms"), "‘soms’ is geen antwoord"),
    (row(5, question="pregnant", answer="unknown"), "kan ‘weet ik niet’ niet"),
    (row(5, question="weight-loss", answer="veel"), "Vul een heel getal in."),
    (row(5, question="weight-loss", answer="60"), "Kies een getal van 0 tot en met 50."),
    (row(5, question="weight-loss", answer=["6", "unknown"]), "alleen ‘weet ik niet’"),
    (row(5, question="fever", answer="yes"), "staat hier twee keer"),
]


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_does_not_fit_is_said_at_its_row_and_kept(typed: Form, said: str, desk: Client) -> None:
    answer = save(desk, typed)
    assert said in errors_of(answer)["answers"][0]
    again = posted_from(str(answer.context["adminform"].form["answers"]))
    assert {name: again.get(name) for name in typed} == typed
    assert Vignette.objects.get().answers == ANSWERS


def test_two_answers_of_which_one_excludes_the_other(desk: Client) -> None:
    answer = save(desk, row(number_of(desk, "medicines"), answer=["none", "prednisone"]))
    assert "‘Geen van deze’ gaat met geen ander antwoord samen" in errors_of(answer)["answers"][0]


@pytest.mark.parametrize(
    "odd", [{"weg": "yes"}, {"place": ["low"]}, {"medicines": "none"}, {"place": "elleboog"}, {"fever": 3}], ids=str
)
def test_an_answer_that_does_not_fit_any_more_stays_until_somebody_takes_it_away(odd: Form, desk: Client) -> None:
    Vignette.objects.update(answers=odd)
    assert save(desk, {"title_nl": "Anders"}).status_code == 302
    assert Vignette.objects.get().answers == odd
    save(desk, row(0, remove="1"))
    assert Vignette.objects.get().answers == {}


def test_a_form_without_its_rows_changes_none(desk: Client) -> None:
    typed = {name: value for name, value in form_of(desk, url()).items() if not name.startswith("answers-")}
    desk.post(url(), typed)
    assert Vignette.objects.get().answers == ANSWERS


def test_the_expected_outcome_is_chosen(desk: Client) -> None:
    save(desk, {"expected_urgency": "emergency", "expected_who": ""})
    assert Vignette.objects.get().expected == {"urgency": "emergency"}


@pytest.mark.parametrize("typed", [{"expected_urgency": "soon"}, {"expected_urgency": ""}, {"expected_who": "buurman"}])
def test_an_outcome_that_does_not_exist_is_refused(typed: Form, desk: Client) -> None:
    assert "expected" in errors_of(save(desk, typed))


def asked(desk: Client, slug: str, **typed: str) -> tuple[Any, Any]:
    place = reverse("admin:triage_question_change", args=[Question.objects.get(slug=slug).pk])
    answer = desk.post(place, form_of(desk, place) | {f"number_{part}": value for part, value in typed.items()})
    return answer, Question.objects.get(slug=slug).number


def test_the_bounds_of_a_number_are_fields(desk: Client) -> None:
    _, number = asked(desk, "weight-loss", minimum="1", maximum="60", unit="kg")
    assert number == {"minimum": 1, "maximum": 60, "unit": {"nl": "kg"}}


def test_a_unit_keeps_its_translation(desk: Client) -> None:
    before = Question.objects.get(slug="age").number
    _, number = asked(desk, "age", maximum="110")
    assert number == before | {"maximum": 110}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minimum": "60"}, "Het laagste getal moet lager zijn dan het hoogste."),
        ({"minimum": ""}, "Vul alle drie in"),
        ({"unit": ""}, "Vul alle drie in"),
        ({"maximum": "veel"}, "Vul een heel getal in."),
    ],
)
def test_bounds_that_cannot_be_are_refused(typed: Form, said: str, desk: Client) -> None:
    answer, _ = asked(desk, "weight-loss", **typed)
    assert said in errors_of(answer)["number"][0]
