"""Conditions as rows: what is chosen is saved, what does not fit is said at its row, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk import Form, errors_of, form_of, posted_from
from triage.models import AdviceChoice, Promise, Question, Rule, Withholding

BREATHLESS = {"question": "breathless", "is": "yes"}


def change(row: Any) -> str:
    return reverse(f"admin:triage_{row._meta.model_name}_change", args=[row.pk])


def rule() -> Rule:
    return Rule.objects.get(slug="breathless")


def row(name: str, **typed: Any) -> Form:
    return {f"{name}-{part}": value for part, value in typed.items()}


def save(desk: Client, record: Any, typed: Form) -> Any:
    return desk.post(change(record), form_of(desk, change(record)) | typed)


def shown_again(answer: Any, name: str = "when") -> Form:
    """The rows of the form that came back, as they would be sent once more."""
    return posted_from(str(answer.context["adminform"].form[name]))


def test_a_row_more_is_a_condition_more(desk: Client) -> None:
    answer = save(desk, rule(), row("when-1", question="age", compare="atLeast", answer="60"))
    assert (answer.status_code, rule().when) == (302, [BREATHLESS, {"question": "age", "atLeast": 60}])


def test_what_can_be_said_in_one_way_needs_no_choice(desk: Client) -> None:
    """On the worse side of a question with yes and no there is one comparison, and one answer."""
    save(desk, rule(), row("when-1", question="fever"))
    assert rule().when == [BREATHLESS, {"question": "fever", "is": "yes"}]


def test_a_group_counts(desk: Client) -> None:
    group = (
        row("when-1", question="atLeastOf", count="2")
        | row("when-1-0", question="fever", compare="is", answer="yes")
        | row("when-1-1", question="age", compare="atMost", answer="17")
        | row("when-1-2", question="medicines", compare="anyOf", answer=["blood-thinner", "prednisone"])
    )
    assert save(desk, rule(), group).status_code == 302
    assert rule().when[1] == {
        "atLeastOf": 2,
        "atoms": [
            {"question": "fever", "is": "yes"},
            {"question": "age", "atMost": 17},
            {"question": "medicines", "anyOf": ["blood-thinner", "prednisone"]},
        ],
    }


def test_a_row_that_is_ticked_goes(desk: Client) -> None:
    save(desk, rule(), row("when-1", question="fever"))
    save(desk, rule(), row("when-0", remove="1"))
    assert rule().when == [{"question": "fever", "is": "yes"}]


def test_a_form_without_its_rows_changes_none(desk: Client) -> None:
    typed = {name: value for name, value in form_of(desk, change(rule())).items() if not name.startswith("when-")}
    assert desk.post(change(rule()), typed).status_code == 302
    assert rule().when == [BREATHLESS]


WRONG = [
    (row("when-1", question="", was="?"), "Voorwaarde 2: Kies een vraag"),
    (row("when-1", question="fever", compare="is", answer="soms"), "‘soms’ is geen antwoord (meer) op deze vraag"),
    (row("when-1", question="fever", compare="is", answer="no"), "Noem hier alleen het ergere: ‘ja’"),
    (
        row("when-1", question="fever", compare="atLeast", answer="3"),
        "‘minstens’ past niet bij deze vraag. Kies uit: ‘is’",
    ),
    (row("when-1", question="place"), "Kies hoe u vergelijkt"),
    (row("when-1", question="place", compare="is"), "Kies een antwoord."),
    (row("when-1", question="place", compare="anyOf"), "Vink minstens één antwoord aan."),
    (row("when-1", question="age", compare="atLeast"), "Vul een getal in."),
    (row("when-1", question="age", compare="atLeast", answer="oud"), "Vul een heel getal in."),
    (row("when-1", question="age", compare="atLeast", answer="130"), "Kies een getal van 0 tot en met 120."),
    (row("when-1", question="weight-loss", compare="atMost", answer="3"), "Kies hier ‘minstens’"),
    (row("when-1", question="leg-test", compare="is", answer="yes"), "verduidelijkt een andere vraag"),
    (row("when-1", question="atLeastOf", count="1"), "Deze groep is nog leeg"),
    (row("when-1", question="atMostOf", count="1"), "‘Hoogstens een aantal van’ kan hier niet"),
    (
        row("when-1", question="atLeastOf", count="2") | row("when-1-0", question="fever"),
        "Kies een aantal van 1 tot en met 1",
    ),
    (row("when-1", question="atLeastOf", count="x") | row("when-1-0", question="fever"), "Vul een aantal in"),
    (row("when-1", question="atLeastOf", count="1") | row("when-1-0", question="age"), "Voorwaarde 2.1: Kies hoe"),
    (row("when-1", kept='{"question": "fever", "equals": "yes"}'), "past niet bij de vraag zoals die nu is"),
    (row("when-1", kept="[" * 4000), "past niet bij de vraag zoals die nu is"),
]


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_does_not_fit_is_said_at_its_row_and_kept(typed: Form, said: str, desk: Client) -> None:
    answer = save(desk, rule(), typed)
    (told,) = errors_of(answer)["when"]
    assert said in told
    assert told.partition(": ")[2] in str(answer.context["adminform"].form["when"])
    again = shown_again(answer)
    assert {name: again.get(name) for name in typed if not name.endswith("-kept")} == {
        name: value for name, value in typed.items() if not name.endswith("-kept")
    }
    assert rule().when == [BREATHLESS]


def test_a_question_that_does_not_exist_is_said_and_kept(desk: Client) -> None:
    answer = save(desk, rule(), row("when-1", question="nergens", compare="is", answer="yes"))
    assert "De vraag ‘nergens’ bestaat niet" in errors_of(answer)["when"][0]
    assert shown_again(answer)["when-1-kept"] == '{"question": "nergens", "is": "yes"}'


def test_a_row_whose_question_was_taken_away_is_said(desk: Client) -> None:
    answer = save(desk, rule(), row("when-0", question=""))
    assert errors_of(answer)["when"] == ["Voorwaarde 1: Kies een vraag, of haal deze voorwaarde weg."]
    assert shown_again(answer)["when-0-was"] == "?"  # and is said again when nothing is done about it


def test_another_question_takes_no_answer_along(desk: Client) -> None:
    """Without a script the old answer is sent along with the new question; `was` tells them apart."""
    answer = save(desk, rule(), row("when-0", question="age"))
    assert errors_of(answer)["when"] == ["Voorwaarde 1: Kies hoe u vergelijkt, en met welk antwoord."]
    assert shown_again(answer) | row("when-0", was="age", compare="atLeast", answer="") == shown_again(answer)


def test_a_condition_on_what_was_deleted_stays_until_somebody_takes_it_away(desk: Client) -> None:
    gone = [{"question": "weg", "contains": "iets"}, {"question": "place", "anyOf": ["neck", "elleboog"]}]
    Rule.objects.filter(slug="breathless").update(when=gone)
    page = str(desk.get(change(rule())).context["adminform"].form["when"])
    assert "De vraag ‘weg’ bestaat niet (meer)" in page
    assert "elleboog (bestaat niet meer)" in page
    assert save(desk, rule(), {"reason_nl": "Daarom."}).status_code == 302
    assert (rule().when, rule().reason["nl"]) == (gone, "Daarom.")
    save(desk, rule(), row("when-0", remove="1"))
    assert rule().when == gone[1:]


@pytest.mark.parametrize(
    "odd",
    [
        {"question": "age", "is": "yes"},
        {"question": "fever", "atLeast": 3},
        {"question": "place", "anyOf": ["neck", "low"]},
        {"question": "breathless", "is": "yes", "also": 1},
        {"atLeastOf": 1, "atoms": [{"question": "weg", "is": "yes"}, BREATHLESS]},
        {"atLeastOf": 1, "atoms": [{"atLeastOf": 1, "atoms": [BREATHLESS]}]},
        {"atMostOf": 1, "atoms": [BREATHLESS]},
        "iets",
    ],
    ids=str,
)
def test_even_an_odd_condition_comes_back_as_it_was(odd: Any, desk: Client) -> None:
    Rule.objects.filter(slug="breathless").update(when=[odd])
    assert save(desk, rule(), {"reason_nl": "Daarom."}).status_code == 302
    assert rule().when == [odd]


def test_a_question_offers_only_what_fits(desk: Client) -> None:
    Rule.objects.filter(slug="breathless").update(when=[{"question": "weight-loss", "atLeast": 5}])
    page = str(desk.get(change(rule())).context["adminform"].form["when"])
    assert ("minstens</span>" in page, "hoogstens" in page) == (True, False)  # more is worse


def test_a_promise_may_name_either_side_and_count_at_most(desk: Client) -> None:
    promise = Promise.objects.filter(kind="ceiling").first()
    assert promise is not None
    typed = row("when-90", question="fever", compare="is", answer="no") | row("when-91", question="atMostOf", count="0")
    answer = save(desk, promise, typed | row("when-91-0", question="age", compare="atMost", answer="17"))
    assert answer.status_code == 302, errors_of(answer)
    assert Promise.objects.get(pk=promise.pk).when[-2:] == [
        {"question": "fever", "is": "no"},
        {"atMostOf": 0, "atoms": [{"question": "age", "atMost": 17}]},
    ]


def test_conditions_in_a_row_of_detail(desk: Client) -> None:
    held = Withholding.objects.first()
    assert held is not None
    choice = AdviceChoice.objects.get(pk=held.choice.pk)
    place = len(held.when)
    answer = save(desk, choice, row(f"withheld_when-0-when-{place}", question="age"))
    assert "withheld_when-0-when" in errors_of(answer)
    save(desk, choice, row(f"withheld_when-0-when-{place}", question="age", compare="atMost", answer="17"))
    assert Withholding.objects.get(pk=held.pk).when == [*held.when, {"question": "age", "atMost": 17}]


def test_when_a_question_is_asked(desk: Client) -> None:
    question = Question.objects.get(slug="weight-loss")
    save(desk, question, row("asked_when-1", question="fever"))
    asked_when = Question.objects.get(pk=question.pk).asked_when
    assert asked_when == [{"question": "age", "atLeast": 50}, {"question": "fever", "is": "yes"}]


def test_questions_stand_under_their_screens_in_the_order_of_the_interview(desk: Client) -> None:
    page = str(desk.get(change(rule())).context["adminform"].form["when"])
    assert page.index('<optgroup label="Over u">') < page.index('<optgroup label="Meer over u">')
    assert "kunt u op uw tenen" not in page.lower()  # a question that clarifies another decides nothing
