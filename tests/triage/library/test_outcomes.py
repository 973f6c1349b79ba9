"""What people read at the end: exact, warm, and the same promise in every outcome."""

import re

import pytest
import textstat

from tests.triage.library.reader import Record, dutch, library, named

LONGEST_TITLE, LONGEST_MESSAGE = 8, 64
EASY, NEVER_HARDER_THAN = 60, 50
TEXTS = ("message", "safetyNet", "alone", "ifNotReached")
NUMBERS = frozenset(("112", "0800-0113"))
URGENT = ("immediate", "emergency")

OUTCOMES = [pytest.param(outcome, id=slug) for slug, outcome in named("outcome")]
BY_PHONE = [case for case in OUTCOMES if case.values[0]["urgency"] == "immediate"]  # type: ignore[index]
LATER = [case for case in OUTCOMES if case.values[0]["urgency"] not in URGENT]  # type: ignore[index]


def ease(text: str) -> float:
    """Flesch-Douma: 60 and more is plain Dutch."""
    textstat.set_lang("nl")
    return float(textstat.flesch_reading_ease(text))


def texts_of(outcome: Record) -> list[str]:
    return [dutch(outcome[field]) for field in TEXTS if field in outcome]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_title_says_in_a_few_words_what_to_do(outcome: Record) -> None:
    assert len(dutch(outcome["title"]).split()) <= LONGEST_TITLE


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_message_is_short(outcome: Record) -> None:
    assert len(dutch(outcome["message"]).split()) <= LONGEST_MESSAGE


def test_outcomes_are_plain_dutch_on_average() -> None:
    scores = [ease(text) for _, outcome in named("outcome") for text in texts_of(outcome)]
    assert sum(scores) / len(scores) >= EASY


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_outcome_is_hard_to_read(outcome: Record) -> None:
    assert min(ease(text) for text in texts_of(outcome)) >= NEVER_HARDER_THAN


def test_reasons_are_plain_dutch_on_average() -> None:
    scores = [ease(dutch(rule["reason"])) for _, rule in named("rule")]
    assert sum(scores) / len(scores) >= EASY


@pytest.mark.parametrize("outcome", BY_PHONE)
def test_with_haste_people_call_first_and_do_not_drive(outcome: Record) -> None:
    said = dutch(outcome["message"]).lower()
    assert "bel" in said
    if outcome["route"] != "crisis":
        assert "bel eerst, rijd niet zelf" in said


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_safety_net_says_when_to_call_112(outcome: Record) -> None:
    assert "112" in dutch(outcome["safetyNet"])


@pytest.mark.parametrize("outcome", LATER)
def test_who_waits_hears_which_signs_cannot_wait(outcome: Record) -> None:
    said = dutch(outcome["safetyNet"]).lower()
    assert "koorts" in said
    assert "been" in said
    assert "plassen" in said


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_national_numbers_are_dialled(outcome: Record) -> None:
    assert {contact["phone"] for contact in outcome["contacts"] if "phone" in contact} <= NUMBERS


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_out_of_hours_post_has_no_national_number_so_it_is_told_where_to_find_it(outcome: Record) -> None:
    for contact in outcome["contacts"]:
        if contact["who"] == "gpOutOfHours":
            assert "antwoordapparaat" in dutch(contact["text"])


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_says_u_and_never_names_a_disease_as_certain(outcome: Record) -> None:
    said = " ".join(texts_of(outcome))
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", said)
    assert not re.search(r"\b[Uu] hebt een (hernia|infectie|breuk|tumor|niersteen)\b", said)


def test_an_unfinished_interview_is_no_all_clear() -> None:
    said = dutch(library()["protocol"]["rugpijn"]["interruptedText"])
    assert said.startswith("U bent nog niet klaar")
    assert "huisartsenpost" in said
    assert "112" in said


def test_a_demonstration_says_so() -> None:
    said = dutch(library()["protocol"]["rugpijn"]["demonstrationNotice"])
    assert said.startswith("Dit is een demonstratie: niet voor gebruik bij patiënten.")


def test_the_notice_above_every_screen_is_short_and_names_112() -> None:
    said = dutch(library()["protocol"]["rugpijn"]["emergencyNotice"])
    assert "112" in said
    assert len(said.split()) <= 40
