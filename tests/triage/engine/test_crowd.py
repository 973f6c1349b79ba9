"""A crowd that is judged at once is judged as the engine judges each of them."""

from random import Random

import pytest

from tests.triage.engine.crowd import LEVELS, Crowd
from tests.triage.engine.crowds import HABITS, Drawing, Habits, meant_by
from tests.triage.engine.strategies import random_protocol
from tests.triage.library.reader import protocol as shipped
from triage.engine.answers import Answers
from triage.engine.facts import facts_from
from triage.engine.truth import Truth
from triage.engine.verdict import verdict_on

WELL = Habits(worrying=0)


def assert_judged_alike(crowd: Crowd, people: int) -> None:
    for person in range(people):
        answers = Answers(crowd.protocol, crowd.answers_of(person))  # and every answer is one that its question takes
        facts = facts_from(answers)
        verdict, bit = verdict_on(facts), 1 << person
        assert [bool(crowd.urgency[level] & bit) for level in LEVELS] == [verdict.urgency >= one for one in LEVELS]
        for rule, truth in zip(crowd.protocol.rules, verdict.truths, strict=True):
            said = crowd.truths(rule.when)
            assert bool(said.true & bit) is (truth is Truth.TRUE)
            assert bool(said.unknown & bit) is (truth is Truth.UNKNOWN)
            assert bool(said.open & bit) is (truth is Truth.OPEN)
        for slug, replies in crowd.replies.items():
            asked = crowd.visible(slug).true | crowd.visible(slug).unknown
            assert bool(asked & ~replies.given & bit) is (slug in facts.askable)


@pytest.mark.parametrize("seed", range(60))
def test_on_any_protocol(seed: int) -> None:
    chance = Random(seed)
    protocol = random_protocol(chance)
    for habits in HABITS:
        assert_judged_alike(Drawing(chance, 6).crowd(protocol, habits), 6)


@pytest.mark.parametrize("habits", HABITS)
def test_on_the_shipped_protocol(habits: Habits) -> None:
    assert_judged_alike(Drawing(Random(1), 40).crowd(shipped(), habits), 40)


def test_who_is_meant_by_a_condition_is_drawn_so_that_it_holds() -> None:
    """For most: of several choices at once, each is drawn by itself."""
    protocol = shipped()
    for promise in protocol.promises:
        crowd = Drawing(Random(2), 2000).crowd(protocol, WELL, meant_by(protocol, promise.when))
        assert crowd.truths(promise.when).true.bit_count() > 50, promise.slug
