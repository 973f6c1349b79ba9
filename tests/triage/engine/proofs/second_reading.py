"""Anybody's replies and their urgency, for another solver (z3), from the atoms as written. Nothing knows the circuit.

Choices are z3's own enumerations, a number is an integer and not a class of numbers, and counts are z3's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, assert_never

import z3

from triage.engine.atoms import AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, Leaf, PromiseAtom
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind, Rule
from triage.engine.urgency import Urgency

Expression = Any
"""z3 has no types that mypy can read."""

ALWAYS, NEVER = z3.BoolVal(True), z3.BoolVal(False)
State, (ABSENT, UNSURE, ANSWERED) = z3.EnumSort("State", ["absent", "unsure", "answered"])
_CHOICES: dict[int, tuple[Any, list[Any]]] = {}


def choices_of(count: int) -> list[Expression]:
    """The values of z3's enumeration of so many choices. Each is made once: z3 takes a name only once."""
    if count not in _CHOICES:
        _CHOICES[count] = z3.EnumSort(f"Choice{count}", [f"choice{count}-{number}" for number in range(count)])
    return _CHOICES[count][1]


@dataclass(frozen=True)
class Reply:
    """What is said to one question. `values`: the choice, or the number, or for each ordinary choice whether chosen."""

    question: Question
    state: Expression
    values: tuple[Expression, ...]

    @classmethod
    def free(cls, question: Question, suffix: str = "") -> "Reply":
        name = question.slug + suffix
        state = z3.Const(f"{name} state", State)
        if question.number is not None:
            return cls(question, state, (z3.Int(f"{name} number"),))
        if question.kind is QuestionKind.MULTIPLE:
            return cls(question, state, tuple(z3.Bool(f"{name} {value}") for value in ordinary(question)))
        return cls(question, state, (z3.Const(f"{name} choice", choices_of(len(question.values))[0].sort()),))

    @classmethod
    def fixed(cls, question: Question, answer: Answer) -> "Reply":
        """A known answer."""
        if isinstance(answer, Measured):
            return cls(question, ANSWERED, (z3.IntVal(answer.number),))
        chosen = answer.choices if isinstance(answer, Chosen) else ()
        if question.kind is QuestionKind.MULTIPLE:
            return cls(question, ANSWERED, tuple(z3.BoolVal(value in chosen) for value in ordinary(question)))
        return cls(question, ANSWERED, (choice(question, chosen[0]),))

    def allowed(self) -> Expression:
        """An answer that the question takes. What is not answered has no value: any fixed one stands for it."""
        allowed = [self.state != UNSURE] if not self.question.allows_unknown else []
        if self.question.number is not None:
            (number,) = self.values
            allowed += [number >= self.question.number.minimum, number <= self.question.number.maximum]
        return z3.And(allowed)

    def is_(self, value: str) -> Expression:
        """Whether this choice is (among) what was chosen."""
        if self.question.kind is not QuestionKind.MULTIPLE:
            return self.values[0] == choice(self.question, value)
        if value == self.question.exclusive:
            return z3.Not(z3.Or(self.values))
        return self.values[ordinary(self.question).index(value)]


def ordinary(question: Question) -> list[str]:
    return [value for value in question.values if value != question.exclusive]


def choice(question: Question, value: str) -> Expression:
    return choices_of(len(question.values))[question.values.index(value)]


def accepts(leaf: Leaf, reply: Reply) -> Expression:
    values = reply.question.values
    match leaf:
        case Is(value=value) | Contains(value=value):
            return reply.is_(value)
        case AnyOf(values=accepted):
            return z3.Or([reply.is_(one) for one in accepted])
        case AtLeast(value=str() as value):
            return z3.Or([reply.is_(one) for one in values[values.index(value) :]])
        case AtMost(value=str() as value):
            return z3.Or([reply.is_(one) for one in values[: values.index(value) + 1]])
        case AtLeast(value=number):
            return reply.values[0] >= number
        case AtMost(value=number):
            return reply.values[0] <= number
        case _:
            assert_never(leaf)


@dataclass(frozen=True)
class Truth:
    """Exactly one of four: three of them by name, and FALSE is what is none of those."""

    true: Expression
    unknown: Expression = NEVER
    open: Expression = NEVER

    @property
    def false(self) -> Expression:
        return z3.Not(z3.Or(self.true, self.unknown, self.open))

    @property
    def possible(self) -> Expression:
        return z3.Or(self.true, self.unknown, self.open)


def all_of(truths: list[Truth]) -> Truth:
    """AND, by the table in `truth.py`: one FALSE decides, then an OPEN, then an UNKNOWN."""
    no_false = z3.And([one.possible for one in truths])
    some_open, some_unknown = z3.Or([one.open for one in truths]), z3.Or([one.unknown for one in truths])
    return Truth(
        z3.And([one.true for one in truths]),
        z3.And(no_false, z3.Not(some_open), some_unknown),
        z3.And(no_false, some_open),
    )


def at_least_of(needed: int, truths: list[Truth]) -> Truth:
    """TRUE and FALSE when the rest cannot change it; UNKNOWN when what is open cannot."""
    enough = z3.AtLeast(*[one.true for one in truths], needed)
    reachable = z3.AtLeast(*[one.possible for one in truths], needed)
    cannot_hold = z3.Not(z3.AtLeast(*[z3.Or(one.true, one.open) for one in truths], needed))
    cannot_fail = z3.AtLeast(*[z3.Or(one.true, one.unknown) for one in truths], needed)
    undecided = z3.And(z3.Not(enough), reachable)
    settled = z3.And(cannot_hold, cannot_fail)
    return Truth(enough, z3.And(undecided, settled), z3.And(undecided, z3.Not(settled)))


def negated(truth: Truth) -> Truth:
    return Truth(truth.false, truth.unknown, truth.open)


@dataclass(frozen=True)
class Reading:
    """`truth` is TRUE where the reply counts as an answer; else UNKNOWN, OPEN (unasked) or FALSE (hidden)."""

    truth: Truth
    reply: Reply


@dataclass(frozen=True)
class Person:
    """Anybody, by their replies: how those are read, and how urgent that is. As DESIGN section 4 says it."""

    protocol: Protocol
    replies: Mapping[str, Reply]
    _readings: dict[str, Reading] = field(default_factory=dict)

    def reading(self, slug: str) -> Reading:
        if slug not in self._readings:
            self._readings[slug] = self._read(self.protocol.index.questions[slug])
        return self._readings[slug]

    def visible(self, slug: str) -> Truth:
        question = self.protocol.index.questions[slug]
        if question.clarifies is None:
            return self.truth(question.asked_when)
        clarified, hidden = self.replies[question.clarifies], self.reading(question.clarifies).truth.false
        unsure = clarified.state == UNSURE
        return Truth(unsure, open=z3.Not(z3.Or(unsure, clarified.state == ANSWERED, hidden)))

    def _read(self, question: Question) -> Reading:
        reply, clarifying = self.replies[question.slug], self.protocol.index.clarifier.get(question.slug)
        answered, unsure, absent = (reply.state == one for one in (ANSWERED, UNSURE, ABSENT))
        unasked = z3.And(absent, z3.Not(self.visible(question.slug).false))
        if clarifying is None:
            return Reading(Truth(answered, unsure, unasked), reply)
        second = self.replies[clarifying.slug]
        worse = z3.And(second.state == ANSWERED, second.is_(clarifying.worse or ""))
        better = z3.And(unsure, second.state == ANSWERED, z3.Not(worse))
        pending = z3.And(unsure, second.state == ABSENT)
        truth = Truth(
            z3.Or(worse, better, answered),
            z3.And(unsure, second.state == UNSURE),
            z3.Or(pending, z3.And(unasked, z3.Not(worse))),
        )
        bad, good = (choice(question, value) for value in _worse_and_better(question))
        return Reading(truth, Reply(question, ANSWERED, (z3.If(worse, bad, z3.If(better, good, reply.values[0])),)))

    def truth(self, atoms: tuple[PromiseAtom, ...], *, least: bool = False) -> Truth:
        """`least`: what is open counts as FALSE."""
        return all_of([self._atom(one, least) for one in atoms])

    def _atom(self, atom: PromiseAtom, least: bool) -> Truth:
        if isinstance(atom, AtLeastOf):
            return at_least_of(atom.count, [self._leaf(one, least) for one in atom.atoms])
        if isinstance(atom, AtMostOf):
            return negated(at_least_of(atom.count + 1, [self._leaf(one, least) for one in atom.atoms]))
        return self._leaf(atom, least)

    def _leaf(self, leaf: Leaf, least: bool) -> Truth:
        reading = self.reading(leaf.question)
        holds = z3.And(reading.truth.true, accepts(leaf, reading.reply))
        return Truth(holds, reading.truth.unknown, NEVER if least else reading.truth.open)

    # The urgency.

    @cached_property
    def urgency(self) -> "Level":
        return self.urgency_without("")

    def urgency_without(self, left_out: str) -> "Level":
        """The urgency by all rules but this one."""
        rules = [rule for rule in self.protocol.rules if rule.slug != left_out]
        base = {level: z3.Or([self._firing[rule.slug, level] for rule in rules]) for level in LEVELS}
        raising = z3.Or([self.truth(rule.when).true for rule in rules if rule.raises])
        can_rise = z3.And(raising, z3.Not(base[Urgency.IMMEDIATE]))
        raised = {level: z3.And(can_rise, base.get(Urgency(level - 1), ALWAYS)) for level in LEVELS}
        return Level({level: z3.Or(base[level], raised[level]) for level in LEVELS})

    @cached_property
    def _firing(self) -> dict[tuple[str, Urgency], Expression]:
        return {(rule.slug, level): self._fires(rule, level) for rule in self.protocol.rules for level in LEVELS}

    def _fires(self, rule: Rule, level: Urgency) -> Expression:
        """At this level or above: for certain, or on "weet ik niet" alone. What was not asked fires nothing."""
        certain, least = self.truth(rule.when).true, self.truth(rule.when, least=True)
        fires = [certain] if rule.at_least is not None and rule.at_least >= level else []
        if rule.if_uncertain is not None and rule.if_uncertain >= level:
            fires.append(least.unknown)
        return z3.Or(fires)

    def complete(self) -> Iterator[Expression]:
        """Everything that is asked is answered, and nothing else."""
        for slug, reply in self.replies.items():
            visible = self.visible(slug)
            asked, hidden = z3.Or(visible.true, visible.unknown), self.reading(slug).truth.false
            yield z3.If(reply.state == ABSENT, hidden, asked)

    def urgency_if(self, *replies: Reply) -> "Level":
        """The urgency, had these been the replies."""
        pairs = [pair for reply in replies for pair in self._instead(reply)]
        return Level({level: z3.substitute(one, *pairs) for level, one in self.urgency.at_least.items()})

    def _instead(self, reply: Reply) -> Iterator[tuple[Expression, Expression]]:
        own = self.replies[reply.question.slug]
        yield own.state, reply.state
        yield from zip(own.values, reply.values, strict=True)


def _worse_and_better(question: Question) -> tuple[str, str]:
    return question.worse or "", next(value for value in question.values if value != question.worse)


@dataclass(frozen=True)
class Level:
    """An urgency, as whether it is at least each of the levels above self-care."""

    at_least: Mapping[Urgency, Expression]

    def below(self, urgency: Urgency) -> Expression:
        return z3.Not(self.at_least[urgency]) if urgency else NEVER

    def above(self, urgency: Urgency) -> Expression:
        return self.at_least.get(Urgency(urgency + 1), NEVER) if urgency < Urgency.EMERGENCY else NEVER

    def less_than(self, other: "Level") -> Expression:
        return z3.Or([z3.And(other.at_least[level], z3.Not(self.at_least[level])) for level in LEVELS])


LEVELS = tuple(level for level in Urgency if level)
