"""How many people are sent where, and what that may be."""

import pytest

from content.proven import Weight
from tests.triage.engine.example import PROTOCOL
from tests.triage.library.reader import protocol
from triage.budget import Bringing, Shares, as_json, over_budget, shares
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


@pytest.mark.parametrize(("before", "asked"), [(0.04, True), (0.049, True), (0.05, False), (0.06, False)])
def test_a_limit_that_was_passed_already_is_explained_once(before: float, asked: bool) -> None:
    """Or else every edit asks for the same reason, and nobody thinks about it."""
    found = Shares({**WITHIN, Urgency.IMMEDIATE: 0.05}, before={**WITHIN, Urgency.IMMEDIATE: before})
    assert bool(list(over_budget(found, "rugpijn"))) is asked


@pytest.mark.parametrize(("before", "asked"), [(0.5, True), (0.45, True), (0.44, False), (0.4, False)])
def test_too_few_at_home_is_explained_once(before: float, asked: bool) -> None:
    found = Shares({**WITHIN, Urgency.SELF_CARE: 0.44}, before={**WITHIN, Urgency.SELF_CARE: before})
    assert bool(list(over_budget(found, "rugpijn"))) is asked


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


def test_the_shipped_protocol_passes_one_limit_and_not_by_much() -> None:
    """Decision 0024: what the article asks at once, at the frequencies that we estimate, is more than the budget."""
    found = shares(protocol(), None)
    assert found is not None
    assert [finding.name for finding in over_budget(found, "rugpijn")] == ["budget:immediate"]
    assert found.now[Urgency.IMMEDIATE] < 0.05


FEVER, FALL = Bringing("fever", "Koorts.", 0.03), Bringing("fall", "Een val.", 0.02)


def test_a_limit_leads_to_the_rule_that_brings_most_people_and_names_the_others() -> None:
    found = Shares({**WITHIN, Urgency.IMMEDIATE: 0.05}, rules={Urgency.IMMEDIATE: (FEVER, FALL)})
    (finding,) = over_budget(found, "rugpijn")
    assert (finding.kind, finding.slug) == ("rule", "fever")
    assert finding.story == ("3 % door: Koorts.", "2 % door: Een val.")


def test_too_few_at_home_leads_to_the_rule_that_takes_most_people_away() -> None:
    rules = {Urgency.EMERGENCY: (FALL,), Urgency.WITHIN_DAYS: (FEVER,), Urgency.SELF_CARE: (FALL,)}
    (finding,) = over_budget(Shares({**WITHIN, Urgency.SELF_CARE: 0.4}, rules=rules), "rugpijn")
    assert finding.story == ("3 % door: Koorts.", "2 % door: Een val.")


def test_rules_are_counted_where_they_bring_people() -> None:
    found = shares(protocol(), None)
    assert found is not None
    leads_to = {one.slug: {one.at_least, one.if_uncertain} for one in protocol().rules if not one.raises}
    for urgency, rules in found.rules.items():
        assert all(urgency in leads_to.get(one.rule, {urgency}) for one in rules)
        assert [one.share for one in rules] == sorted((one.share for one in rules), reverse=True)
        assert rules[0].share <= found.now[urgency]
