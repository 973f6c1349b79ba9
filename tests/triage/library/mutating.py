"""Every small thing that could go wrong in a protocol's records, one at a time: what an editor's slip would do."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.triage.library.reader import Record, Records
from triage.engine.urgency import URGENCIES

LEVELS = list(URGENCIES)
YES_NO = {"yes": "no", "no": "yes"}
Path = tuple[str | int, ...]
Atoms = list[Record]

GONE = object()
"""What a mutant puts in the place of what it takes away."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """`what` is the kind of slip; `alarm`: it touches the rule, the promise or the question of an alarm sign."""

    what: str
    kind: str
    slug: str
    alarm: bool
    path: Path
    to: Any

    @property
    def name(self) -> str:
        place = "/".join(map(str, self.path))
        became = "" if self.to is GONE else f" becomes {json.dumps(self.to, ensure_ascii=False)[-80:]}"
        return f"{self.what}: {self.kind} {self.slug} {place}".rstrip() + became

    def records(self, original: Records) -> Records:
        """The records with this slip; everything else is shared with the original."""
        record = put(original[self.kind][self.slug], self.path, self.to)
        by_slug = {**original[self.kind], self.slug: record}
        if record is GONE:
            del by_slug[self.slug]
        return {**original, self.kind: by_slug}


def put(value: Any, path: Path, to: Any) -> Any:
    """A copy with something else at this path."""
    if not path:
        return to
    key, rest = path[0], path[1:]
    inside = put(value[key] if rest or isinstance(value, list) or key in value else None, rest, to)
    if isinstance(value, list):
        return [*value[: int(key)], *([] if inside is GONE else [inside]), *value[int(key) + 1 :]]
    changed = {**value, key: inside}
    if inside is GONE:
        del changed[key]
    return changed


@dataclass(frozen=True)
class Mutating:
    records: Records

    def mutants(self) -> Iterator[Mutant]:
        for slug, rule in self.records["rule"].items():
            yield from self._of_rule(slug, rule, "alarmSign" in rule)
        for slug, question in self.records["question"].items():
            yield from self._of_question(slug, question, slug in self._alarm_questions)
        for slug, promise in self.records.get("promise", {}).items():
            yield from self._of_promise(slug, promise, self._covers_alarm_sign(promise))
        for slug, row in self.records.get("adviceChoice", {}).items():
            for number in range(len(row["withheldWhen"])):
                yield Mutant("contraindication dropped", "adviceChoice", slug, False, ("withheldWhen", number), GONE)

    # What it touches.

    @property
    def _alarm_questions(self) -> set[str]:
        """Those that alarm signs are found by, and those that clarify them."""
        rules = [rule for rule in self.records["rule"].values() if "alarmSign" in rule]
        direct = {leaf["question"] for rule in rules for _, leaf in leaves(rule["when"])}
        questions = self.records["question"].items()
        return direct | {slug for slug, one in questions if one.get("clarifies") in direct}

    def _covers_alarm_sign(self, promise: Record) -> bool:
        """Some alarm sign's rule has these conditions, and perhaps more."""
        rules = [rule["when"] for rule in self.records["rule"].values() if "alarmSign" in rule]
        return promise["kind"] == "floor" and any(all(one in when for one in promise["when"]) for when in rules)

    # Rules.

    def _of_rule(self, slug: str, rule: Record, alarm: bool) -> Iterator[Mutant]:
        def mutant(what: str, path: Path, to: Any) -> Mutant:
            return Mutant(what, "rule", slug, alarm, path, to)

        yield mutant("raise dropped" if rule.get("raises") else "rule dropped", (), GONE)
        if "atLeast" in rule:
            yield mutant("urgency lowered", ("atLeast",), lower(rule["atLeast"]))
        if "ifUncertain" in rule:
            yield mutant("ifUncertain lowered", ("ifUncertain",), lower(rule["ifUncertain"]))
            yield mutant("ifUncertain dropped", ("ifUncertain",), GONE)
        yield mutant("condition added", ("when",), [*rule["when"], self._other_condition(rule["when"])])
        yield from self._in_atoms(mutant, ("when",), rule["when"])

    def _in_atoms(self, mutant: Callable[[str, Path, Any], Mutant], at: Path, atoms: Atoms) -> Iterator[Mutant]:
        for path, leaf in leaves(atoms):
            for what, other in self._leaf_mutants(leaf):
                yield mutant(what, (*at, *path), other)
        for number, atom in enumerate(atoms):
            if "atLeastOf" in atom:
                yield mutant("count raised", (*at, number, "atLeastOf"), atom["atLeastOf"] + 1)

    def _leaf_mutants(self, leaf: Record) -> Iterator[tuple[str, Record]]:
        question = self.records["question"][leaf["question"]]
        values = [one["value"] for one in question.get("choices", ())]
        for operator in ("atLeast", "atMost"):
            if isinstance(leaf.get(operator), int):
                yield "threshold moved", leaf | {operator: leaf[operator] + 1}
                yield "threshold moved", leaf | {operator: leaf[operator] - 1}
                yield "condition turned", _turned(leaf, operator)
            elif operator in leaf:
                yield from (("threshold moved", leaf | {operator: one}) for one in _beside(leaf[operator], values))
        for operator in ("is", "contains"):
            if operator in leaf:
                yield "condition turned", leaf | {operator: _other_value(leaf[operator], values)}
        if "anyOf" in leaf:
            fewer = ([one for one in leaf["anyOf"] if one != value] for value in leaf["anyOf"])
            yield from (("choice dropped", leaf | {"anyOf": some}) for some in fewer)
            yield "condition turned", leaf | {"anyOf": [one for one in values if one not in leaf["anyOf"]]}

    def _other_condition(self, atoms: Atoms) -> Record:
        """One more thing that somebody would have to say: the first ordered question that is not asked about yet."""
        named = {leaf["question"] for _, leaf in leaves(atoms)}
        fit = [slug for slug, one in self.records["question"].items() if _can_gate(one)]
        slug = next((one for one in fit if one not in named), fit[0])
        return {"question": slug, "is": self.records["question"][slug]["worse"]}

    # Questions.

    def _of_question(self, slug: str, question: Record, alarm: bool) -> Iterator[Mutant]:
        def mutant(what: str, path: Path, to: Any) -> Mutant:
            return Mutant(what, "question", slug, alarm, path, to)

        if "clarifies" in question:
            yield mutant("clarifying turned", ("worse",), YES_NO[question["worse"]])
            return
        gate = question.get("askedWhen", [])
        yield mutant("gate added", ("askedWhen",), [*gate, self._gate_for(question)])
        yield from self._in_atoms(mutant, ("askedWhen",), gate)

    def _gate_for(self, question: Record) -> Record:
        """On the first screen there is no earlier question to hide behind: one beside it, which is refused."""
        order = {slug: screen["order"] for slug, screen in self.records["screen"].items()}
        earlier = {
            slug: one
            for slug, one in self.records["question"].items()
            if order[one["screen"]] <= order[question["screen"]] and one is not question
        }
        fit = [slug for slug, one in earlier.items() if _can_gate(one)]
        first = min(fit, key=lambda slug: (order[earlier[slug]["screen"]], earlier[slug]["order"]))
        return {"question": first, "is": earlier[first]["worse"]}

    # Promises.

    def _of_promise(self, slug: str, promise: Record, alarm: bool) -> Iterator[Mutant]:
        def mutant(what: str, path: Path, to: Any) -> Mutant:
            return Mutant(what, "promise", slug, alarm, path, to)

        weaker = lower if promise["kind"] == "floor" else higher
        yield mutant("promise dropped", (), GONE)
        if weaker(promise["urgency"]) != promise["urgency"]:
            yield mutant("promise weakened", ("urgency",), weaker(promise["urgency"]))
        yield mutant("promise narrowed", ("when",), [*promise["when"], self._other_condition(promise["when"])])


def leaves(atoms: Atoms) -> Iterator[tuple[Path, Record]]:
    """Every comparison with one question, and where it stands."""
    for number, atom in enumerate(atoms):
        if "atoms" in atom:
            yield from (((number, "atoms", inner), leaf) for inner, leaf in enumerate(atom["atoms"]))
        else:
            yield (number,), atom


def _can_gate(question: Record) -> bool:
    return question["kind"] == "yesNo" and "worse" in question and "clarifies" not in question


def lower(level: str) -> str:
    return LEVELS[max(0, LEVELS.index(level) - 1)]


def higher(level: str) -> str:
    return LEVELS[min(len(LEVELS) - 1, LEVELS.index(level) + 1)]


def _turned(leaf: Record, operator: str) -> Record:
    """At least 70 becomes at most 69."""
    rest = {key: value for key, value in leaf.items() if key != operator}
    if operator == "atLeast":
        return rest | {"atMost": leaf[operator] - 1}
    return rest | {"atLeast": leaf[operator] + 1}


def _beside(value: str, values: list[str]) -> list[str]:
    place = values.index(value)
    return [*values[max(0, place - 1) : place], *values[place + 1 : place + 2]]


def _other_value(value: str, values: list[str]) -> str:
    """Of yes and no the other; of choices the next."""
    return YES_NO[value] if not values else values[(values.index(value) + 1) % len(values)]
