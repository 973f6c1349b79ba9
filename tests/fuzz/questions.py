"""What a release asks, as an app learns it from `GET /v1/topics/{topic}/triage`: the fuzzer knows nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Any


@dataclass(frozen=True)
class Question:
    slug: str
    kind: str
    values: tuple[str, ...]
    exclusive: str | None
    """The choice that goes with no other."""
    minimum: int
    maximum: int
    allows_unknown: bool


Questions = Mapping[str, Question]
Floors = Mapping[tuple[str, str], str]
"""(question, choice): the urgency that this answer alone asks at least."""


def questions_of(protocol: Mapping[str, Json]) -> Questions:
    asked = [_question(one) for screen in protocol["screens"] for one in screen["questions"]]
    return {one.slug: one for one in asked}


def floors_of(protocol: Mapping[str, Json]) -> Floors:
    """Of the alarm signs: rules that ask one answer to one question."""
    signs = [rule for rule in protocol["rules"] if "alarmSign" in rule and len(rule["when"]) == 1]
    atoms = [(rule["when"][0], rule["atLeast"]) for rule in signs]
    return {(atom["question"], atom["is"]): urgency for atom, urgency in atoms if "is" in atom}


def _question(shown: Mapping[str, Json]) -> Question:
    limits = shown.get("number") or {"minimum": 0, "maximum": -1}
    return Question(
        slug=shown["slug"],
        kind=shown["kind"],
        values=tuple(choice["value"] for choice in shown["choices"]),
        exclusive=shown.get("exclusiveChoice"),
        minimum=limits["minimum"],
        maximum=limits["maximum"],
        allows_unknown=shown["allowsUnknown"],
    )
