"""Which screen comes next, and how many there can still be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine.conditions import Conditions, Count, holds, matches
from triage.engine.facts import Facts
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rule, Screen
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, can_rise

Tiers = dict[str, Urgency]
"""Questions that matter, and the urgency that each could still lead to."""


@dataclass(frozen=True, slots=True)
class NextScreen:
    screen: Screen
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """`next_screen` is None, and `screens_at_most` 0, when there is nothing left to ask."""

    next_screen: NextScreen | None
    screens_at_most: int


def interview_at(protocol: Protocol, facts: Facts, verdict: Verdict) -> Interview:
    if verdict.urgency is Urgency.EMERGENCY:
        return Interview(None, 0)
    tiers = _tiers(facts, verdict)
    next_screen = _next_screen(protocol, facts, tiers)
    return Interview(next_screen, _screens_at_most(protocol, facts, verdict, tiers) if next_screen else 0)


def _next_screen(protocol: Protocol, facts: Facts, tiers: Tiers) -> NextScreen | None:
    """The screen that could lead to the greatest urgency; the first of those."""
    best: NextScreen | None = None
    best_tier = Urgency.SELF_CARE
    for screen in protocol.screens:
        on_screen = facts.index.on_screen[screen.slug]
        shown = tuple(one for one in on_screen if one.slug in tiers and one.slug in facts.askable)
        tier = max((tiers[one.slug] for one in shown), default=Urgency.SELF_CARE)
        if shown and (best is None or tier > best_tier):
            best, best_tier = NextScreen(screen, shown), tier
    return best


def _tiers(facts: Facts, verdict: Verdict) -> Tiers:
    """Every unanswered question that could still change the outcome, also those that wait for their gate."""
    tiers: Tiers = {}
    for (rule, conditions), truth in zip(facts.index.rules, verdict.truths, strict=True):
        tier = _reach(facts, rule, conditions, verdict) if truth is Truth.OPEN else None
        if tier is not None:
            _add(tiers, tier, questions_open_in(facts, conditions))
    if verdict.urgency < Urgency.IMMEDIATE:
        _add(tiers, Urgency.SELF_CARE, _open_in_advice(facts, verdict.urgency))
        _add(tiers, Urgency.SELF_CARE, _open_in_routes(facts))
    return tiers


def _add(tiers: Tiers, tier: Urgency, questions: Iterable[str]) -> None:
    for question in questions:
        tiers[question] = max(tier, tiers.get(question, tier))


def _reach(facts: Facts, rule: Rule, conditions: Conditions, verdict: Verdict) -> Urgency | None:
    """The urgency that an open rule could still add, or None. After a "weet ik niet" that is `if_uncertain` at most."""
    certain = _can_hold(facts, conditions)
    if rule.raises:
        return Urgency.SELF_CARE if certain and not verdict.raised and can_rise(verdict.base) else None
    reach = rule.at_least if certain else rule.if_uncertain
    return reach if reach is not None and reach > verdict.base else None


def _can_hold(facts: Facts, conditions: Conditions) -> bool:
    """Whether these conditions could still become TRUE."""
    return all(holds(one, facts.readings) in (Truth.TRUE, Truth.OPEN) for one in conditions)


def questions_open_in(facts: Facts, conditions: Conditions) -> set[str]:
    """The questions that could still decide these conditions, with those that stand before them."""
    found: set[str] = set()
    _collect(facts, conditions, found)
    return found


def _collect(facts: Facts, conditions: Conditions, found: set[str]) -> None:
    if facts.truth(conditions) is not Truth.OPEN:
        return
    for slug in _directly_open(facts, conditions):
        if slug in facts.given:
            found.add(facts.index.clarifier[slug].slug)
        elif slug not in found:
            found.add(slug)
            _collect(facts, facts.gate(slug), found)


def _directly_open(facts: Facts, conditions: Conditions) -> Iterator[str]:
    for condition in conditions:
        if holds(condition, facts.readings) is Truth.OPEN:
            for match in condition.matches if isinstance(condition, Count) else (condition,):
                if matches(match, facts.readings[match.question]) is Truth.OPEN:
                    yield match.question


def _open_in_advice(facts: Facts, urgency: Urgency) -> Iterator[str]:
    for row, shown_when in facts.index.advice:
        if urgency in row.urgencies and _can_hold(facts, shown_when):
            yield from questions_open_in(facts, shown_when)
            yield from _open_contraindications(facts, row.advice)


def _open_contraindications(facts: Facts, advice: str) -> Iterator[str]:
    """Up to the first that is settled and withholds: after that, the others change nothing."""
    for contraindication in facts.index.contraindications[advice]:
        truth = facts.truth(contraindication.when)
        if truth in (Truth.TRUE, Truth.UNKNOWN):
            return
        yield from questions_open_in(facts, contraindication.when)


def _open_in_routes(facts: Facts) -> Iterator[str]:
    """Up to the first route that holds: that one is taken."""
    for _, conditions in facts.index.routes:
        truth = facts.truth(conditions)
        if truth is Truth.TRUE:
            return
        if truth is Truth.OPEN and _can_hold(facts, conditions):
            yield from questions_open_in(facts, conditions)


def _screens_at_most(protocol: Protocol, facts: Facts, verdict: Verdict, tiers: Tiers) -> int:
    """An upper bound, this screen included.

    A screen can come back only when a question on it begins to count after the screen was shown. That takes one of
    three events, each of which happens once: its gate is decided, the question that it clarifies is answered
    "weet ik niet", or the urgency rises to a level at which other advice applies.
    """
    later = [frozenset(_open_in_advice(facts, level)) for level in _levels_above(verdict.urgency)]
    possible = _with_clarifiers(facts, set(tiers).union(*later))
    return sum(
        _showings(facts, tiers, later, {one.slug for one in facts.index.on_screen[screen.slug]} & possible)
        for screen in protocol.screens
    )


def _levels_above(urgency: Urgency) -> list[Urgency]:
    """The levels that the urgency could rise to and at which advice still asks."""
    return [level for level in Urgency if urgency < level < Urgency.IMMEDIATE]


def _with_clarifiers(facts: Facts, questions: set[str]) -> set[str]:
    """With those that an answer "weet ik niet" would bring."""
    clarifying = {facts.index.clarifier[slug].slug for slug in questions if slug in facts.index.clarifier}
    return questions | (clarifying - facts.given.keys())


def _showings(facts: Facts, tiers: Tiers, later: list[frozenset[str]], on_screen: set[str]) -> int:
    now = any(slug in tiers and slug in facts.askable for slug in on_screen)
    waiting = on_screen - facts.askable
    gates = {facts.gate(slug) for slug in waiting if facts.gate(slug)}
    clarifying = [slug for slug in waiting if not facts.gate(slug)]
    levels = sum(not on_screen.isdisjoint(questions) for questions in later)
    return min(len(on_screen), now + len(gates) + len(clarifying) + levels)
