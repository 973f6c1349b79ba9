"""Which screen comes next, and how many there can still be."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from tests.triage.engine.plainly.facts import Facts
from tests.triage.engine.plainly.verdict import Verdict, can_rise
from triage.engine.conditions import Conditions, Count, holds, matches
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rule, Screen
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

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
    possible = tiers.keys() | _open_at_higher_urgency(facts, verdict)
    next_screen = _next_screen(protocol, facts, tiers, possible)
    return Interview(next_screen, _screens_at_most(protocol, facts, possible) if next_screen else 0)


def _next_screen(protocol: Protocol, facts: Facts, tiers: Tiers, possible: Set[str]) -> NextScreen | None:
    """The screen that could lead to the greatest urgency; the first of those.

    It also asks what would matter at a higher urgency, so that it need not come back for that.
    """
    best: Screen | None = None
    best_tier = Urgency.SELF_CARE
    for screen in protocol.screens:
        mattering = [tiers[one.slug] for one in _askable_on(facts, screen) if one.slug in tiers]
        if mattering and (best is None or max(mattering) > best_tier):
            best, best_tier = screen, max(mattering)
    if best is None:
        return None
    return NextScreen(best, tuple(one for one in _askable_on(facts, best) if one.slug in possible))


def _askable_on(facts: Facts, screen: Screen) -> list[Question]:
    return [one for one in facts.index.on_screen[screen.slug] if one.slug in facts.askable]


def _tiers(facts: Facts, verdict: Verdict) -> Tiers:
    """Every unanswered question that could still change the outcome, also those that wait for their gate."""
    tiers: Tiers = {}
    for _, tier, conditions in rules_still_open(facts, verdict):
        _add(tiers, tier, questions_open_in(facts, conditions))
    if verdict.urgency < Urgency.IMMEDIATE:
        _add(tiers, Urgency.SELF_CARE, _open_in_advice(facts, verdict.urgency))
        _add(tiers, Urgency.SELF_CARE, _open_in_routes(facts))
    return tiers


def rules_still_open(facts: Facts, verdict: Verdict) -> Iterator[tuple[Rule, Urgency, Conditions]]:
    """The rules that could still make it more urgent, and how urgent. A raise counts as the least of all."""
    for (rule, conditions), truth in zip(facts.index.rules, verdict.truths, strict=True):
        tier = _reach(facts, rule, conditions, verdict) if truth is Truth.OPEN else None
        if tier is not None:
            yield rule, tier, conditions


def _open_at_higher_urgency(facts: Facts, verdict: Verdict) -> set[str]:
    """What advice would ask if the urgency rises, as long as it can."""
    if not any(rules_still_open(facts, verdict)):
        return set()
    levels = [level for level in Urgency if verdict.urgency < level < Urgency.IMMEDIATE]
    return {slug for level in levels for slug in _open_in_advice(facts, level)}


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


def _screens_at_most(protocol: Protocol, facts: Facts, possible: Set[str]) -> int:
    """An upper bound, this screen included.

    A screen asks everything on it that can be asked and may matter. So it comes back only for a question that could
    not be asked yet: once for all questions that wait for the same answers.
    """
    clarifying = {facts.index.clarifier[slug].slug for slug in possible if slug in facts.index.clarifier}
    to_come = possible | (clarifying - facts.given.keys())
    screens = [facts.index.on_screen[screen.slug] for screen in protocol.screens]
    return sum(_showings(facts, [one for one in on_screen if one.slug in to_come]) for on_screen in screens)


def _showings(facts: Facts, to_come: list[Question]) -> int:
    waiting = [question for question in to_come if question.slug not in facts.askable]
    now = len(waiting) < len(to_come)
    return now + len({_awaits(facts, question) for question in waiting})


def _awaits(facts: Facts, question: Question) -> object:
    """What must be answered before this question can be asked. Equal for two questions: they can be asked at once.

    In the simple case these are screens that can be shown now: when the last of them is answered, all that wait for
    the same screens are decided. A count may be decided earlier, and "weet ik niet" may first bring another question.
    """
    gate = facts.gate(question.slug)
    slugs = [question.clarifies] if question.clarifies is not None else list(_directly_open(facts, gate))
    counts = any(isinstance(condition, Count) for condition in gate)
    clarified = question.clarifies is None and any(slug in facts.index.clarifier for slug in slugs)
    if counts or clarified or not facts.askable.issuperset(slugs):
        return gate or question.clarifies
    return frozenset(facts.index.questions[slug].screen for slug in slugs)
