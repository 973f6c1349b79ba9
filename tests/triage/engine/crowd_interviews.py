"""The interview of a whole crowd: everybody is asked, round after round, what their own answers still leave open."""

from collections.abc import Callable, Mapping

from tests.triage.engine.crowd import LEVELS, Bits, Crowd
from triage.engine.atoms import AtLeastOf, AtMostOf, PromiseAtom
from triage.engine.records import Rule
from triage.engine.urgency import Urgency

Asked = Mapping[str, Bits]
"""For each question, who may be asked it, or who is."""


def interviewed(says: Crowd) -> Crowd:
    """The answers when only what could still make it more urgent is asked. `says`: what everybody would answer."""
    return _asked_on(says, _wanted)


def everything_asked(says: Crowd) -> Crowd:
    """The answers when everything is asked that can be asked."""
    return _asked_on(says, lambda crowd: dict.fromkeys(crowd.replies, crowd.everyone))


def _asked_on(says: Crowd, wanted: Callable[[Crowd], Asked]) -> Crowd:
    answered: dict[str, Bits] = dict.fromkeys(says.replies, 0)
    while True:
        now = says.but(*(one.only(answered[slug]) for slug, one in says.replies.items()))
        more = {slug: who & _askable(now, slug) & says.replies[slug].given for slug, who in wanted(now).items()}
        if not any(more.values()):
            return now
        answered = {slug: answered[slug] | more.get(slug, 0) for slug in answered}


def _askable(crowd: Crowd, slug: str) -> Bits:
    visible = crowd.visible(slug)
    return (visible.true | visible.unknown) & ~crowd.replies[slug].given


def _wanted(crowd: Crowd) -> Asked:
    """Who waits for which question: an open rule could make it more urgent, and the question could decide it."""
    waiting: dict[str, Bits] = dict.fromkeys(crowd.replies, 0)
    going_on = crowd.everyone & ~crowd.urgency[Urgency.EMERGENCY]
    for rule in crowd.protocol.rules:
        _wait(crowd, rule.when, going_on & crowd.truths(rule.when).open & _could_matter(crowd, rule), waiting)
    for question in reversed(crowd.protocol.questions):  # a gate names questions of earlier screens
        behind = waiting[question.slug] & ~crowd.replies[question.slug].given
        _wait(crowd, question.asked_when, behind & crowd.truths(question.asked_when).open, waiting)
    for slug, clarifying in crowd.protocol.index.clarifier.items():
        waiting[clarifying.slug] |= waiting[slug] & crowd.replies[slug].given
    return waiting


def _wait(crowd: Crowd, atoms: tuple[PromiseAtom, ...], who: Bits, waiting: dict[str, Bits]) -> None:
    for atom in atoms:
        still_open = who & crowd.atom(atom).open
        for leaf in atom.atoms if isinstance(atom, AtLeastOf | AtMostOf) else (atom,):
            waiting[leaf.question] |= still_open & crowd.leaf(leaf).open


def _could_matter(crowd: Crowd, rule: Rule) -> Bits:
    certain = crowd.everyone
    for atom in rule.when:
        truths = crowd.atom(atom)
        certain &= truths.true | truths.open
    if rule.raises:
        return certain & ~crowd.raising & ~crowd.base[Urgency.IMMEDIATE]
    could = 0
    for level in LEVELS:
        could |= certain & ~crowd.base[level] if rule.at_least is level else 0
        could |= ~certain & ~crowd.base[level] if rule.if_uncertain is level else 0
    return crowd.everyone & could
