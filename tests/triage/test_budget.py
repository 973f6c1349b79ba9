"""How many people are sent where, and what that may be."""

import pytest

from content.proven import Weight
from tests.triage.engine.example import PROTOCOL
from tests.triage.library.reader import protocol
from triage.budget import Shares, as_json, over_budget, shares
from triage.engine.urgency import Urgency

WITHIN = {
    Urgency.EMERGENCY: 0.01,
    Urgency.IMMEDIATE: 0.04,
    Urgency.SAME_DAY: 0.10,
    Urgency.WITHIN_DAYS: 0.35,
    Urgency.SELF_CARE: 0.50,
}


def test_within_the_budget_nothing_is_asked() -> None:
    assert list(over_budget(Shares(WITHIN), "rugpijn")) == []


@pytest.mark.parametrize(
    ("urgency", "share", "told"),
    [
        (Urgency.EMERGENCY, 0.011, "1,1 % van de mensen; de grens is 1 %"),
        (Urgency.IMMEDIATE, 0.05, "5 % van de mensen; de grens is 4 %"),
        (Urgency.SAME_DAY, 0.2, "20 % van de mensen; de grens is 10 %"),
        (Urgency.SELF_CARE, 0.499, "49,9 % van de mensen; dat hoort minstens 50 % te zijn"),
    ],
)
def test_each_level_has_its_own_limit(urgency: Urgency, share: float, told: str) -> None:
    (finding,) = over_budget(Shares({**WITHIN, urgency: share}), "rugpijn")
    assert finding.weight is Weight.REASON
    assert told in finding.title


def test_nobody_moves_between_a_protocol_and_itself() -> None:
    found = shares(protocol(), protocol())
    assert found is not None
    assert (found.more_urgent, found.less_urgent, found.before) == (0, 0, found.now)


def test_the_shares_of_a_population_are_a_whole() -> None:
    found = as_json(shares(protocol(), None))
    assert found is not None
    assert sum(found["shares"].values()) == pytest.approx(1)


def test_a_protocol_that_asks_other_things_has_no_shares() -> None:
    assert shares(PROTOCOL, None) is None


def test_the_shipped_protocol_is_within_the_budget(capsys: pytest.CaptureFixture[str]) -> None:
    found = shares(protocol(), None)
    assert found is not None
    assert list(over_budget(found, "rugpijn")) == []
