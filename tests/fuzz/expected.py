"""Whether a body is a sound one: said a second time, from the contract and the questions, without the server's code."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tests.fuzz.questions import Question, Questions

FIELDS = {"release", "at", "answers", "explain", "store", "consent", "earlier"}
VALUES = {"choices", "number", "unknown"}
MOST_ANSWERS = 500


def is_sound(body: object, questions: Questions) -> bool:
    """Leaves aside which releases there are, and what `at` says; see `has_moment`."""
    if not isinstance(body, dict) or not FIELDS.issuperset(body):
        return False
    answers = body.get("answers")
    if not isinstance(answers, list) or len(answers) > MOST_ANSWERS:
        return False
    explain = body.get("explain")
    if explain is not None and not isinstance(explain, bool):
        return False
    return _is_release(body.get("release")) and _are_answers(answers, questions)


def is_about_storing(body: object) -> bool:
    """Whether that is sound, the consent, the key and what was stored before say as well: tests of their own do."""
    return isinstance(body, dict) and any(body.get(name) is not None for name in ("store", "consent", "earlier"))


def has_moment(body: object) -> bool:
    """A moment is right or wrong by the calendar of the release, which an app does not see."""
    return isinstance(body, dict) and body.get("at") is not None


def _is_release(release: object) -> bool:
    if release is None:
        return True
    return isinstance(release, int) and not isinstance(release, bool) and 1 <= release < 2**31


def _are_answers(answers: Sequence[object], questions: Questions) -> bool:
    asked = [answer.get("question") for answer in answers if isinstance(answer, dict)]
    if len(asked) != len(answers) or not all(isinstance(slug, str) and slug in questions for slug in asked):
        return False
    if len(set(asked)) != len(asked):
        return False
    return all(_fits(answer, questions) for answer in answers if isinstance(answer, dict))


def said(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer without what generated clients send beside its value: null, and an empty list with a number."""
    given = {name: value for name, value in answer.items() if value is not None or name not in VALUES}
    if given.get("choices") == [] and not VALUES.isdisjoint(given.keys() - {"choices"}):
        del given["choices"]
    return given


def _fits(answer: Mapping[str, Any], questions: Questions) -> bool:
    given = said(answer)
    question = questions[given.pop("question")]
    if len(given) != 1 or not VALUES.issuperset(given):
        return False
    ((name, value),) = given.items()
    if name == "unknown":
        return value is True and question.allows_unknown
    return _is_number(value, question) if name == "number" else _are_choices(value, question)


def _is_number(value: object, question: Question) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if not math.isfinite(value) or value != int(value):
        return False
    return question.kind == "number" and question.minimum <= value <= question.maximum


def _are_choices(value: object, question: Question) -> bool:
    if not isinstance(value, list) or not value or question.kind == "number":
        return False
    if not all(isinstance(choice, str) and choice in question.values for choice in value):
        return False
    if len(set(value)) != len(value) or (len(value) > 1 and question.kind != "multiple"):
        return False
    return len(value) == 1 or question.exclusive not in value
