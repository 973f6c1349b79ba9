"""Which rules fire, and how urgent that makes it."""

from dataclasses import dataclass

from tests.triage.engine.plainly.facts import Facts, facts_from
from triage.engine.answers import Answers
from triage.engine.conditions import Conditions
from triage.engine.records import Rule
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that counts: for certain, or because of an answer "weet ik niet"."""

    rule: Rule
    urgency: Urgency
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`base` is the urgency before raising; `truths` goes by the order of the rules."""

    truths: tuple[Truth, ...]
    base: Urgency
    raised: bool
    firings: tuple[Firing, ...]

    @property
    def urgency(self) -> Urgency:
        return Urgency(self.base + 1) if self.raised else self.base


def verdict_on(facts: Facts) -> Verdict:
    """The most urgent wins, so the order of the rules never matters."""
    truths = tuple(facts.truth(conditions) for _, conditions in facts.index.rules)
    ruled = list(zip(facts.index.rules, truths, strict=True))
    found = [_firing(facts, rule, conditions, truth) for (rule, conditions), truth in ruled]
    firings = [firing for firing in found if firing is not None]
    base = max((firing.urgency for firing in firings), default=Urgency.SELF_CARE)
    raises = [rule for (rule, _), truth in ruled if rule.raises and truth is Truth.TRUE] if can_rise(base) else []
    firings += [Firing(rule, Urgency(base + 1), uncertain=False) for rule in raises]
    firings.sort(key=lambda firing: (-firing.urgency, firing.rule.order, firing.rule.slug))
    return Verdict(truths, base, bool(raises), tuple(firings))


def can_rise(base: Urgency) -> bool:
    """A raise never goes above `immediate`, and so does nothing from there up."""
    return base < Urgency.IMMEDIATE


def _firing(facts: Facts, rule: Rule, conditions: Conditions, truth: Truth) -> Firing | None:
    """What was not asked never fires anything. But when answers "weet ik niet" alone already make a rule possible,
    it counts as such while other questions are open; or else a worse answer could lower the urgency for a while.
    """
    if truth is Truth.OPEN and rule.if_uncertain is not None:
        truth = facts.least_truth(conditions)
    if truth is Truth.TRUE and rule.at_least is not None:
        return Firing(rule, rule.at_least, uncertain=False)
    if truth is Truth.UNKNOWN and rule.if_uncertain is not None:
        return Firing(rule, rule.if_uncertain, uncertain=True)
    return None


def urgency_of(answers: Answers) -> Urgency:
    """The urgency of these answers, whether or not the interview is finished."""
    return verdict_on(facts_from(answers)).urgency


def rule_truths(answers: Answers) -> dict[str, Truth]:
    """What the answers say about each rule, by its slug."""
    facts = facts_from(answers)
    return {rule.slug: facts.truth(conditions) for rule, conditions in facts.index.rules}
