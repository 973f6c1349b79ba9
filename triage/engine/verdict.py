"""Which rules fire, and how urgent that makes it."""

from typing import NamedTuple

from triage.engine.answers import Answers
from triage.engine.bits import Bits, each
from triage.engine.facts import Facts, facts_from
from triage.engine.records import Rule
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.weights import Weights

_FROM_THE_TOP = tuple(reversed(Urgency))


class Firing(NamedTuple):
    """A rule that counts: for certain, or because of an answer "weet ik niet". `number`: in the order of the rules."""

    rule: Rule
    number: int
    urgency: Urgency
    uncertain: bool


class Verdict(NamedTuple):
    """`base` is the urgency before raising. `certain`: the rules that hold; `unsure`: those that are possible because
    of an answer "weet ik niet", whatever is answered from here on.
    """

    facts: Facts
    certain: Bits
    unsure: Bits
    base: Urgency
    raised: bool

    @property
    def urgency(self) -> Urgency:
        return Urgency(self.base + 1) if self.raised else self.base

    @property
    def truths(self) -> tuple[Truth, ...]:
        """By the order of the rules."""
        return tuple(self.facts.truth_of(1 << number) for number in range(len(self.facts.index.rules)))

    @property
    def firings(self) -> tuple[Firing, ...]:
        """The most urgent first, then by the order of the rules."""
        rules, weights = self.facts.index.rules, self.facts.index.weights
        found: list[Firing] = []
        for level in _FROM_THE_TOP:
            certain, unsure = self.certain & weights.at_least[level], self.unsure & weights.if_uncertain[level]
            if self.raised and level is self.urgency:
                certain |= self.certain & weights.raises
            if fired := certain | unsure:
                found += [Firing(rules[one][0], one, level, not certain >> one & 1) for one in each(fired)]
        return tuple(found)


def verdict_on(facts: Facts) -> Verdict:
    """The most urgent wins, so the order of the rules never matters.

    What was not asked never fires anything. But when answers "weet ik niet" alone already make a rule possible, it
    counts as such while other questions are open; or else a worse answer could lower the urgency for a while.
    """
    weights = facts.index.weights
    certain = weights.rules & ~facts.not_true
    unsure = weights.rules & (facts.unknown | facts.open) & ~(facts.false | facts.stuck)
    base = _base(weights, certain, unsure)
    return Verdict(facts, certain, unsure, base, can_rise(base) and bool(certain & weights.raises))


def _base(weights: Weights, certain: Bits, unsure: Bits) -> Urgency:
    for level in _FROM_THE_TOP:
        if certain & weights.at_least[level] or unsure & weights.if_uncertain[level]:
            return level
    return Urgency.SELF_CARE


def can_rise(base: Urgency) -> bool:
    """A raise never goes above `immediate`, and so does nothing from there up."""
    return base < Urgency.IMMEDIATE


def urgency_of(answers: Answers) -> Urgency:
    """The urgency of these answers, whether or not the interview is finished."""
    return verdict_on(facts_from(answers)).urgency


def rule_truths(answers: Answers) -> dict[str, Truth]:
    """What the answers say about each rule, by its slug."""
    verdict = verdict_on(facts_from(answers))
    rules = (rule.slug for rule, _ in verdict.facts.index.rules)
    return dict(zip(rules, verdict.truths, strict=True))
