"""Questions must be understood at night, by somebody in pain."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from tests.triage.library.reader import Record, dutch, library, named, protocol
from triage.asking import LONGEST_QUESTION, NEGATIONS, words
from triage.engine.answers import Answers
from triage.engine.evaluate import askable
from triage.engine.given import Answer, Chosen, Measured

MOST_ON_A_SCREEN = 5
AGES = (9, 40, 70)
ALONE = {
    "saddle": {"saddle-numbness"},
    "bladder": {"loss-of-bladder-control", "cannot-pass-urine"},
    "leg-strength": {"new-leg-weakness"},
}
"""Each a screen about one thing, without a button that answers it unread."""

QUESTIONS = [pytest.param(question, id=slug) for slug, question in named("question")]
SCREENS = [pytest.param(slug, screen, id=slug) for slug, screen in named("screen")]
SINCE_THIS_PAIN = (
    "saddle-numbness",
    "loss-of-bladder-control",
    "cannot-pass-urine",
    "loss-of-bowel-control",
    "pain-both-legs",
    "leg-numbness",
    "unsteady-walking",
    "new-leg-weakness",
)


def on_screen(slug: str) -> dict[str, Record]:
    return {name: question for name, question in named("question") if question["screen"] == slug}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_at_most_twelve_words(question: Record) -> None:
    assert len(words(dutch(question["text"]))) <= LONGEST_QUESTION


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_no_negation(question: Record) -> None:
    assert not NEGATIONS & {word.lower() for word in words(dutch(question["text"]))}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_asks_one_fact(question: Record) -> None:
    assert "of" not in {word.lower() for word in words(dutch(question["text"]))}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_one_sentence_with_a_question_mark(question: Record) -> None:
    text = dutch(question["text"])
    assert text.endswith("?")
    assert text.count("?") == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_everything_may_be_unknown(question: Record) -> None:
    assert question["allowsUnknown"] is True


@pytest.mark.parametrize(("slug", "screen"), SCREENS)
def test_a_screen_with_more_yes_or_no_questions_has_none_of_these(slug: str, screen: Record) -> None:
    yes_or_no = [one for one in on_screen(slug).values() if one["kind"] == "yesNo" and "clarifies" not in one]
    if slug not in ALONE and len(yes_or_no) > 1:
        assert screen["noneOfThese"] is True


@pytest.mark.parametrize("slug", [slug for slug, _ in named("screen")])
def test_nobody_sees_more_than_five_questions_on_a_screen(slug: str) -> None:
    """Of everybody who answers `about-you`, whose answers are the only ones that open some questions and not others."""
    assert max(len(seen & on_screen(slug).keys()) for seen in _askable_after_about_you()) <= MOST_ON_A_SCREEN


@cache
def _askable_after_about_you() -> tuple[frozenset[str], ...]:
    built = protocol()
    return tuple(askable(Answers(built, given)) | given.keys() for given in _about_you())


def _about_you() -> Iterator[dict[str, Answer]]:
    questions = protocol().index.questions
    for age, place, onset, situation, health in product(
        AGES,
        questions["place"].values,
        questions["onset"].values,
        questions["situation"].values,
        (("none",), ("blood-thinner", "painkillers"), ("blood-thinner", "painkiller-advice")),
    ):
        yield {
            "age": Measured(age),
            "place": Chosen((place,)),
            "onset": Chosen((onset,)),
            "situation": Chosen((situation,)),
            "general-health": Chosen(health),
        }


@pytest.mark.parametrize("slug", [slug for slug, _ in named("screen")])
def test_a_screen_that_opens_later_has_at_most_five_questions(slug: str) -> None:
    about_you = {"age", "place", "onset", "situation", "general-health"}
    later = [one for one in on_screen(slug).values() if not _gates(one) & about_you]
    assert len(later) <= MOST_ON_A_SCREEN


def _gates(question: Record) -> set[str]:
    leaves = [leaf for atom in question.get("askedWhen", ()) for leaf in atom.get("atoms", (atom,))]
    return {leaf["question"] for leaf in leaves}


@pytest.mark.parametrize("slug", ALONE)
def test_saddle_bladder_and_leg_strength_are_alone_and_never_skipped(slug: str) -> None:
    assert on_screen(slug).keys() == ALONE[slug]
    assert library()["screen"][slug]["noneOfThese"] is False


def test_thoughts_of_suicide_are_asked_alone() -> None:
    question = library()["question"]["thoughts-of-suicide"]
    assert on_screen(question["screen"]).keys() == {"thoughts-of-suicide"}


@pytest.mark.parametrize("slug", SINCE_THIS_PAIN)
def test_what_may_be_old_is_asked_as_new_since_this_pain(slug: str) -> None:
    assert dutch(library()["question"][slug]["text"]).startswith("Nieuw sinds deze rugpijn: ")


def test_fever_names_the_temperature_and_rigors_are_another_question() -> None:
    questions = library()["question"]
    assert "38,0" in dutch(questions["fever"]["text"])
    assert "rillingen" in dutch(questions["rigors"]["text"])


@pytest.mark.parametrize(("slug", "rule"), [pytest.param(slug, rule, id=slug) for slug, rule in named("rule")])
def test_a_reason_is_no_diagnosis(slug: str, rule: Record) -> None:
    said = dutch(rule["reason"]).lower()
    assert not re.search(
        r"\bu (hebt|heeft) (een|last van een) (hernia|infectie|breuk|tumor|aneurysma|niersteen)\b", said
    )
    if "alarmSign" in rule and rule["alarmSign"] != "thoughts-of-suicide":
        assert re.search(r"\b(kan|kunnen)\b", said)
