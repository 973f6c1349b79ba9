"""On protocols small enough to try every combination of answers, the proofs find exactly what trying finds."""

from random import Random

import pytest

from tests.triage.engine.proofs.effort import times
from tests.triage.engine.proofs.everyone import Everyone
from tests.triage.engine.proofs.laws import Broken, broken_liveness, broken_safety
from tests.triage.engine.proofs.small import small_protocol, unruly_protocol
from tests.triage.engine.proofs.witnesses import needless, shows
from triage.engine.given import Chosen
from triage.engine.proofs.failures import Check, Failure
from triage.engine.proofs.proving import prove
from triage.engine.protocol import Protocol

AT_ONCE = 10
BATCHES = range(times(8, 200))
MOST_CASES = times(500, 3000)
LIVENESS = frozenset(check for check in Check if check.startswith("dead"))


def seeds(batch: int) -> range:
    return range(batch * AT_ONCE, (batch + 1) * AT_ONCE)


def named(failure: Failure) -> Broken:
    choices = [value for one in failure.answers if isinstance(one, Chosen) for value in one.choices]
    about = choices[0] if failure.check is Check.DEAD_CHOICE else failure.about
    return failure.check, failure.kind, failure.slug, about


def assert_shown(protocol: Protocol, failure: Failure) -> None:
    if failure.case is not None:
        assert shows(protocol, failure, failure.case), failure
        assert not needless(protocol, failure), failure


@pytest.mark.parametrize("batch", BATCHES)
def test_the_proofs_find_what_is_wrong_with_a_sound_protocol_and_nothing_else(batch: int) -> None:
    for seed in seeds(batch):
        protocol = small_protocol(Random(seed), MOST_CASES)
        failures, everyone = prove(protocol, seconds=600), Everyone(protocol)
        assert {named(one) for one in failures} == broken_safety(everyone) | broken_liveness(everyone), f"seed {seed}"
        for failure in failures:
            assert_shown(protocol, failure)


@pytest.mark.parametrize("batch", BATCHES)
def test_the_proofs_find_every_broken_law_of_an_unruly_protocol(batch: int) -> None:
    """Of the laws that no sound protocol can break. What is dead is only said of sound ones."""
    for seed in seeds(batch):
        protocol = unruly_protocol(Random(seed), MOST_CASES)
        failures = [one for one in prove(protocol, seconds=600) if one.check not in LIVENESS]
        assert {named(one) for one in failures} == broken_safety(Everyone(protocol)), f"seed {seed}"
        for failure in failures:
            assert_shown(protocol, failure)
