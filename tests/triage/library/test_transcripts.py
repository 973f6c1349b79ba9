"""The nine interviews that we read aloud, and what each must say."""

import pytest

from tests.triage.library.transcripts import TRANSCRIPTS, interview_of, lines
from triage.engine.records import Who
from triage.engine.urgency import Urgency

ENDS = {
    "three-days": (Urgency.SELF_CARE, Who.SELF),
    "fever": (Urgency.IMMEDIATE, Who.GP_OUT_OF_HOURS),
    "both-legs-numb": (Urgency.IMMEDIATE, Who.GP_OUT_OF_HOURS),
    "seven-weeks": (Urgency.WITHIN_DAYS, Who.OWN_GP),
    "unknown-alarm-sign": (Urgency.SAME_DAY, Who.GP_OUT_OF_HOURS),
    "pregnant": (Urgency.SELF_CARE, Who.MIDWIFE),
    "sudden-at-seventy": (Urgency.EMERGENCY, Who.EMERGENCY_112),
    "thoughts-of-suicide": (Urgency.IMMEDIATE, Who.CRISIS_LINE_113),
    "neck": (Urgency.SELF_CARE, Who.PHYSIOTHERAPIST),
}
SELF_CARE_ADVICE = {"stay-active", "short-walks", "gentle-stretching", "warmth", "posture", "ibuprofen", "paracetamol"}


@pytest.mark.parametrize("slug", ENDS)
def test_a_transcript_ends_where_it_must(slug: str) -> None:
    outcome = interview_of(TRANSCRIPTS[slug]).outcome
    assert (outcome.urgency, outcome.contact.who) == ENDS[slug]


def test_every_transcript_has_an_ending() -> None:
    assert TRANSCRIPTS.keys() == ENDS.keys()


@pytest.mark.parametrize("slug", TRANSCRIPTS)
def test_a_transcript_can_be_read_aloud(slug: str) -> None:
    told = "\n".join(lines(TRANSCRIPTS[slug]))
    assert "Let op: " in told
    assert "Zo vertelt u het: " in told


def test_ordinary_back_pain_gets_advice_to_move() -> None:
    assert {"stay-active", "short-walks", "warmth"} <= set(interview_of(TRANSCRIPTS["three-days"]).outcome.advice)


def test_what_is_unknown_is_told_as_unknown() -> None:
    assert "(weet u niet zeker)" in "\n".join(lines(TRANSCRIPTS["unknown-alarm-sign"]))


def test_thoughts_of_suicide_bring_113_and_no_exercises() -> None:
    advice = interview_of(TRANSCRIPTS["thoughts-of-suicide"]).outcome.advice
    assert advice == ("call-113",)


def test_neck_pain_gets_no_advice_that_was_written_for_the_low_back() -> None:
    assert not SELF_CARE_ADVICE & set(interview_of(TRANSCRIPTS["neck"]).outcome.advice)


def test_a_pregnant_woman_is_kept_from_ibuprofen() -> None:
    outcome = interview_of(TRANSCRIPTS["pregnant"]).outcome
    assert "ibuprofen" in {one.advice for one in outcome.withheld_advice}
    assert "ibuprofen" not in outcome.advice
