"""Which screens, questions and rules the picture shows, in which order."""

from typing import Any

from content.documents import Document
from triage.picture.reading import Condition, Decision, Picture, read

Record = dict[str, Any]


def question(screen: str, order: int, text: str, **more: Any) -> Record:
    return {"screen": screen, "order": order, "kind": "yesNo", "text": {"nl": text}, **more}


def yes(slug: str) -> Record:
    return {"question": slug, "is": "yes"}


def rule(order: int, *when: Record, **more: Any) -> Record:
    return {"order": order, "when": list(when), "evidence": "guideline", **more}


QUESTIONS = {
    "tired": question("second", 20, "Bent u moe?", askedWhen=[yes("fever")]),
    "cancer": question("second", 10, "Had u kanker?"),
    "fever": question("first", 10, "Hebt u koorts?"),
}
SCREENS = {"second": {"order": 20, "title": {"nl": "Meer"}}, "first": {"order": 10, "title": {"nl": "Spoed"}}}


def picture(**rules: Record) -> Picture:
    topic = {"rugpijn": {"title": {"nl": "Rugpijn"}}}
    records: dict[str, dict[str, Record]] = {"topic": topic, "screen": SCREENS, "question": QUESTIONS, "rule": rules}
    return read(Document("rugpijn", records))


def decided(shown: Picture) -> list[list[str]]:
    return [[decision.urgency for decision in step.decisions] for step in shown.steps]


def test_screens_come_in_their_order() -> None:
    assert [step.title for step in picture().steps] == ["Spoed", "Meer"]


def test_questions_stand_on_their_screen_and_one_that_is_not_always_asked_says_so() -> None:
    asked = [step.questions for step in picture().steps]
    assert asked == [("Hebt u koorts?",), ("Had u kanker?", "Bent u moe? (soms)")]


def test_a_rule_stands_where_its_last_question_is() -> None:
    both = rule(10, yes("cancer"), yes("fever"), atLeast="sameDay")
    assert decided(picture(fever=rule(5, yes("fever"), atLeast="immediate"), both=both)) == [["immediate"], ["sameDay"]]


def test_a_question_that_is_only_counted_is_a_question_too() -> None:
    counted = rule(10, yes("fever"), {"atLeastOf": 1, "atoms": [yes("tired"), yes("cancer")]}, atLeast="sameDay")
    assert decided(picture(counted=counted)) == [[], ["sameDay"]]


def test_the_most_urgent_stands_first_and_a_raise_last() -> None:
    shown = picture(
        worse=rule(1, yes("fever"), raises=True),
        days=rule(2, yes("fever"), atLeast="withinDays"),
        now=rule(3, yes("fever"), atLeast="emergency"),
    )
    assert decided(shown)[0] == ["emergency", "withinDays", "raises"]


def test_a_rule_says_its_conditions_its_source_and_what_not_knowing_means() -> None:
    shown = picture(both=rule(1, yes("fever"), yes("cancer"), atLeast="immediate", ifUncertain="sameDay"))
    assert shown.steps[1].decisions == (
        Decision(
            "immediate", (Condition("‘Hebt u koorts?’ ja"), Condition("‘Had u kanker?’ ja")), "vandaag nog", "richtlijn"
        ),
    )


def test_what_is_counted_stands_apart() -> None:
    shown = picture(counted=rule(10, {"atLeastOf": 1, "atoms": [yes("fever"), yes("cancer")]}, atLeast="sameDay"))
    (condition,) = shown.steps[1].decisions[0].conditions
    assert condition == Condition("minstens 1 van:", ("‘Hebt u koorts?’ ja", "‘Had u kanker?’ ja"))


def test_a_topic_without_triage_has_no_steps() -> None:
    assert read(Document("knie", {"topic": {"knie": {"title": {"nl": "Knie"}}}})).steps == ()
