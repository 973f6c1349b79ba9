"""How long the proofs take, in seconds of work: of the shipped protocol, and of one of 40 questions and 200 rules.

The goal is one second. Run it on a quiet machine: what shares its memory makes the same work take longer.
"""

from collections.abc import Iterator
from random import Random
from statistics import median
from time import thread_time
from typing import Any

from bench.figures import spread
from bench.results import Value, single
from tests.triage.engine import strategies
from tests.triage.engine.proofs import tiny
from tests.triage.library.reader import protocol as shipped
from triage.engine.codec import decode
from triage.engine.proofs.proving import prove
from triage.engine.protocol import Protocol

GOAL = 1.0
QUESTIONS, RULES, TIMES = 40, 200, 5
KINDS = ["yesNo"] * 6 + ["single"] * 2 + ["multiple", "number"]
WORSE = {"yesNo": "yes", "single": "last", "multiple": "more", "number": "higher"}
SIGNS = ("sameDay", "immediate", "emergency")
Records = dict[str, dict[str, Any]]


def figures() -> Iterator[Value]:
    """Those that are made up differ from each other, so only of the shipped one is a spread a sign of noise."""
    shown = [_seconds(shipped()) for _ in range(TIMES)]
    yield single(f"proofs of {_sizes(shipped())}, as shipped", median(shown), "s", goal=GOAL, spread=spread(shown))
    others = [made_up(Random(seed)) for seed in range(TIMES)]
    yield single(f"proofs of {_sizes(others[0])}, made up", median(map(_seconds, others)), "s", goal=GOAL)


def _sizes(protocol: Protocol) -> str:
    return f"{len(protocol.questions)} questions, {len(protocol.rules)} rules"


def _seconds(protocol: Protocol) -> float:
    started = thread_time()
    prove(protocol, seconds=100 * GOAL)
    return thread_time() - started


def made_up(chance: Random) -> Protocol:
    """Alarm signs with a floor each, and rules in which two or three other answers come together."""
    questions: Records = {f"q{number}": _question(chance, number) for number in range(QUESTIONS)}
    signs = [slug for slug, one in questions.items() if one["kind"] == "yesNo"][: QUESTIONS // 2]
    rest = [{"slug": slug, **one} for slug, one in questions.items() if slug not in signs]
    rules: Records = {f"sign-{slug}": _sign(slug, number) for number, slug in enumerate(signs)}
    floors = {slug: tiny.promise("floor", SIGNS[number % 3], tiny.yes(slug)) for number, slug in enumerate(signs)}
    while len(rules) < RULES:
        rules[f"rule-{len(rules)}"] = _together(chance, rest, len(rules))
    return decode(tiny.records(questions, rules, promise=floors))


def _question(chance: Random, number: int) -> dict[str, Any]:
    kind = chance.choice(KINDS)
    return tiny.question(kind, screen=number // 4, worse=WORSE[kind]) | {"order": number}


def _sign(slug: str, number: int) -> dict[str, Any]:
    level = SIGNS[number % 3]
    return tiny.rule(tiny.yes(slug), atLeast=level, ifUncertain="sameDay", alarmSign=f"sign-{level.lower()}")


def _together(chance: Random, questions: list[dict[str, Any]], number: int) -> dict[str, Any]:
    some = chance.sample(questions, chance.randint(2, 3))
    when = [strategies.leaf(chance, [one], worse_side=True) for one in some]
    return tiny.rule(*when, atLeast=chance.choice(["withinDays", "sameDay", "immediate"])) | {"order": number}
