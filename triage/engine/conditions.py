"""Atoms made ready for evaluation: each becomes a match with one question, or a count of matches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from triage.engine.atoms import AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, Leaf, PromiseAtom
from triage.engine.records import Question, QuestionKind
from triage.engine.truth import Truth, all_of, at_least_of, negated, truth_from

Reading = Truth | int | frozenset[str]
"""What is known of a question: the number, the choices, or else UNKNOWN, OPEN (unasked) or FALSE (hidden)."""


@dataclass(frozen=True, slots=True)
class ChoiceMatch:
    """TRUE when one of the chosen choices is accepted."""

    question: str
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """TRUE when the number lies within these bounds, both included."""

    question: str
    low: int
    high: int


Match = ChoiceMatch | NumberMatch


@dataclass(frozen=True, slots=True)
class Count:
    needed: int
    matches: tuple[Match, ...]
    negated: bool = False


Condition = Match | Count
Conditions = tuple[Condition, ...]
"""All of these must hold."""


class UnsoundCondition(TypeError):
    """A condition that no sound protocol has. Raised, because a quiet FALSE would be a missed alarm sign."""


def match_of(leaf: Leaf, question: Question) -> Match:
    """What this leaf accepts of the answers to its question."""
    if question.kind is QuestionKind.NUMBER:
        return _number_match(leaf, question)
    return ChoiceMatch(question.slug, frozenset(_accepted(leaf, question.values)))


def _number_match(leaf: Leaf, question: Question) -> NumberMatch:
    bounds = question.number
    if bounds is None or not isinstance(leaf, AtLeast | AtMost) or isinstance(leaf.value, str):
        raise UnsoundCondition(f"{type(leaf).__name__} cannot be asked of the number {question.slug}")
    if isinstance(leaf, AtLeast):
        return NumberMatch(question.slug, leaf.value, bounds.maximum)
    return NumberMatch(question.slug, bounds.minimum, leaf.value)


def _accepted(leaf: Leaf, values: tuple[str, ...]) -> tuple[str, ...]:
    match leaf:
        case Is(value=value) | Contains(value=value):
            return (value,)
        case AnyOf(values=chosen):
            return chosen
        case AtLeast(value=str() as value):
            return values[values.index(value) :]
        case AtMost(value=str() as value):
            return values[: values.index(value) + 1]
        case AtLeast() | AtMost():
            raise UnsoundCondition(f"{leaf.question} has choices, and is compared with a number")
        case _:
            assert_never(leaf)


def compiled(atoms: tuple[PromiseAtom, ...], questions: Mapping[str, Question]) -> Conditions:
    return tuple(_compiled(atom, questions) for atom in atoms)


def _compiled(atom: PromiseAtom, questions: Mapping[str, Question]) -> Condition:
    if isinstance(atom, AtLeastOf):
        return Count(atom.count, _matches(atom.atoms, questions))
    if isinstance(atom, AtMostOf):
        return Count(atom.count + 1, _matches(atom.atoms, questions), negated=True)
    return match_of(atom, questions[atom.question])


def _matches(leaves: tuple[Leaf, ...], questions: Mapping[str, Question]) -> tuple[Match, ...]:
    return tuple(match_of(leaf, questions[leaf.question]) for leaf in leaves)


def all_hold(conditions: Conditions, readings: Mapping[str, Reading]) -> Truth:
    return all_of([holds(condition, readings) for condition in conditions])


def holds(condition: Condition, readings: Mapping[str, Reading]) -> Truth:
    if not isinstance(condition, Count):
        return matches(condition, readings[condition.question])
    truth = at_least_of(condition.needed, [matches(match, readings[match.question]) for match in condition.matches])
    return negated(truth) if condition.negated else truth


def matches(match: Match, reading: Reading) -> Truth:
    if isinstance(reading, Truth):
        return reading
    if isinstance(match, ChoiceMatch) and isinstance(reading, frozenset):
        return truth_from(not match.accepted.isdisjoint(reading))
    if isinstance(match, NumberMatch) and isinstance(reading, int):
        return truth_from(match.low <= reading <= match.high)
    raise UnsoundCondition(f"{match.question} has an answer of another kind than its condition")


def matches_in(conditions: Conditions) -> list[Match]:
    """Every match in these conditions, those inside counts too."""
    return [match for one in conditions for match in (one.matches if isinstance(one, Count) else (one,))]
