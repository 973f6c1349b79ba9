"""Two solvers that share no line agree: on the shipped protocol, and on random ones too large to try every answer."""

from random import Random

import pytest

from tests.triage.engine.proofs.effort import times
from tests.triage.engine.proofs.second_opinion import Opinion, SecondOpinion
from tests.triage.engine.proofs.small import dressed, unruly_protocol
from tests.triage.engine.strategies import random_records
from tests.triage.library.reader import protocol as shipped
from triage.engine.codec import decode
from triage.engine.proofs.failures import Check
from triage.engine.proofs.proving import prove
from triage.engine.protocol import Protocol

AT_ONCE = 10
SOUND, UNRULY = range(times(5, 300)), range(times(3, 100))
ASKED = frozenset(
    (
        Check.FLOOR, Check.CEILING, Check.EMPTY_PROMISE, Check.ALARM_SIGN, Check.NO_FLOOR, Check.WORSE_IS_LESS,
        Check.UNKNOWN_IS_LESS, Check.UNKNOWN_IS_MORE, Check.DEAD_RULE,
    )
)  # fmt: skip


def first_opinion(protocol: Protocol) -> set[Opinion]:
    return {(one.check, one.slug) for one in prove(protocol, seconds=600) if one.check in ASKED}


def seeds(batch: int) -> range:
    return range(batch * AT_ONCE, (batch + 1) * AT_ONCE)


@pytest.mark.parametrize("batch", SOUND)
def test_they_agree_on_any_protocol(batch: int) -> None:
    for seed in seeds(batch):
        chance = Random(seed)
        protocol = decode(dressed(chance, random_records(chance, 6)))
        assert SecondOpinion(protocol).everything() == first_opinion(protocol), f"seed {seed}"


@pytest.mark.parametrize("batch", UNRULY)
def test_they_agree_on_protocols_that_break_the_laws(batch: int) -> None:
    for seed in seeds(batch):
        protocol = unruly_protocol(Random(seed), most_cases=20_000)
        assert SecondOpinion(protocol).everything() == first_opinion(protocol), f"seed {seed}"


def test_they_agree_on_the_shipped_protocol() -> None:
    assert SecondOpinion(shipped()).everything() == first_opinion(shipped())
