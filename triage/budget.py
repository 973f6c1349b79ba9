"""How many people a protocol sends where, of a made-up population, and what that may be.

Without a budget urgency only ever drifts upward, edit by edit, until everybody is sent to a doctor and nobody listens.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final

from content.proven import Finding, Weight
from content.texts import digest
from triage.engine.protocol import Protocol
from triage.engine.records import Text
from triage.engine.urgency import Urgency
from triage.population import PEOPLE, people, represents, verdict_of
from triage.remembered import Remembered
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


@dataclass(frozen=True)
class Counted:
    """Where everybody goes, in the order of the people; how often a rule brings somebody there, the most first."""

    urgencies: tuple[Urgency, ...]
    rules: tuple[tuple[Urgency, str, int], ...]


_COUNTED: Final[Remembered[Counted]] = Remembered(4)


def shares(protocol: Protocol, before: Protocol | None) -> Shares | None:
    """None where the population says nothing about this protocol: it asks other things."""
    if not represents(protocol):
        return None
    found = _counted(protocol)
    now, rules = found.urgencies, _rules(protocol, found)
    if before is None or not represents(before):
        return Shares(_shares(now), rules=rules)
    earlier = _counted(before).urgencies
    pairs = list(zip(earlier, now, strict=True))
    return Shares(
        _shares(now),
        _shares(earlier),
        sum(is_now > was for was, is_now in pairs) / PEOPLE,
        sum(is_now < was for was, is_now in pairs) / PEOPLE,
        rules,
    )


def _counted(protocol: Protocol) -> Counted:
    """Most edits change another text, and then nobody moves: what people are asked and the rules decide."""
    return _COUNTED.get(logic_of((protocol.questions, protocol.rules)), lambda: _count(protocol))


def _count(protocol: Protocol) -> Counted:
    verdicts = [verdict_of(protocol, person) for person in people(protocol)]
    counted = Counter(
        (verdict.urgency, firing.rule.slug)
        for verdict in verdicts
        for firing in verdict.firings
        if firing.urgency is verdict.urgency
    )
    return Counted(
        tuple(verdict.urgency for verdict in verdicts),
        tuple((urgency, slug, count) for (urgency, slug), count in counted.most_common()),
    )


def logic_of(value: object) -> str:
    """The same for what asks and decides the same, whatever its words: only which of them there are counts."""
    return digest(repr(_without_words(value)).encode())


def _without_words(value: object) -> object:
    if isinstance(value, Text):
        return bool(value.nl)
    if is_dataclass(value):
        return (type(value).__name__, *(_without_words(getattr(value, one.name)) for one in fields(value)))
    if isinstance(value, Mapping):
        return sorted((str(key), _without_words(inner)) for key, inner in value.items())
    if isinstance(value, frozenset):
        return sorted(map(repr, map(_without_words, value)))
    return [_without_words(inner) for inner in value] if isinstance(value, tuple | list) else value


def _rules(protocol: Protocol, found: Counted) -> Rules:
    reasons = {rule.slug: rule.reason.nl for rule in protocol.rules}
    told: dict[Urgency, list[Bringing]] = {}
    for urgency, slug, count in found.rules:
        told.setdefault(urgency, []).append(Bringing(slug, reasons[slug], count / len(found.urgencies)))
    return {urgency: tuple(rules[:_MOST_RULES]) for urgency, rules in told.items()}


def _shares(found: Sequence[Urgency]) -> dict[Urgency, float]:
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
