"""The list of what the evidence says names what exists, leaves nothing out, and is as sure as the rules are."""

from typing import Any

import pytest

from tests.triage.library.evidence import Finding, findings, promises_of, reasons, stories
from tests.triage.library.reader import library, named, protocol
from triage.engine.conditions import matches_in
from triage.engine.records import PromiseKind, Rule

ROWS = 65
WITHOUT_A_RULE = {"scope", "advice", "wording"}
RULES = [pytest.param(rule, id=rule.slug) for rule in protocol().rules]
FINDINGS = [pytest.param(finding, id=slug) for slug, finding in findings().items()]
RULED = [case for case in FINDINGS if case.values[0]["rules"]]  # type: ignore[index]


def first_rule(finding: Finding) -> dict[str, Any]:
    return dict(library()["rule"][finding["rules"][0]])


def test_every_row_of_the_evidence_is_there() -> None:
    assert {f"row-{number:02}" for number in range(1, ROWS + 1)} <= findings().keys()


def test_every_rule_comes_from_the_evidence() -> None:
    assert {rule for finding in findings().values() for rule in finding["rules"]} == {slug for slug, _ in named("rule")}


@pytest.mark.parametrize("finding", FINDINGS)
def test_what_has_no_rule_says_why(finding: Finding) -> None:
    assert finding["rules"] or (finding["kind"] in WITHOUT_A_RULE and finding["why"])


@pytest.mark.parametrize("finding", FINDINGS)
def test_the_advice_that_it_names_exists(finding: Finding) -> None:
    assert set(finding.get("advice", ())) <= library()["advice"].keys()


@pytest.mark.parametrize("finding", RULED)
def test_it_is_as_urgent_and_as_sure_as_its_first_rule(finding: Finding) -> None:
    rule = first_rule(finding)
    assert (finding["urgency"], finding["evidence"]) == (rule.get("atLeast", "raises"), rule["evidence"])


@pytest.mark.parametrize(("slug", "sign"), [pytest.param(slug, sign, id=slug) for slug, sign in named("alarmSign")])
def test_an_alarm_sign_is_as_sure_as_the_first_rule_that_points_to_it(slug: str, sign: dict[str, Any]) -> None:
    rules = sorted((rule for _, rule in named("rule") if rule.get("alarmSign") == slug), key=lambda one: one["order"])
    assert sign["evidence"] == rules[0]["evidence"]


@pytest.mark.parametrize("finding", RULED)
def test_its_sources_are_those_of_its_rules(finding: Finding) -> None:
    assert set(finding["sources"]) == {
        source for rule in finding["rules"] for source in library()["rule"][rule]["sources"]
    }


@pytest.mark.parametrize("finding", RULED)
def test_its_questions_are_those_that_its_rules_ask(finding: Finding) -> None:
    conditions = [when for rule, when in protocol().index.rules if rule.slug in finding["rules"]]
    assert set(finding["questions"]) == {match.question for when in conditions for match in matches_in(when)}


@pytest.mark.parametrize("finding", RULED)
def test_one_of_its_rules_counts_in_each_of_its_stories(finding: Finding) -> None:
    assert finding["vignettes"]
    for vignette in finding["vignettes"]:
        assert {reason.rule for reason in reasons()[vignette]} & set(finding["rules"])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_counts_in_some_story_and_not_only_because_somebody_did_not_know(rule: Rule) -> None:
    assert stories(rule.slug)


@pytest.mark.parametrize("rule", RULES)
def test_a_floor_keeps_every_rule_at_its_urgency(rule: Rule) -> None:
    floors = promises_of(rule)
    assert floors
    assert rule.at_least is None or any(floor.urgency >= rule.at_least for floor in floors)


def test_every_floor_is_that_of_a_rule() -> None:
    floors = {one.slug for one in protocol().promises if one.kind is PromiseKind.FLOOR}
    assert {floor.slug for rule in protocol().rules for floor in promises_of(rule)} == floors


def test_every_ceiling_comes_from_the_evidence() -> None:
    ceilings = {one.slug for one in protocol().promises if one.kind is PromiseKind.CEILING}
    assert {ceiling for finding in findings().values() for ceiling in finding.get("ceilings", ())} == ceilings
