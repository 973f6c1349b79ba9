"""What DESIGN demands, asked of a whole crowd: for each law the records that break it, for anybody at all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.triage.engine.crowd import Bits, Crowd, Replies, any_of
from tests.triage.engine.crowd_interviews import everything_asked, interviewed
from tests.triage.engine.crowds import Among, Drawing
from triage.engine.conditions import NumberMatch, matches_in
from triage.engine.protocol import Protocol
from triage.engine.records import Promise, PromiseKind, Question, QuestionKind
from triage.engine.urgency import Urgency


def broken_promises(crowd: Crowd) -> set[str]:
    return {one.slug for one in crowd.protocol.promises if crowd.truths(one.when).true & _beyond_promised(crowd, one)}


def _beyond_promised(crowd: Crowd, promise: Promise) -> Bits:
    floor = promise.kind is PromiseKind.FLOOR
    return crowd.below(promise.urgency) if floor else crowd.above(promise.urgency)


def broken_alarm_signs(crowd: Crowd) -> set[str]:
    """Said yes, below the sign; or self-care where it may be because of "weet ik niet"."""
    signs = dict(crowd.protocol.references.alarm_signs)
    return {
        rule.slug
        for rule in crowd.protocol.rules
        if rule.alarm_sign is not None
        and (
            crowd.truths(rule.when).true & crowd.below(signs[rule.alarm_sign])
            or crowd.truths(rule.when, least=True).possible & crowd.below(Urgency.WITHIN_DAYS)
        )
    }


def worse_is_less(crowd: Crowd) -> set[str]:
    ordered = (question for question in crowd.protocol.questions if question.worse is not None)
    return {question.slug for question in ordered if _falls(crowd, question)}


def _falls(crowd: Crowd, question: Question) -> bool:
    if question.kind is QuestionKind.MULTIPLE:
        return any(more.less_urgent_than(less) != 0 for less, more in _one_choice_more(crowd, question))
    steps = [crowd.but(_all_say(crowd, question, answer)) for answer in _known(crowd.protocol, question)]
    if question.worse in ("lower", "yes"):  # the choices of yesNo are yes and then no
        steps.reverse()
    return any(worse.less_urgent_than(better) != 0 for better, worse in pairwise(steps))


def _one_choice_more(crowd: Crowd, question: Question) -> Iterator[tuple[Crowd, Crowd]]:
    """Whatever else somebody chose, without this choice and with it."""
    others = Drawing(Random(question.slug), crowd.count).known(question, Among(frozenset(question.values)))
    exclusive = question.exclusive or ""
    for value in question.values:
        if value != exclusive:
            less = {**others.chosen, value: 0}
            none = crowd.everyone & ~any_of(one for name, one in less.items() if name != exclusive)
            more = {**less, value: crowd.everyone, exclusive: 0}
            yield (
                crowd.but(replace(others, chosen={**less, exclusive: none})),
                crowd.but(replace(others, chosen=more)),
            )


def unknown_beyond(crowd: Crowd) -> set[str]:
    """Questions to which "weet ik niet" is less urgent, or more, than every known answer."""
    asked = (one for one in crowd.protocol.questions if one.allows_unknown and one.clarifies is None)
    return {question.slug for question in asked if _beyond(crowd, question)}


def _beyond(crowd: Crowd, question: Question) -> Bits:
    """Where a question is clarified: once it is, for then it counts. A known answer leaves nothing to clarify."""
    clarifying = crowd.protocol.index.clarifier.get(question.slug)
    settled = crowd.everyone if clarifying is None else crowd.replies[clarifying.slug].given
    nothing = [] if clarifying is None else [Replies(clarifying, 0, 0, dict.fromkeys(clarifying.values, 0))]
    silent = dict.fromkeys(question.values, 0)
    unknown = crowd.but(Replies(question, 0, crowd.everyone, silent, ()))
    below = above = settled
    for answer in _known(crowd.protocol, question):
        known = crowd.but(_all_say(crowd, question, answer), *nothing)
        below &= unknown.less_urgent_than(known)
        above &= known.less_urgent_than(unknown)
    return below | above


def _known(protocol: Protocol, question: Question) -> list[Among]:
    """Every answer, in order; of numbers those on both sides of each bound; of several choices each alone, and all."""
    if question.number is not None:
        return [Among(low=number, high=number) for number in _telling_numbers(protocol, question)]
    alone = [Among(frozenset((value,))) for value in question.values]
    return [*alone, Among()] if question.kind is QuestionKind.MULTIPLE else alone


def _telling_numbers(protocol: Protocol, question: Question) -> list[int]:
    index, bounds = protocol.index, question.number
    if bounds is None:
        return []
    conditions = [*index.gates.values(), *(when for _, when in index.rules)]
    found = {bounds.minimum, bounds.maximum}
    for match in (match for when in conditions for match in matches_in(when)):
        if isinstance(match, NumberMatch) and match.question == question.slug:
            found |= {match.low - 1, match.low, match.high, match.high + 1}
    return sorted(number for number in found if bounds.minimum <= number <= bounds.maximum)


def _all_say(crowd: Crowd, question: Question, answer: Among) -> Replies:
    """Everybody the same. `Among()` stands for every choice at once."""
    everyone = crowd.everyone
    if question.number is not None:
        digits = tuple(everyone if answer.low >> place & 1 else 0 for place in range(answer.low.bit_length()))
        return Replies(question, everyone, 0, {}, digits)
    values = answer.choices or frozenset(question.values) - {question.exclusive}
    return Replies(question, everyone, 0, {value: everyone if value in values else 0 for value in question.values})


def stops_too_early(says: Crowd) -> Bits:
    """Who would be more urgent, or less, if everything had been asked. Everybody answers all that is asked."""
    adaptive, everything = interviewed(says), everything_asked(says)
    return adaptive.less_urgent_than(everything) | everything.less_urgent_than(adaptive)
