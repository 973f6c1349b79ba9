"""Random protocols that are small enough to try every combination of answers, and yet have a bit of everything.

They are `strategies.py`'s, with numbers that go to 3, and with what no law there is about: promises, routes with texts
of their own, choices that are marked as baseline.
"""

from math import prod
from random import Random
from typing import Any
from unittest.mock import patch

from tests.triage.engine import strategies as make
from tests.triage.engine.example import Records, contact, outcome
from triage.engine.codec import decode
from triage.engine.protocol import Protocol
from triage.engine.urgency import URGENCIES

Record = dict[str, Any]

LARGEST_NUMBER = 3
_LEVELS = list(URGENCIES)
_STATES = {"yesNo": 4, "single": 5, "multiple": 10, "number": 2 + LARGEST_NUMBER + 1}
"""Every answer to such a question, "weet ik niet" and nothing included."""


def small_protocol(chance: Random, most_cases: int) -> Protocol:
    return decode(small_records(chance, most_cases))


def small_records(chance: Random, most_cases: int) -> Records:
    records = with_small_numbers(make.random_records(chance, 3))
    while prod(_STATES[one["kind"]] for one in records["question"].values()) > most_cases:
        records = with_small_numbers(make.random_records(chance, 3))
    return dressed(chance, records)


def unruly_protocol(chance: Random, most_cases: int) -> Protocol:
    """What no editor could submit: rules and gates on better answers too, alarm signs above or without their rule's
    urgency, rules on clarifying questions. So the laws that hold for every sound protocol can be seen to break.
    """
    records = small_records(chance, most_cases)
    questions = [{"slug": slug, **one} for slug, one in records["question"].items()]
    for rule in records["rule"].values():
        if chance.random() < 0.7:
            rule["when"] = _small(make.atoms(chance, questions, 2, worse_side=False))
        if chance.random() < 0.3:
            rule.pop("ifUncertain", None)
    for sign in records["alarmSign"].values():
        sign["urgency"] = chance.choice(_LEVELS)
    for slug, question in records["question"].items():
        earlier = [one for one in questions if one["screen"] < question["screen"] and "clarifies" not in one]
        if "askedWhen" in question and earlier and chance.random() < 0.5:
            records["question"][slug]["askedWhen"] = _small(make.atoms(chance, earlier, 2, worse_side=False))
    return unchecked(records)


def unchecked(records: Records) -> Protocol:
    """The protocol of records that fit together in form only."""
    with patch("triage.engine.protocol.faults_in", return_value=[]):
        return decode(records)


def with_small_numbers(records: Records) -> Records:
    """Numbers from 0 to 3, so that every one of them can be tried. Each bound in a condition moves along."""
    small: Records = _small(records)
    for question in small["question"].values():
        if "number" in question:
            question["number"]["maximum"] = LARGEST_NUMBER
    return small


def _small(value: Any) -> Any:
    if isinstance(value, list):
        return [_small(one) for one in value]
    if not isinstance(value, dict):
        return value
    small = {key: _small(one) for key, one in value.items()}
    for operator, least in (("atLeast", 1), ("atMost", 0)):
        if isinstance(small.get(operator), int):
            small[operator] = least + (small[operator] - least) % LARGEST_NUMBER
    for operator in small.keys() & {"atLeastOf", "atMostOf"}:  # two bounds that differed may be the same now
        small["atoms"] = [one for place, one in enumerate(small["atoms"]) if one not in small["atoms"][:place]]
        small[operator] = min(small[operator], len(small["atoms"]))
    return small


def dressed(chance: Random, records: Records) -> Records:
    """With promises, routes, texts and baseline choices."""
    leaves = [{"slug": slug, **one} for slug, one in records["question"].items() if "clarifies" not in one]
    records["promise"] = {f"promise-{number}": _promise(chance, leaves) for number in range(chance.randint(1, 4))}
    if chance.random() < 0.5:
        when = _small(make.atoms(chance, leaves, 2, worse_side=False))
        records["route"]["third"] = {"order": chance.randint(0, 3), "title": "Derde", "when": when}
    for route in sorted(records["route"].keys() - {"usual"}):
        for level in chance.sample(_LEVELS, chance.randint(0, 2)):
            own = outcome(route, level, contact("ownGp", callWithin="PT1H"))
            records["outcome"][f"{route}-{level.lower()}"] = own
    for question in records["question"].values():
        if question["kind"] == "single" and chance.random() < 0.7:
            chance.choice(question["choices"])["baseline"] = True
    return records


def _promise(chance: Random, leaves: list[Record]) -> Record:
    when = make.atoms(chance, leaves, 2, worse_side=False)
    if chance.random() < 0.4:
        inner = [make.leaf(chance, leaves, worse_side=False) for _ in range(chance.randint(1, 3))]
        when.append({"atMostOf": chance.randint(0, len(inner)), "atoms": inner})
    promise = {"order": chance.randint(0, 3), "kind": chance.choice(["floor", "ceiling"]), "when": _small(when)}
    return {**promise, "urgency": chance.choice(_LEVELS), "title": "Belofte", "sources": ["guideline"]}
