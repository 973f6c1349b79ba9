"""How many people a protocol sends where, of a made-up population, and what that may be.

Without a budget urgency only ever drifts upward, edit by edit, until everybody is sent to a doctor and nobody listens.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.proven import Finding, Weight
from triage.engine.protocol import Protocol
from triage.engine.urgency import Urgency
from triage.population import PEOPLE, people, represents, urgency_of
from triage.vocabulary import LABELS

AT_MOST = {Urgency.EMERGENCY: 0.01, Urgency.IMMEDIATE: 0.04, Urgency.SAME_DAY: 0.10}
AT_LEAST = {Urgency.SELF_CARE: 0.50}


@dataclass(frozen=True)
class Shares:
    """The share of people per urgency; with an earlier protocol, also who moved up and who moved down."""

    now: dict[Urgency, float]
    before: dict[Urgency, float] | None = None
    more_urgent: float = 0.0
    less_urgent: float = 0.0


def shares(protocol: Protocol, before: Protocol | None) -> Shares | None:
    """None where the population says nothing about this protocol: it asks other things."""
    if not represents(protocol):
        return None
    found = [urgency_of(protocol, person) for person in people(protocol)]
    if before is None or not represents(before):
        return Shares(_shares(found))
    earlier = [urgency_of(before, person) for person in people(before)]
    pairs = list(zip(earlier, found, strict=True))
    return Shares(
        _shares(found),
        _shares(earlier),
        sum(is_now > was for was, is_now in pairs) / PEOPLE,
        sum(is_now < was for was, is_now in pairs) / PEOPLE,
    )


def _shares(found: list[Urgency]) -> dict[Urgency, float]:
    counted = Counter(found)
    return {urgency: counted[urgency] / len(found) for urgency in reversed(Urgency)}


def over_budget(found: Shares, topic: str) -> Iterator[Finding]:
    """Each limit that is passed further than by the release before: who changes nothing has nothing to explain."""
    before = found.before or {}
    for urgency, most in AT_MOST.items():
        share = found.now[urgency]
        if share > max(most, before.get(urgency, most)):
            yield _finding(urgency, topic, f"{_percent(share)} van de mensen; de grens is {_percent(most)}")
    for urgency, least in AT_LEAST.items():
        share = found.now[urgency]
        if share < min(least, before.get(urgency, least)):
            told = f"{_percent(share)} van de mensen; dat hoort minstens {_percent(least)} te zijn"
            yield _finding(urgency, topic, told)


def _finding(urgency: Urgency, topic: str, told: str) -> Finding:
    title = f"‘{LABELS[urgency.json_name]}’ is de uitkomst voor {told}."
    return Finding(Weight.REASON, f"budget:{urgency.json_name}", "protocol", topic, title)


def _percent(share: float) -> str:
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
