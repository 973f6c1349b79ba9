"""What an assessment must say, and must never say, whatever was answered: in words, what is wrong with it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import rfc8785

from tests.fuzz.conventions import Answer
from tests.fuzz.expected import has_moment, is_about_storing, is_sound, said
from tests.fuzz.questions import Floors, Questions

LARGEST_BODY = 64 * 1024
REFUSED = (400, 411, 413)
URGENCIES = ("emergency", "immediate", "sameDay", "withinDays", "selfCare")
TOLD_EARLY = URGENCIES[:3]


Answers = Sequence[Mapping[str, Any]]


class NoJson(ValueError):
    """More than one reading, or none."""


def broken_assessment(sent: bytes, answer: Answer, questions: Questions, floors: Floors) -> Iterator[str]:
    """`sent` is the body as it went over the line, about a topic that has these questions and alarm signs."""
    try:
        body = _strictly(sent)
    except (ValueError, RecursionError):
        if answer.status not in REFUSED:
            yield f"no JSON, and answered with {answer.status}"
        return
    sound = is_sound(body, questions) and len(sent) <= LARGEST_BODY
    plain = not is_about_storing(body)
    if plain and sound and not has_moment(body) and answer.status not in (200, 404, 410):
        yield f"a sound body, and answered with {answer.status}"
    if plain and not sound and answer.status < 400:
        yield "an unsound body, and it was taken"
    if answer.status in (200, 201):
        yield from broken_result(body, answer.json(), floors)
    elif answer.status == 400:
        yield from (f"a fault at {pointer}, which was not sent" for pointer in lost_pointers(body, answer.json()))


def _strictly(sent: bytes) -> Any:
    return json.loads(sent.decode(), object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise NoJson
    return dict(pairs)


def _no_constant(_name: str) -> None:
    raise NoJson


def broken_result(body: Mapping[str, Any], told: Mapping[str, Any], floors: Floors) -> Iterator[str]:
    given = [said(answer) for answer in body["answers"]]
    if told["status"] == "outcome":
        yield from _broken_outcome(told)
        yield from _broken_reasons(given, told["outcome"])
        yield from _broken_floors(given, told["outcome"], floors)
    else:
        yield from _broken_question(given, told)


def _broken_question(given: Answers, told: Mapping[str, Any]) -> Iterator[str]:
    """An unfinished interview must not reassure."""
    if told["outcome"] is not None or told["outcomeDigest"] is not None:
        yield "an outcome of an unfinished interview"
    if told["urgencySoFar"] not in (None, *TOLD_EARLY):
        yield f"an unfinished interview that says {told['urgencySoFar']}"
    answered = {answer["question"] for answer in given}
    if told["nextScreen"] is None or not {one["slug"] for one in told["nextScreen"]["questions"]} - answered:
        yield "an unfinished interview that asks nothing new"


def _broken_outcome(told: Mapping[str, Any]) -> Iterator[str]:
    outcome = told["outcome"]
    if told["nextScreen"] is not None:
        yield "a question after the outcome"
    if told["urgencySoFar"] != (outcome["urgency"] if outcome["urgency"] in TOLD_EARLY else None):
        yield f"{outcome['urgency']}, and so far {told['urgencySoFar']}"
    if told["outcomeDigest"] != f"sha256:{hashlib.sha256(rfc8785.dumps(outcome)).hexdigest()}":
        yield "a digest of something else"
    if outcome["urgency"] == "emergency" and outcome["contact"]["phone"] != "112":
        yield "an emergency, and no 112"


def _broken_reasons(given: Answers, outcome: Mapping[str, Any]) -> Iterator[str]:
    for reason in outcome["reasons"]:
        if any(because not in given for because in reason["because"]):
            yield f"{reason['rule']}, because of what was not answered"


def _broken_floors(given: Answers, outcome: Mapping[str, Any], floors: Floors) -> Iterator[str]:
    """No alarm sign ends in self-care, nor anywhere below what it asks."""
    for answer in given:
        for choice in answer.get("choices", ()):
            floor = floors.get((answer["question"], choice), URGENCIES[-1])
            if URGENCIES.index(outcome["urgency"]) > URGENCIES.index(floor):
                yield f"{answer['question']} {choice}, and {outcome['urgency']}"


def lost_pointers(body: object, problem: Mapping[str, Any]) -> list[str]:
    """The pointers of a problem that lead nowhere. One to a field that is missing leads to where it should be."""
    pointers = [fault["pointer"] for fault in problem["errors"] if "pointer" in fault]
    return [pointer for pointer in pointers if not _leads_somewhere(body, pointer.split("/")[1:])]


def _leads_somewhere(value: object, segments: Sequence[str]) -> bool:
    if not segments:
        return True
    if isinstance(value, dict):
        missing = len(segments) == 1
        return missing or (segments[0] in value and _leads_somewhere(value[segments[0]], segments[1:]))
    if isinstance(value, list):
        number = int(segments[0]) if segments[0].isdigit() else len(value)
        return number < len(value) and _leads_somewhere(value[number], segments[1:])
    return False
