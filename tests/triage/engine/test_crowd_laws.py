"""Each law that is asked of a crowd is seen to be broken where it is; and a crowd is interviewed as one patient is."""

from random import Random

import pytest

from tests.triage.engine.crowd import Crowd
from tests.triage.engine.crowd_interviews import everything_asked
from tests.triage.engine.crowd_laws import (
    broken_alarm_signs,
    broken_promises,
    stops_too_early,
    unknown_beyond,
    worse_is_less,
)
from tests.triage.engine.crowds import HABITS, Drawing, Habits
from tests.triage.engine.interviews import everything_asked as one_asked_everything
from tests.triage.engine.proofs.broken import BROKEN, Broken
from tests.triage.engine.strategies import random_protocol
from triage.engine.proofs.failures import Check
from triage.engine.protocol import Protocol

LAWS = {
    Check.FLOOR: broken_promises,
    Check.CEILING: broken_promises,
    Check.ALARM_SIGN: broken_alarm_signs,
    Check.WORSE_IS_LESS: worse_is_less,
    Check.UNKNOWN_IS_LESS: unknown_beyond,
    Check.UNKNOWN_IS_MORE: unknown_beyond,
}
ASKED = {name: one for name, one in BROKEN.items() if one.check in LAWS}
COMPLETE = Habits(worrying=32, unknown=8)


def people(protocol: Protocol, habits: Habits = HABITS[2], seed: int = 1) -> Crowd:
    return Drawing(Random(seed), 200).crowd(protocol, habits)


@pytest.mark.parametrize("broken", ASKED.values(), ids=ASKED)
def test_a_broken_law_is_found(broken: Broken) -> None:
    assert broken.slug in LAWS[broken.check](people(broken.protocol))


def test_an_interview_that_stops_too_early_is_found() -> None:
    protocol = next(one.protocol for one in BROKEN.values() if one.check is Check.STOPS_TOO_EARLY)
    assert stops_too_early(people(protocol, COMPLETE))


@pytest.mark.parametrize("seed", range(40))
def test_no_law_is_broken_by_a_sound_protocol(seed: int) -> None:
    protocol = random_protocol(Random(seed))
    assert broken_alarm_signs(people(protocol)) == set()
    assert worse_is_less(people(protocol)) == set()
    assert not stops_too_early(people(protocol, COMPLETE))


@pytest.mark.parametrize("seed", range(10))
def test_a_crowd_is_asked_everything_as_each_of_them_is(seed: int) -> None:
    says = people(random_protocol(Random(seed)), COMPLETE)
    asked = everything_asked(says)
    for person in range(10):
        assert asked.answers_of(person) == one_asked_everything(says.protocol, says.answers_of(person)).given
