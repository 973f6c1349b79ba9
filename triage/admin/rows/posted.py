"""What a browser sends of rows: `when-0-question`, `when-0-compare`, `when-0-answer`; in a group `when-1-0-question`.

A row may be half filled in. It is then kept as far as it goes, `{"question": "fever"}`, so that it comes back.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from triage.admin.rows.asking import BOUNDS, COMPARISONS, SEVERAL, UNKNOWN, Asked, Asking

Atom = Any
Pair = tuple[str, Any]
"""A question, and what is answered to it."""
COUNTS = ("atLeastOf", "atMostOf")
_MOST_DIGITS = 4  # more rows than a form could ever have


def several(data: Any, name: str) -> list[str]:
    found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [one for one in ([found] if isinstance(found, str) else found) if one]


def rows_in(data: Iterable[str], name: str) -> list[str]:
    """The names of the rows, such as `when-0`, in their order."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,{_MOST_DIGITS}}})-(?:question|kept)")
    found = {int(match[1]) for key in data if (match := pattern.fullmatch(key))}
    return [f"{name}-{number}" for number in sorted(found)]


def kept(data: Mapping[str, Any], row: str) -> Any:
    """What could not be shown as choices goes there and back as it was."""
    text = data[f"{row}-kept"]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


class Conditions:
    """Reads rows as conditions."""

    def __init__(self, data: Mapping[str, Any], asking: Asking, *, worse_side: bool) -> None:
        self.data, self.asking, self.worse_side = data, asking, worse_side

    def all(self, name: str) -> list[Atom]:
        return _there(self.atom(row) for row in rows_in(self.data, name))

    def atom(self, row: str) -> Atom | None:
        counting = self.data.get(f"{row}-question")
        if counting not in COUNTS or self.data.get(f"{row}-remove"):
            return self.leaf(row)
        inner = _there(self.leaf(one) for one in rows_in(self.data, row))
        return {counting: _number(self.data.get(f"{row}-count", "")), "atoms": inner}

    def leaf(self, row: str) -> Atom | None:
        """None for a row that is empty, or marked to go."""
        if self.data.get(f"{row}-remove"):
            return None
        if f"{row}-kept" in self.data:
            return kept(self.data, row)
        slug, before = self.data.get(f"{row}-question", ""), self.data.get(f"{row}-was")
        asked = self.asking.asked.get(slug)
        # What was compared with another question says nothing about this one.
        fresh = bool(before) and before != slug
        compare = "" if fresh else self.data.get(f"{row}-compare", "")
        if not slug and not compare and not before:
            return None
        if compare not in COMPARISONS:
            compare = self._only_comparison(asked)
        if not compare:
            return {"question": slug}
        answers = [] if fresh else several(self.data, f"{row}-answer")
        return {"question": slug, compare: self._value(asked, compare, answers)}

    def _only_comparison(self, asked: Asked | None) -> str:
        fitting = asked.comparisons(worse_side=self.worse_side) if asked else ()
        return fitting[0] if len(fitting) == 1 else ""

    def _value(self, asked: Asked | None, compare: str, answers: list[str]) -> Any:
        if compare == SEVERAL:
            return answers
        if asked and asked.is_number and compare in BOUNDS:
            return _number(answers[0]) if answers else ""
        offered = asked.answers(compare, worse_side=self.worse_side) if asked else ()
        if not answers and len(offered) == 1:
            return offered[0][0]
        return answers[0] if answers else ""


def _there(atoms: Iterable[Atom | None]) -> list[Atom]:
    return [atom for atom in atoms if atom is not None]


def answers(data: Mapping[str, Any], name: str, asking: Asking) -> list[Pair]:
    """Questions and what is answered to them; in pairs, as a question may stand there twice by mistake."""
    return [found for row in rows_in(data, name) if (found := answer(data, row, asking))]


def choices(data: Mapping[str, Any], name: str) -> list[Pair]:
    """Questions and which of their choices."""
    return [found for row in rows_in(data, name) if (found := choice(data, row))]


def choice(data: Mapping[str, Any], row: str) -> Pair | None:
    """None for a row that is empty, or marked to go."""
    slug, before = data.get(f"{row}-question", ""), data.get(f"{row}-was")
    if data.get(f"{row}-remove") or not (slug or before):
        return None
    if f"{row}-kept" in data:
        return slug, kept(data, row)
    fresh = bool(before) and before != slug
    return slug, [] if fresh else several(data, f"{row}-answer")


def answer(data: Mapping[str, Any], row: str, asking: Asking) -> Pair | None:
    """None for a row that is empty, or marked to go."""
    slug, before = data.get(f"{row}-question", ""), data.get(f"{row}-was")
    if data.get(f"{row}-remove") or not (slug or before):
        return None
    if f"{row}-kept" in data:
        return slug, kept(data, row)
    fresh = bool(before) and before != slug
    return slug, _answer(asking.asked.get(slug), [] if fresh else several(data, f"{row}-answer"))


def _answer(asked: Asked | None, given: list[str]) -> Any:
    if given == [UNKNOWN[0]]:
        return UNKNOWN[0]
    if asked and asked.is_number and len(given) < 2:
        return _number(given[0]) if given else ""
    if (asked and asked.kind == "multiple") or len(given) > 1:
        return given
    return given[0] if given else ""


def _number(typed: str) -> int | str:
    """What is no number stays as it was typed."""
    text = typed.strip()
    return int(text) if re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII) else text
