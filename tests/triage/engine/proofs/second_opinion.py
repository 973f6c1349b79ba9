"""The same laws as are proved, asked of another solver: z3 must say of every protocol what the proofs say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import z3

from tests.triage.engine.proofs.second_reading import ABSENT, ANSWERED, UNSURE, Expression, Person, Reply, ordinary
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.proofs.failures import Check
from triage.engine.protocol import Protocol
from triage.engine.records import PromiseKind, Question, QuestionKind
from triage.engine.urgency import Urgency

Opinion = tuple[Check, str]


@dataclass(frozen=True)
class SecondOpinion:
    protocol: Protocol

    @cached_property
    def anybody(self) -> Person:
        return Person(self.protocol, {one.slug: Reply.free(one) for one in self.protocol.questions})

    @cached_property
    def solver(self) -> Any:
        solver = z3.SimpleSolver()
        solver.add([reply.allowed() for reply in self.anybody.replies.values()])
        return solver

    def possible(self, *wanted: Expression) -> bool:
        found = self.solver.check(*wanted)
        if found == z3.unknown:
            raise RuntimeError(self.solver.reason_unknown())
        return bool(found == z3.sat)

    def everything(self) -> set[Opinion]:
        laws = (self.promises, self.alarm_signs, self.worse_is_less, self.unknown_between, self.dead_rules)
        return {one for law in laws for one in law()}

    def promises(self) -> Iterator[Opinion]:
        for promise in self.protocol.promises:
            meant, urgency = self.anybody.truth(promise.when).true, self.anybody.urgency
            if not self.possible(meant):
                yield Check.EMPTY_PROMISE, promise.slug
            elif promise.kind is PromiseKind.FLOOR and self.possible(meant, urgency.below(promise.urgency)):
                yield Check.FLOOR, promise.slug
            elif promise.kind is PromiseKind.CEILING and self.possible(meant, urgency.above(promise.urgency)):
                yield Check.CEILING, promise.slug

    def alarm_signs(self) -> Iterator[Opinion]:
        signs, anybody = dict(self.protocol.references.alarm_signs), self.anybody
        for rule in self.protocol.rules:
            if rule.alarm_sign is None:
                continue
            meant, least = anybody.truth(rule.when).true, anybody.truth(rule.when, least=True)
            low = self.possible(meant, anybody.urgency.below(signs[rule.alarm_sign]))
            if low or self.possible(least.possible, anybody.urgency.below(Urgency.WITHIN_DAYS)):
                yield Check.ALARM_SIGN, rule.slug
            if self.possible(meant, *self._not_promised(signs[rule.alarm_sign])):
                yield Check.NO_FLOOR, rule.slug

    def _not_promised(self, urgency: Urgency) -> Iterator[Expression]:
        for promise in self.protocol.promises:
            if promise.kind is PromiseKind.FLOOR and promise.urgency >= urgency:
                yield z3.Not(self.anybody.truth(promise.when).true)

    def worse_is_less(self) -> Iterator[Opinion]:
        for question in self.protocol.questions:
            if question.worse is not None and self._falls(question):
                yield Check.WORSE_IS_LESS, question.slug

    def _falls(self, question: Question) -> bool:
        one, other = self.anybody.replies[question.slug], Reply.free(question, " worse")
        known = [one.state == ANSWERED, other.state == ANSWERED, other.allowed(), _is_worse(question, other, one)]
        return self.possible(*known, self.anybody.urgency_if(other).less_than(self.anybody.urgency))

    def unknown_between(self) -> Iterator[Opinion]:
        for question in self.protocol.questions:
            if question.allows_unknown and question.clarifies is None:
                yield from ((check, question.slug) for check in self._beyond(question))

    def _beyond(self, question: Question) -> Iterator[Check]:
        said = [self.anybody.replies[question.slug].state == UNSURE]
        nothing: list[Reply] = []
        if (clarifying := self.protocol.index.clarifier.get(question.slug)) is not None:
            second = self.anybody.replies[clarifying.slug]
            said.append(second.state != ABSENT)
            nothing = [Reply(clarifying, ABSENT, second.values)]
        known = [self.anybody.urgency_if(Reply.fixed(question, one), *nothing) for one in _known_answers(question)]
        if self.possible(*said, *(self.anybody.urgency.less_than(one) for one in known)):
            yield Check.UNKNOWN_IS_LESS
        if self.possible(*said, *(one.less_than(self.anybody.urgency) for one in known)):
            yield Check.UNKNOWN_IS_MORE

    def dead_rules(self) -> Iterator[Opinion]:
        complete = list(self.anybody.complete())
        for rule in self.protocol.rules:
            without = self.anybody.urgency_without(rule.slug)
            if not self.possible(*complete, without.less_than(self.anybody.urgency)):
                yield Check.DEAD_RULE, rule.slug


def _is_worse(question: Question, one: Reply, than: Reply) -> Expression:
    if question.kind is QuestionKind.MULTIPLE:
        return z3.And([z3.Implies(before, after) for before, after in zip(than.values, one.values, strict=True)])
    if question.number is not None:
        return one.values[0] > than.values[0] if question.worse == "higher" else one.values[0] < than.values[0]
    order = question.values[::-1] if question.worse == "yes" else question.values
    pairs = ((better, worse) for place, better in enumerate(order) for worse in order[place + 1 :])
    return z3.Or([z3.And(than.is_(better), one.is_(worse)) for better, worse in pairs])


def _known_answers(question: Question) -> list[Answer]:
    """Every one; of several choices at once those with the fewest and the most, between which all others lie."""
    if question.number is not None:
        return [Measured(number) for number in range(question.number.minimum, question.number.maximum + 1)]
    alone: list[Answer] = [Chosen((value,)) for value in question.values]
    return [*alone, Chosen(tuple(ordinary(question)))] if question.kind is QuestionKind.MULTIPLE else alone
