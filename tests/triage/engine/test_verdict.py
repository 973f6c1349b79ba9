"""Which rules fire, and how urgent that is."""

import pytest

from tests.triage.engine.example import HEALTHY, answers, changed, example, is_yes, rule
from triage.engine.answers import Answers
from triage.engine.codec import decode
from triage.engine.facts import facts_from
from triage.engine.protocol import Protocol
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, rule_truths, urgency_of, verdict_on

CASES: list[tuple[dict[str, object], Urgency]] = [
    ({}, Urgency.SELF_CARE),
    (HEALTHY, Urgency.SELF_CARE),
    ({"fever": "yes"}, Urgency.SAME_DAY),
    ({"fever": None}, Urgency.WITHIN_DAYS),
    ({"breathless": "yes"}, Urgency.EMERGENCY),
    ({"breathless": None}, Urgency.IMMEDIATE),
    ({"leg_weakness": None}, Urgency.SELF_CARE),
    ({"leg_weakness": None, "leg_test": None}, Urgency.SAME_DAY),
    ({"leg_weakness": None, "leg_test": "no"}, Urgency.IMMEDIATE),
    ({"limits": "some"}, Urgency.SELF_CARE),
    ({"limits": "most"}, Urgency.WITHIN_DAYS),
    ({"limits": None}, Urgency.SELF_CARE),
    ({"age": 17}, Urgency.WITHIN_DAYS),
    ({"age": 18}, Urgency.SELF_CARE),
    ({"past_cancer": "yes"}, Urgency.SELF_CARE),
    ({"past_cancer": "yes", "night_pain": "yes"}, Urgency.SAME_DAY),
    ({"past_cancer": "yes", "night_pain": "no", "age": 60, "weight_loss": 5}, Urgency.SAME_DAY),
    ({"past_cancer": "yes", "night_pain": "no", "age": 60, "weight_loss": 4}, Urgency.SELF_CARE),
    ({"past_cancer": "yes", "night_pain": None, "age": 40}, Urgency.WITHIN_DAYS),
    ({"past_cancer": None, "night_pain": None}, Urgency.WITHIN_DAYS),
    ({"fever": "yes", "breathless": "yes", "age": 12}, Urgency.EMERGENCY),
]


@pytest.mark.parametrize(("given", "urgency"), CASES)
def test_the_urgency(given: dict[str, object], urgency: Urgency) -> None:
    assert urgency_of(answers(**given)) is urgency


_WORRIED: dict[str, object] = {"worried": "yes", "past_cancer": "yes"}
RAISES: list[tuple[dict[str, object], Urgency]] = [
    (_WORRIED, Urgency.WITHIN_DAYS),
    ({**_WORRIED, "limits": "most"}, Urgency.SAME_DAY),
    ({**_WORRIED, "fever": "yes"}, Urgency.IMMEDIATE),
    ({**_WORRIED, "leg_weakness": "yes"}, Urgency.IMMEDIATE),
    ({**_WORRIED, "breathless": "yes"}, Urgency.EMERGENCY),
    ({"worried": None, "past_cancer": "yes"}, Urgency.SELF_CARE),
    ({"worried": "yes"}, Urgency.SELF_CARE),
]


@pytest.mark.parametrize(("given", "urgency"), RAISES)
def test_a_raise_is_one_level_when_certain_and_never_above_immediate(
    given: dict[str, object], urgency: Urgency
) -> None:
    assert urgency_of(answers(**given)) is urgency


def test_two_raises_raise_once() -> None:
    records = changed("rule", "worried-at-night", to=rule(80, is_yes("worried"), is_yes("night-pain"), raises=True))
    protocol = decode(records)
    assert urgency_of(answers(protocol, worried="yes", past_cancer="yes", night_pain="yes")) is Urgency.IMMEDIATE
    del records["rule"]["factors-together"]
    protocol = decode(records)
    assert urgency_of(answers(protocol, worried="yes", past_cancer="yes", night_pain="yes")) is Urgency.WITHIN_DAYS


def _verdict(given: Answers) -> Verdict:
    return verdict_on(facts_from(given))


def test_firings_go_from_most_to_least_urgent_and_then_by_order() -> None:
    verdict = _verdict(answers(fever="yes", past_cancer="yes", night_pain="yes", age=17, leg_weakness="yes"))
    slugs = [firing.rule.slug for firing in verdict.firings]
    assert slugs == ["leg-weakness", "fever", "factors-together", "under-18"]


def test_equal_orders_go_by_slug() -> None:
    protocol = decode(changed("rule", "factors-together", "order", to=20))
    verdict = _verdict(answers(protocol, fever="yes", past_cancer="yes", night_pain="yes"))
    assert [firing.rule.slug for firing in verdict.firings] == ["factors-together", "fever"]


def test_a_raise_fires_at_the_level_that_it_makes() -> None:
    verdict = _verdict(answers(fever="yes", **_WORRIED))
    assert [(one.rule.slug, one.urgency) for one in verdict.firings] == [
        ("worried-about-cancer", Urgency.IMMEDIATE),
        ("fever", Urgency.SAME_DAY),
    ]


def test_a_raise_that_raises_nothing_does_not_fire() -> None:
    verdict = _verdict(answers(leg_weakness="yes", **_WORRIED))
    assert [firing.rule.slug for firing in verdict.firings] == ["leg-weakness"]


def test_an_uncertain_rule_says_so() -> None:
    assert [(one.rule.slug, one.uncertain) for one in _verdict(answers(fever=None)).firings] == [("fever", True)]


def test_what_unknown_answers_already_make_possible_counts_while_other_questions_are_open() -> None:
    """Or else going back to change "weet ik niet" into yes would lower the urgency until the next answer."""
    unknown = answers(past_cancer=None, night_pain=None)
    worse = answers(past_cancer="yes", night_pain=None)
    assert rule_truths(worse)["factors-together"] is Truth.OPEN
    assert urgency_of(unknown) is urgency_of(worse) is Urgency.WITHIN_DAYS


def test_the_truth_of_every_rule_is_told() -> None:
    assert rule_truths(answers(fever="yes", breathless="no", age=40, leg_weakness=None, leg_test=None)) == {
        "breathless": Truth.FALSE,
        "fever": Truth.TRUE,
        "leg-weakness": Truth.UNKNOWN,
        "factors-together": Truth.OPEN,
        "limited": Truth.OPEN,
        "under-18": Truth.FALSE,
        "worried-about-cancer": Truth.OPEN,
    }


def _only(*rules: str) -> Protocol:
    records = example()
    records["rule"] = {slug: one for slug, one in records["rule"].items() if slug in rules}
    records["alarmSign"] = {}
    for one in records["rule"].values():
        one.pop("alarmSign", None)
    return decode(records)


def test_unknown_without_if_uncertain_fires_nothing() -> None:
    protocol = _only("limited")
    assert urgency_of(answers(protocol, limits=None)) is Urgency.SELF_CARE
