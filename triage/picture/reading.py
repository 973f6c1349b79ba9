"""What the picture shows: screens in order, and with each the rules that can be decided once it is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from content.documents import Document
from content.vocabulary import URGENCIES
from triage.sentences import sentence, sentences
from triage.vocabulary import LABELS

RAISES = "raises"
Record = Mapping[str, Any]
Records = Mapping[str, Record]
Place = tuple[int, int]


@dataclass(frozen=True)
class Condition:
    """What is said of it; of a count, also what is counted."""

    said: str
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """One rule: `urgency` is where it leads, or RAISES; `conditions` all hold together."""

    urgency: str
    conditions: tuple[Condition, ...]
    unsure: str | None
    evidence: str


@dataclass(frozen=True)
class Step:
    """One screen with its questions. The decisions need no question from a later screen."""

    title: str
    questions: tuple[str, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Picture:
    title: str
    steps: tuple[Step, ...]


def read(document: Document) -> Picture:
    """The picture of the protocol in a document, in Dutch. A topic with content alone gives no steps."""
    records = document.records
    questions: Records = records.get("question", {})
    screens = sorted(records.get("screen", {}).items(), key=lambda item: item[1]["order"])
    places = {slug: number for number, (slug, _) in enumerate(screens)}
    order = {slug: (places[one["screen"]], one["order"]) for slug, one in questions.items()}
    rules = sorted(records.get("rule", {}).values(), key=_most_urgent_first)
    steps = tuple(
        Step(
            _dutch(screen["title"]),
            tuple(_asked(questions, order, number)),
            tuple(_decision(rule, questions) for rule in rules if _decided_at(rule, order) == number),
        )
        for number, (_, screen) in enumerate(screens)
    )
    return Picture(_dutch(records["topic"][document.topic]["title"]), steps)


def _asked(questions: Records, order: Mapping[str, Place], screen: int) -> Iterable[str]:
    here = sorted((slug for slug, place in order.items() if place[0] == screen), key=order.__getitem__)
    for slug in here:
        text = _dutch(questions[slug]["text"])
        yield text if not _conditional(questions[slug]) else f"{text} (soms)"


def _conditional(question: Record) -> bool:
    return bool(question.get("askedWhen") or question.get("clarifies"))


def _most_urgent_first(rule: Record) -> tuple[int, int]:
    levels = (*URGENCIES, RAISES)
    return levels.index(rule.get("atLeast", RAISES)), rule["order"]


def _decided_at(rule: Record, order: Mapping[str, Place]) -> int:
    """The number of the screen on which the last of its questions stands."""
    return max(order[slug][0] for slug in _named(rule["when"]))


def _named(atoms: Iterable[Record]) -> Iterable[str]:
    for atom in atoms:
        if "question" in atom:
            yield atom["question"]
        yield from _named(atom.get("atoms", ()))


def _decision(rule: Record, questions: Records) -> Decision:
    unsure = rule.get("ifUncertain")
    return Decision(
        rule.get("atLeast", RAISES),
        tuple(_condition(atom, questions) for atom in rule["when"]),
        None if unsure is None else LABELS[unsure],
        LABELS[rule["evidence"]],
    )


def _condition(atom: Record, questions: Records) -> Condition:
    if "atLeastOf" not in atom:
        return Condition(sentence([atom], questions))
    return Condition(f"minstens {atom['atLeastOf']} van:", tuple(sentences(atom["atoms"], questions)))


def _dutch(text: Mapping[str, str]) -> str:
    return text["nl"]
