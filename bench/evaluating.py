"""How long an evaluation takes, in microseconds: of the shipped protocol, and of one of 40 questions and 200 rules.

Each call is of answers that were never evaluated before, so nothing can have been remembered of them.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import perf_counter_ns
from typing import Final

from bench.figures import spread
from bench.proofs import made_up
from bench.results import Value, single
from tests.triage.engine import strategies
from tests.triage.library.reader import protocol as shipped
from triage.engine.answers import Answer, Answers, Unknown
from triage.engine.evaluate import evaluate, urgency_of
from triage.engine.protocol import Protocol

GOAL: Final = 20.0
PEOPLE, PASSES = 1000, 5
AT: Final = datetime(2026, 11, 24, 21, 40, tzinfo=UTC)


def figures() -> Iterator[Value]:
    protocols = {"as shipped": shipped(), "made up": made_up(Random(0))}
    for name, protocol in protocols.items():
        size = f"{len(protocol.questions)} questions, {len(protocol.rules)} rules, {name}"
        goal = GOAL if name == "made up" else None
        yield _figure(f"evaluate {size}", protocol, lambda answers: evaluate(answers.protocol, answers, AT), goal)
        yield _figure(f"the urgency alone of {size}", protocol, urgency_of, None)


def _figure(name: str, protocol: Protocol, call: Callable[[Answers], object], goal: float | None) -> Value:
    found = [_microseconds(protocol, call, Random(seed)) for seed in range(PASSES + 1)][1:]
    return single(name, median(found), "µs", goal=goal, spread=spread(found))


def _microseconds(protocol: Protocol, call: Callable[[Answers], object], chance: Random) -> float:
    people = [Answers(protocol, somebody(chance, protocol)) for _ in range(PEOPLE)]
    return median(_nanoseconds(call, answers) for answers in people) / 1000


def _nanoseconds(call: Callable[[Answers], object], answers: Answers) -> int:
    began = perf_counter_ns()
    call(answers)
    return perf_counter_ns() - began


def somebody(chance: Random, protocol: Protocol) -> dict[str, Answer]:
    """Somewhere in an interview, with little that is wrong and now and then "weet ik niet"."""
    order = {screen.slug: screen.order for screen in protocol.screens}
    reached = chance.choice(sorted(order.values()))
    asked = [question for question in protocol.questions if order[question.screen] <= reached]
    found: dict[str, Answer] = {}
    for question in asked:
        dice = chance.random()
        if dice < 0.05 and question.allows_unknown:
            found[question.slug] = Unknown()
        elif dice < 0.20 or question.worse is None:
            found[question.slug] = strategies.known_answer(chance, question)
        else:
            found[question.slug] = strategies.best_answer(question)
    return found
