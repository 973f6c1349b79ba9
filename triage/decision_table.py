"""Every rule of a document as one table: what it asks, how urgent it makes it, and why. A draft may be unfinished."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from content.documents import Document
from content.drafts import name_in
from content.vocabulary import URGENCIES
from triage.sentences import or_open, sentences
from triage.vocabulary import LABELS

RAISES = "raises"
NOTHING = "nothing"
LEVELS = (*URGENCIES, RAISES, NOTHING)
TITLES = LABELS | {RAISES: "één stap dringender", NOTHING: "nog niets gekozen"}
_COUNTS = {"atLeastOf": "minstens", "atMostOf": "hoogstens"}
Record = Mapping[str, Any]
Records = Mapping[str, Mapping[str, Record]]


@dataclass(frozen=True)
class Condition:
    """What is said of it; of a count, also what is counted."""

    said: str
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """One rule. `asks` are the questions that it names."""

    slug: str
    conditions: tuple[Condition, ...]
    unsure: str
    reason: str
    alarm_sign: str
    route: str
    evidence: str
    sources: tuple[str, ...]
    asks: frozenset[str]


@dataclass(frozen=True)
class Level:
    """The rules that lead to one urgency, or one step further."""

    name: str
    rules: tuple[Ruling, ...]

    @property
    def title(self) -> str:
        return TITLES[self.name]


@dataclass(frozen=True)
class Table:
    levels: tuple[Level, ...]

    @property
    def count(self) -> int:
        return sum(len(level.rules) for level in self.levels)

    def only(self, *, question: str = "", urgency: str = "") -> "Table":
        """Those that name this question, and those of this urgency."""
        wanted = (level for level in self.levels if urgency in ("", level.name))
        kept = [
            replace(level, rules=tuple(rule for rule in level.rules if not question or question in rule.asks))
            for level in wanted
        ]
        return Table(tuple(level for level in kept if level.rules))


def table_of(document: Document) -> Table:
    """The most urgent first; within an urgency in the order of the draft."""
    found: dict[str, list[Ruling]] = {name: [] for name in LEVELS}
    for slug, rule in document.of_kind("rule"):
        found[_level(rule)].append(_ruling(slug, rule, document.records))
    return Table(tuple(Level(name, tuple(rules)) for name, rules in found.items() if rules))


def _level(rule: Record) -> str:
    """One that sets both is shown where it is most urgent; the checks say what is wrong with it."""
    if rule.get("atLeast") in URGENCIES:
        return str(rule["atLeast"])
    return RAISES if rule.get("raises") else NOTHING


def _ruling(slug: str, rule: Record, records: Records) -> Ruling:
    atoms = rule.get("when", [])
    return Ruling(
        slug,
        tuple(_condition(atom, records.get("question", {})) for atom in atoms),
        LABELS.get(rule.get("ifUncertain", ""), ""),
        name_of(rule.get("reason")),
        _called("alarmSign", rule.get("alarmSign", ""), records),
        _called("route", rule.get("route", ""), records),
        LABELS.get(rule.get("evidence", ""), ""),
        tuple(_called("source", source, records) for source in rule.get("sources", [])),
        frozenset(_asks(atoms)),
    )


def name_of(text: object) -> str:
    """The whole text in Dutch."""
    said = text.get("nl", "") if isinstance(text, dict) else text
    return said if isinstance(said, str) else ""


def _called(kind: str, slug: str, records: Records) -> str:
    return name_in(records.get(kind, {}).get(slug)) or slug


def _condition(atom: Any, questions: Mapping[str, Record]) -> Condition:
    for key, said in _COUNTS.items():
        if isinstance(atom, dict) and key in atom:
            return Condition(f"{said} {or_open(atom[key])} van:", tuple(sentences(atom.get("atoms"), questions)))
    return Condition(sentences([atom], questions)[0])


def _asks(atoms: Any) -> Iterator[str]:
    for atom in atoms if isinstance(atoms, list) else ():
        if isinstance(atom, dict):
            yield from (str(atom[key]) for key in ("question",) if key in atom)
            yield from _asks(atom.get("atoms"))
