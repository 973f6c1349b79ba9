"""The next screen as a form: what was chosen on it so far, and the answers that somebody sends back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from triage.api.v1 import wording
from triage.engine.answer_checks import answer_faults
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.interview import NextScreen
from triage.engine.records import Question, QuestionKind
from triage.engine.vignettes import UNKNOWN

_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_NOTHING = "Kies een antwoord."
_NO_NUMBER = "Vul een heel getal in, of kies het antwoord eronder."
_BOTH = "Kies één van de twee."


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of one question: ticked choices ("unknown" is one of them), and a number."""

    choices: frozenset[str] = frozenset()
    number: str = ""

    @classmethod
    def of(cls, answer: Answer | None) -> "Typed":
        match answer:
            case Chosen(choices):
                return cls(frozenset(choices))
            case Measured(number):
                return cls(number=str(number))
            case Unknown():
                return cls(frozenset({UNKNOWN}))
            case _:
                return cls()


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it. `shape` is what an app gets of it."""

    shape: Mapping[str, Any]
    typed: Typed
    unknown_label: str
    fault: str = ""

    @property
    def name(self) -> str:
        return field_name(self.shape["slug"])

    @property
    def several(self) -> bool:
        return bool(self.shape["kind"] == QuestionKind.MULTIPLE)

    @property
    def options(self) -> list[Option]:
        """For a number, only the one beside it."""
        words = [(choice["value"], choice["label"]) for choice in self.shape["choices"]]
        if self.shape["allowsUnknown"]:
            words.append((UNKNOWN, self.unknown_label))
        return [Option(value, label, value in self.typed.choices) for value, label in words]


def field_name(slug: str) -> str:
    return f"q-{slug}"


def typed_in(posted: QueryDict, shown: NextScreen) -> dict[str, Typed]:
    return {
        one.slug: Typed(
            frozenset(posted.getlist(field_name(one.slug))), posted.get(f"{field_name(one.slug)}-number", "").strip()
        )
        for one in shown.questions
    }


def is_empty(typed: Iterable[Typed]) -> bool:
    return not any(one.choices or one.number for one in typed)


def answers_from(shown: NextScreen, typed: Mapping[str, Typed]) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers, and by question what is wrong with the others."""
    given: dict[str, Answer] = {}
    faults: dict[str, str] = {}
    for question in shown.questions:
        answer = _answer(question, typed[question.slug])
        if isinstance(answer, str):
            faults[question.slug] = answer
        elif wrong := answer_faults(question, answer):
            faults[question.slug] = wording.fault_of(wrong[0]).detail.nl
        else:
            given[question.slug] = answer
    return given, faults


def _answer(question: Question, typed: Typed) -> Answer | str:
    """Or what is wrong with it."""
    if typed.choices == {UNKNOWN}:
        return _BOTH if typed.number else Unknown()
    if question.kind is QuestionKind.NUMBER:
        return Measured(int(typed.number)) if _NUMBER.fullmatch(typed.number) else _NO_NUMBER
    if UNKNOWN in typed.choices:
        return _BOTH
    in_order = tuple(value for value in question.values if value in typed.choices)
    return Chosen((*in_order, *sorted(typed.choices - set(in_order)))) if typed.choices else _NOTHING


def none_of_these(shown: NextScreen) -> dict[str, Answer]:
    """ "Geen van deze": an app sends an explicit "no" for each."""
    return {question.slug: Chosen(("no",)) for question in shown.questions}
