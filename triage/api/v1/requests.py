"""The body of an assessment: read by hand, so that every fault is named at once and nothing is guessed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from rugpijn.http import kinds
from rugpijn.http.problems import Fault, Problem, Text, pointer
from rugpijn.http.query import LARGEST
from triage.api.v1.moments import moment_in
from triage.api.v1.storing_requests import Consent, Named, consent_in, earlier_in, store_faults
from triage.engine.answers import Answers, read_answers, usual_answers
from triage.engine.protocol import Protocol

FIELDS = ("release", "at", "answers", "explain", "store", "consent", "earlier")
TO_ASSESS = frozenset({"release", "at", "answers"})
_VALUES = ("choices", "number", "unknown")

_UNKNOWN = Text(
    f"Dit veld bestaat hier niet. Wel: {', '.join(FIELDS)}.",
    f"There is no such field here. There are: {', '.join(FIELDS)}.",
)
_RELEASE = Text(
    "Geef alleen het nummer van een uitgave (`release.number`), vanaf 1.",
    "Give the number of a release alone (`release.number`), from 1.",
)
_AT = Text(
    "Geef een moment met tijdzone, zoals 2026-11-22T21:40:00Z.",
    "Give a moment with its time zone, like 2026-11-22T21:40:00Z.",
)
_ANSWERS = Text(
    "De lijst `answers` ontbreekt. Stuur een lege lijst om te beginnen.",
    "The list `answers` is missing. Send an empty list to begin.",
)
_YES_OR_NO = Text("Stuur true of false.", "Send true or false.")
_ALONE = Text(
    "Uitleg gaat niet samen met `store` of `earlier`. Vraag haar apart.",
    "An explanation does not go together with `store` or `earlier`. Ask for it apart.",
)
_LIST = Text("Stuur hier een lijst met antwoorden.", "Send a list of answers here.")


class AssessmentRequest(NamedTuple):
    """What was asked. `release` and `at` are None when left out; `answers` is still as it was sent.

    `consent` is there when it has to be stored and nothing is wrong with it; `earlier` is one to compare with.
    `explain`: tell also what one other answer would have changed.
    """

    release: int | None
    at: datetime | None
    answers: list[Any]
    faults: tuple[Fault, ...]
    consent: Consent | None = None
    earlier: Named | None = None
    explain: bool = False


def answers_in(asked: AssessmentRequest, protocol: Protocol) -> Answers:
    """The answers of a request. Raises InvalidAnswers."""
    usual = usual_answers(protocol, asked.answers)
    return read_answers(protocol, [_said(one) for one in asked.answers]) if usual is None else usual


def usual(body: Mapping[str, Any]) -> AssessmentRequest | None:
    """The request, where it asks for nothing but an assessment and nothing is wrong with its outline. None: `read`."""
    release, at, answers = body.get("release"), body.get("at"), body.get("answers")
    if not body.keys() <= TO_ASSESS or type(answers) is not list:
        return None
    if release is not None and (type(release) is not int or not 1 <= release <= LARGEST):
        return None
    moment = None if at is None else moment_in(at)
    return None if moment is None and at is not None else AssessmentRequest(release, moment, answers, ())


def read(body: Mapping[str, Any], further: Iterable[Fault] = ()) -> AssessmentRequest:
    """The request. What is wrong with its outline is kept, to be told together with what is wrong with the answers.

    `further`: what is wrong outside of the body.

    Raises a Problem at once where no release or no answers can be read.
    """
    unreadable = [*_release_faults(body), *_answers_faults(body)]
    at = moment_in(body.get("at"))
    wrong_at = body.get("at") is not None and at is None
    faults = [*_unknown_fields(body), *([Fault("invalid-moment", _AT, pointer="/at")] if wrong_at else [])]
    faults += [*_explain_faults(body), *store_faults(body), *further]
    if unreadable:
        raise Problem(kinds.INVALID_BODY, errors=[*faults, *unreadable])
    consent = consent_in(body) if body.get("store") is True else None
    explain, answers = body.get("explain") is True, body["answers"]
    return AssessmentRequest(body.get("release"), at, answers, tuple(faults), consent, earlier_in(body), explain)


def _said(answer: Any) -> Any:
    """Without what a generated client sends for a value that an answer does not have: null, and Dart an empty list.

    A list that is empty and alone stays: then nothing was chosen, and that is a fault.
    """
    if not isinstance(answer, dict):
        return answer
    said = {name: value for name, value in answer.items() if value is not None or name not in _VALUES}
    beside = said.get("choices") == [] and ("number" in said or "unknown" in said)
    return {name: value for name, value in said.items() if not (beside and name == "choices")}


def _unknown_fields(body: Mapping[str, Any]) -> list[Fault]:
    return [Fault("unexpected-field", _UNKNOWN, pointer=pointer(name)) for name in body if name not in FIELDS]


def _explain_faults(body: Mapping[str, Any]) -> list[Fault]:
    """What is stored is made again later, and is what a person was told: no explanation is part of that."""
    explain = body.get("explain")
    if explain is not None and not isinstance(explain, bool):
        return [Fault("wrong-type", _YES_OR_NO, pointer="/explain")]
    beside = [name for name in ("store", "earlier") if body.get(name)] if explain else []
    return [Fault("not-together", _ALONE, pointer="/explain")] if beside else []


def _release_faults(body: Mapping[str, Any]) -> list[Fault]:
    release = body.get("release")
    sound = isinstance(release, int) and not isinstance(release, bool) and 1 <= release <= LARGEST
    return [] if release is None or sound else [Fault("invalid-number", _RELEASE, pointer="/release")]


def _answers_faults(body: Mapping[str, Any]) -> list[Fault]:
    if body.get("answers") is None:
        return [Fault("required", _ANSWERS, pointer="/answers")]
    return [] if isinstance(body["answers"], list) else [Fault("wrong-type", _LIST, pointer="/answers")]
