"""Rows as a template shows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triage.admin.rows.asking import COMPARISONS, SEVERAL, UNKNOWN, Asked, Asking, Choice, Group
from triage.admin.rows.faults import Place, Scope, counting, operator_of, shows
from triage.admin.rows.posted import Atom, Pair
from triage.sentences import sentence

_COUNTING = {"atLeastOf": "minstens een aantal van …", "atMostOf": "hoogstens een aantal van …"}


@dataclass(frozen=True)
class Spot:
    """Where a row stands in a field: the third is `(2,)`, the first of a group there `(2, 0)`."""

    field: str
    place: Place

    @property
    def name(self) -> str:
        """What the names of its inputs begin with."""
        return "-".join((self.field, *map(str, self.place)))

    @property
    def number(self) -> str:
        """As people count."""
        return ".".join(str(step + 1) for step in self.place)

    def below(self, step: int) -> "Spot":
        return Spot(self.field, (*self.place, step))


@dataclass(frozen=True)
class Answer:
    """How an answer is given: `select`, `ticks` or `number`, with what stands there now."""

    how: str
    options: tuple[Choice, ...]
    chosen: tuple[str, ...] = ()
    unit: str = ""
    unknown: bool = False

    @property
    def typed(self) -> str:
        return next((one for one in self.chosen if one != UNKNOWN[0]), "")


@dataclass(frozen=True)
class Row:
    spot: Spot
    groups: tuple[Group, ...] = ()
    counts: tuple[Choice, ...] = ()
    question: str = ""
    fault: str = ""
    comparisons: tuple[Choice, ...] = ()
    comparison: str = ""
    answer: Answer | None = None
    kept: str = ""
    told: str = ""
    count: str = ""
    rows: "tuple[Row, ...]" = ()

    @property
    def name(self) -> str:
        return self.spot.name

    @property
    def number(self) -> str:
        return self.spot.number

    @property
    def was(self) -> str:
        """The question that the answer belongs to, sent along with it; a row that lost its question is not empty."""
        return self.question or ("?" if self.fault else "")

    @property
    def is_group(self) -> bool:
        return self.question in _COUNTING


@dataclass(frozen=True)
class ConditionRows:
    asking: Asking
    scope: Scope
    groups: tuple[Group, ...]
    faults: Mapping[Place, str] = field(default_factory=dict)

    def all(self, name: str, atoms: list[Atom]) -> tuple[Row, ...]:
        """With an empty row below them."""
        return self._list(Spot(name, ()), atoms)

    def _list(self, above: Spot, atoms: list[Atom]) -> tuple[Row, ...]:
        rows = tuple(self.row(above.below(number), atom) for number, atom in enumerate(atoms))
        return (*rows, self.empty(above.below(len(atoms))))

    def empty(self, spot: Spot) -> Row:
        return Row(spot, self.groups, self._counts("") if len(spot.place) == 1 else ())

    def _counts(self, now: str) -> tuple[Choice, ...]:
        return tuple((key, said) for key, said in _COUNTING.items() if key in self.scope.counts or key == now)

    def row(self, spot: Spot, atom: Atom) -> Row:
        if (operator := counting(atom)) and len(spot.place) == 1:
            return self._group(spot, operator, atom)
        row = replace(self.empty(spot), fault=self.faults.get(spot.place, ""))
        if not shows(atom, self.asking):
            told = sentence([atom], self.asking.records)
            return replace(row, kept=json.dumps(atom, ensure_ascii=False), told=told)
        asked = self.asking.asked.get(atom["question"])
        return self._leaf(row, asked, atom) if asked else row

    def _group(self, spot: Spot, operator: str, atom: Atom) -> Row:
        return Row(
            spot,
            counts=self._counts(operator),
            question=operator,
            fault=self.faults.get(spot.place, ""),
            count=str(atom[operator]),
            rows=self._list(spot, atom["atoms"]),
        )

    def _leaf(self, row: Row, asked: Asked, atom: Atom) -> Row:
        now, fitting = operator_of(atom), asked.comparisons(worse_side=self.scope.worse_side)
        comparison = now or next(iter(fitting), "")
        return replace(
            row,
            groups=with_missing(row.groups, asked),
            question=asked.slug,
            comparisons=_comparisons(fitting, now, asked),
            comparison=comparison,
            answer=self._answer(asked, comparison, atom.get(comparison, "")),
        )

    def _answer(self, asked: Asked, comparison: str, value: Any) -> Answer:
        if asked.is_number and comparison not in ("is", SEVERAL, "contains"):
            return Answer("number", (), (str(value),) if value != "" else (), asked.unit)
        chosen = tuple(value) if isinstance(value, list) else (value,) if value else ()
        offered = asked.answers(comparison, worse_side=self.scope.worse_side)
        how = "ticks" if comparison == SEVERAL else "select"
        return Answer(how, with_chosen(offered, chosen, asked), chosen)


@dataclass(frozen=True)
class AnswerRows:
    asking: Asking
    groups: tuple[Group, ...]
    faults: Mapping[Place, str] = field(default_factory=dict)

    def all(self, name: str, given: list[Pair]) -> tuple[Row, ...]:
        """With an empty row below them."""
        rows = tuple(self.row(Spot(name, (number,)), pair) for number, pair in enumerate(given))
        return (*rows, self.empty(Spot(name, (len(given),))))

    def empty(self, spot: Spot) -> Row:
        return Row(spot, self.groups)

    def row(self, spot: Spot, pair: Pair) -> Row:
        slug, value = pair
        row = replace(self.empty(spot), question=slug, fault=self.faults.get(spot.place, ""))
        asked = self.asking.asked.get(slug)
        if not slug:
            return row
        if asked is None or not _shows_answer(asked, value):
            told = f"‘{asked.text if asked else slug}’ {value}"
            return replace(row, kept=json.dumps(value, ensure_ascii=False), told=told)
        return replace(row, answer=_given(asked, value), groups=with_missing(self.groups, asked))


@dataclass(frozen=True)
class ChoiceRows(AnswerRows):
    """Questions, each with some of its choices; without any, the whole question is meant."""

    def row(self, spot: Spot, pair: Pair) -> Row:
        slug, value = pair
        asked = self.asking.asked.get(slug)
        if not slug or asked is None or not isinstance(value, list):
            return super().row(spot, pair)
        answer = Answer("ticks", with_chosen(asked.choices, tuple(value), asked), tuple(value))
        row = replace(self.empty(spot), question=slug, fault=self.faults.get(spot.place, ""))
        return replace(row, answer=answer, groups=with_missing(self.groups, asked))


def with_missing(groups: tuple[Group, ...], asked: Asked) -> tuple[Group, ...]:
    """A question that is chosen can be seen, also where it is not offered."""
    if any(asked.slug in dict(choices) for _, choices in groups):
        return groups
    return (("Kan hier niet", ((asked.slug, asked.text),)), *groups)


def _comparisons(fitting: tuple[str, ...], now: str, asked: Asked) -> tuple[Choice, ...]:
    several = "bevat één van" if asked.kind == "multiple" else COMPARISONS[SEVERAL]
    words = COMPARISONS | {SEVERAL: several}
    extra = [(now, f"{words[now]} (past hier niet)")] if now and now not in fitting else []
    return (*((one, words[one]) for one in fitting), *extra)


def with_chosen(offered: tuple[Choice, ...], chosen: tuple[str, ...], asked: Asked) -> tuple[Choice, ...]:
    """What is chosen but not offered stays in sight; an order of its own is kept, as it is posted in this order."""
    known = dict(asked.choices)
    extra = tuple(
        (one, f"{known.get(one, one)} ({'past hier niet' if one in known else 'bestaat niet meer'})")
        for one in dict.fromkeys(chosen)
        if one not in dict(offered)
    )
    options = (*offered, *extra)
    if list(chosen) == [value for value, _ in options if value in chosen]:
        return options
    found = dict(options)
    return (*((one, found[one]) for one in dict.fromkeys(chosen)), *(one for one in options if one[0] not in chosen))


def _shows_answer(asked: Asked, value: Any) -> bool:
    if asked.kind == "multiple":
        return value == UNKNOWN[0] or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    if asked.is_number:
        return isinstance(value, int | str | list) and not isinstance(value, bool)
    return isinstance(value, str)


def _given(asked: Asked, value: Any) -> Answer:
    chosen = tuple(str(one) for one in value) if isinstance(value, list) else (str(value),) if value != "" else ()
    unknown = bool(asked.record.get("allowsUnknown")) or UNKNOWN[0] in chosen
    if asked.is_number:
        return Answer("number", (), chosen, asked.unit, unknown)
    offered = (*asked.choices, *([UNKNOWN] if unknown else []))
    return Answer("ticks" if asked.kind == "multiple" else "select", with_chosen(offered, chosen, asked), chosen)
