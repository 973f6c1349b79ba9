"""How many people a protocol sends where, of a made-up population, and what that may be.

Without a budget urgency only ever drifts upward, edit by edit, until everybody is sent to a doctor and nobody listens.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.proven import Finding, Weight
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict
from triage.population import PEOPLE, people, represents, urgency_of, verdict_of
from triage.vocabulary import LABELS

AT_MOST = {Urgency.EMERGENCY: 0.01, Urgency.IMMEDIATE: 0.04, Urgency.SAME_DAY: 0.10}
AT_LEAST = {Urgency.SELF_CARE: 0.50}
_MOST_RULES = 5


@dataclass(frozen=True)
class Bringing:
    """A rule, and the share of people that it brings to an urgency; several rules can bring the same person."""

    rule: str
    reason: str
    share: float


Rules = Mapping[Urgency, tuple[Bringing, ...]]


@dataclass(frozen=True)
class Shares:
    """The share of people per urgency; with an earlier protocol, also who moved up and who moved down.

    `rules`: of each urgency the rules that bring most people there, the most first.
    """

    now: dict[Urgency, float]
    before: dict[Urgency, float] | None = None
    more_urgent: float = 0.0
    less_urgent: float = 0.0
    rules: Rules = field(default_factory=dict)


def shares(protocol: Protocol, before: Protocol | None) -> Shares | None:
    """None where the population says nothing about this protocol: it asks other things."""
    if not represents(protocol):
        return None
    verdicts = [verdict_of(protocol, person) for person in people(protocol)]
    found, rules = [verdict.urgency for verdict in verdicts], _rules(verdicts)
    if before is None or not represents(before):
        return Shares(_shares(found), rules=rules)
    earlier = found if _asks_and_rules_alike(before, protocol) else [urgency_of(before, one) for one in people(before)]
    pairs = list(zip(earlier, found, strict=True))
    return Shares(
        _shares(found),
        _shares(earlier),
        sum(is_now > was for was, is_now in pairs) / PEOPLE,
        sum(is_now < was for was, is_now in pairs) / PEOPLE,
        rules,
    )


def _asks_and_rules_alike(before: Protocol, after: Protocol) -> bool:
    """Most edits change another text, and then nobody moves."""
    return (before.questions, before.rules) == (after.questions, after.rules)


def _rules(verdicts: list[Verdict]) -> Rules:
    counted = Counter(
        (verdict.urgency, firing.rule)
        for verdict in verdicts
        for firing in verdict.firings
        if firing.urgency is verdict.urgency
    )
    found: dict[Urgency, list[Bringing]] = {}
    for (urgency, rule), count in counted.most_common():
        found.setdefault(urgency, []).append(Bringing(rule.slug, rule.reason.nl, count / len(verdicts)))
    return {urgency: tuple(rules[:_MOST_RULES]) for urgency, rules in found.items()}


def _shares(found: list[Urgency]) -> dict[Urgency, float]:
    counted = Counter(found)
    return {urgency: counted[urgency] / len(found) for urgency in reversed(Urgency)}


def over_budget(found: Shares, topic: str) -> Iterator[Finding]:
    """Each limit that is passed further than by the release before: who changes nothing has nothing to explain."""
    before = found.before or {}
    for urgency, most in AT_MOST.items():
        share = found.now[urgency]
        if share > max(most, before.get(urgency, most)):
            told = f"{percent(share)} van de mensen; de grens is {percent(most)}"
            yield _finding(urgency, topic, told, found.rules.get(urgency, ()))
    for urgency, least in AT_LEAST.items():
        share = found.now[urgency]
        if share < min(least, before.get(urgency, least)):
            told = f"{percent(share)} van de mensen; dat hoort minstens {percent(least)} te zijn"
            above = [one for level, rules in found.rules.items() if level > urgency for one in rules]
            yield _finding(urgency, topic, told, sorted(above, key=lambda one: -one.share)[:_MOST_RULES])


def _finding(urgency: Urgency, topic: str, told: str, rules: Sequence[Bringing]) -> Finding:
    """It leads to the rule that brings most people, for that one is looked at first."""
    title = f"‘{LABELS[urgency.json_name]}’ is de uitkomst voor {told}."
    kind, slug = ("rule", rules[0].rule) if rules else ("protocol", topic)
    told_of = tuple(f"{percent(one.share)} door: {one.reason}" for one in rules)
    return Finding(Weight.REASON, f"budget:{urgency.json_name}", kind, slug, title, told_of)


def percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",").replace(",0 ", " ")


def as_json(found: Shares | None) -> dict[str, Any] | None:
    """For a proof: shares per urgency, rounded to a tenth of a percent."""
    if found is None:
        return None
    moved = {"moreUrgent": round(found.more_urgent, 4), "lessUrgent": round(found.less_urgent, 4)}
    before = None if found.before is None else _json(found.before)
    return {"people": PEOPLE, "shares": _json(found.now), "before": before, **moved}


def _json(by_urgency: dict[Urgency, float]) -> dict[str, float]:
    return {urgency.json_name: round(share, 4) for urgency, share in by_urgency.items()}
