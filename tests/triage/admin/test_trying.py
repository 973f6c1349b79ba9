"""The preview: each screen as an app shows it, answers, steps back, moments, the outcome."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.triage.admin.walks import Walk, ordinary


def test_the_next_screen_is_what_an_app_gets(walk: Walk) -> None:
    assert walk.screen == "danger"
    for words in ("Gevaar", "Eerst het belangrijkste.", "Bent u in rust benauwd?", "Weet ik niet", "Geen van deze"):
        assert words in walk.page


def test_none_of_these_answers_each_with_no(walk: Walk) -> None:
    walk.press("none")
    assert walk.seen.context["turn"].answers.given.keys() == {"breathless", "fever"}
    assert walk.screen == "leg"


def test_none_of_these_beside_another_answer_is_asked_again(walk: Walk) -> None:
    walk.press("none", **{"q-fever": "yes"})
    assert "U koos bij een vraag al iets anders" in walk.page
    assert walk.screen == "danger"


def test_what_is_not_answered_is_said_at_the_question_and_the_rest_stays(walk: Walk) -> None:
    walk.press("next", **{"q-fever": "yes"})
    breathless, fever = walk.seen.context["asked"]
    assert (breathless.fault, fever.fault) == ("Kies een antwoord.", "")
    assert fever.typed.choices == {"yes"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"q-age-number": "121"}, "Geef een getal van 0 tot en met 120."),
        ({"q-age-number": "61 jaar"}, "Vul een heel getal in"),
        ({"q-age-number": "9" * 5000}, "Vul een heel getal in"),
        ({"q-age-number": "61", "q-age": "unknown"}, "Kies één van de twee."),
        ({"q-age": "unknown"}, "Bij deze vraag kan ‘weet ik niet’ niet."),
        ({"q-age-number": "61", "q-place": "toes"}, "Deze keuze bestaat niet."),
        ({"q-age-number": "61", "q-place": ["low", "high"]}, "te veel keuzes"),
        ({"q-age-number": "61", "q-place": ["low", "unknown"]}, "Kies één van de twee."),
        ({"q-age-number": "61", "q-place": "\0"}, "Deze keuze bestaat niet."),
    ],
)
def test_a_wrong_answer_is_said_at_the_question(typed: dict[str, Any], said: str, walk: Walk) -> None:
    walk.press("none").press("next", **{"q-leg-weakness": "no"}).press("next", **{"q-place": "low", **typed})
    assert walk.screen == "about-you"
    assert said in "".join(one.fault for one in walk.seen.context["asked"])


def test_a_step_back_shows_what_was_answered(walk: Walk) -> None:
    walk.press("next", **{"q-breathless": "no", "q-fever": "unknown"}).press("back")
    assert walk.screen == "danger"
    assert [set(one.typed.choices) for one in walk.seen.context["asked"]] == [{"no"}, {"unknown"}]


def test_back_to_any_screen(walk: Walk) -> None:
    walk.press("none").press("next", **{"q-leg-weakness": "no"}).press("back:0")
    assert walk.screen == "danger"


@pytest.mark.parametrize("place", ["", "9", "-1", "x", "9" * 5000])
def test_back_to_nowhere_is_no_fault(place: str, walk: Walk) -> None:
    walk.press("none").press(f"back:{place}")
    assert walk.screen in ("danger", "leg")


def test_to_the_outcome_as_the_patient_reads_it(walk: Walk) -> None:
    ordinary(walk)
    assert walk.outcome["urgency"] == "selfCare"
    for words in ("Uitkomst selfCare", "Advies stay-active", "Wordt het erger? Bel dan opnieuw.", "Zo vertelt u het"):
        assert words in walk.page
    assert "61 jaar" in walk.outcome["tellTheTriagist"][0]


def test_withheld_advice_says_why(walk: Walk) -> None:
    ordinary(walk).press("back", **{}).press("next", **{"q-medicines": "blood-thinner", "q-pregnant": "no"})
    assert "Vraag uw apotheker." in walk.page


@pytest.mark.parametrize(
    ("moment", "who"), [("officeHours", "ownGp"), ("night", "gpOutOfHours"), ("holiday", "gpOutOfHours")]
)
def test_a_moment_is_chosen(moment: str, who: str, walk: Walk) -> None:
    walk.press("next", **{"q-breathless": "no", "q-fever": "no"})
    walk.press("next", **{"q-leg-weakness": "yes", "moment": moment})
    assert (walk.outcome["moment"], walk.outcome["contact"]["who"]) == (moment, who)


def test_choosing_a_moment_keeps_what_was_ticked(walk: Walk) -> None:
    walk.press("show", moment="night", **{"q-fever": "yes"})
    assert walk.seen.context["asked"][1].typed.choices == {"yes"}
    assert walk.seen.context["turn"].walk.moment == "night"


def test_a_moment_outside_the_calendar_is_said(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.admin.moments.now", lambda: datetime(2070, 1, 1, tzinfo=UTC))
    walk.press("show")
    assert "Dit moment valt buiten de kalender." in walk.page


def test_a_moment_is_found_in_a_calendar_that_ended(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As that of an old release."""
    monkeypatch.setattr("triage.admin.moments.now", lambda: datetime(2070, 1, 1, tzinfo=UTC))
    walk.press("next", moment="night", **{"q-breathless": "yes", "q-fever": "no"})
    assert walk.outcome["moment"] == "night"
