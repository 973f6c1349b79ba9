"""What one other answer would have changed: for who checks an outcome, never for who must decide on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.engine.answers import Answers
from triage.engine.cuts import conditions_of, cuts_in
from triage.engine.evaluate import evaluate
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.urgency import Urgency
from triage.engine.verdict import urgency_of


@dataclass(frozen=True, slots=True)
class Alternative:
    """With this answer, and everything else as it was said. `urgency` is None where more would then be asked."""

    question: str
    answer: Answer
    urgency: Urgency | None


def alternatives(answers: Answers, at: datetime) -> tuple[Alternative, ...]:
    """By question, in the order of the protocol; of answers that come to the same, the first. Raises NoMoment."""
    now, protocol = urgency_of(answers), answers.protocol
    cuts = cuts_in(conditions_of(protocol))
    found: dict[tuple[str, Urgency | None], Alternative] = {}
    for question in protocol.questions:
        given = answers.given.get(question.slug)
        if given is None:
            continue
        for other in _others(question, given, cuts.get(question.slug, frozenset())):
            changed = Answers(protocol, {**answers.given, question.slug: other})
            if urgency_of(changed) is not now:
                urgency = _final(protocol, changed, at)
                found.setdefault((question.slug, urgency), Alternative(question.slug, other, urgency))
    return tuple(found.values())


def _final(protocol: Protocol, answers: Answers, at: datetime) -> Urgency | None:
    """An interview that is not finished must not reassure, here neither."""
    outcome = evaluate(protocol, answers, at).outcome
    return None if outcome is None else outcome.urgency


def _others(question: Question, given: Answer, cuts: frozenset[int]) -> Iterator[Answer]:
    """Every other answer that could matter, the nearest first."""
    if isinstance(given, Measured):
        yield from _numbers(question, given.number, cuts)
    elif question.number is not None:
        yield from _numbers(question, question.number.minimum - 1, cuts)
    elif question.kind is QuestionKind.MULTIPLE:
        yield from _toggled(question, given.choices if isinstance(given, Chosen) else ())
    else:
        yield from (Chosen((value,)) for value in question.values if given != Chosen((value,)))
    if question.allows_unknown and given != Unknown():
        yield Unknown()


def _numbers(question: Question, given: int, cuts: frozenset[int]) -> Iterator[Answer]:
    """The nearest number on the other side of each cut."""
    bounds = question.number
    if bounds is None:
        return
    crossed = [cut if cut > given else cut - 1 for cut in cuts]
    within = {number for number in crossed if bounds.minimum <= number <= bounds.maximum}
    yield from (Measured(number) for number in sorted(within, key=lambda number: (abs(number - given), number)))


def _toggled(question: Question, chosen: tuple[str, ...]) -> Iterator[Answer]:
    """One choice more, or one less; the choice that goes with no other stands for none."""
    exclusive = question.exclusive
    kept = tuple(value for value in chosen if value != exclusive)
    for value in question.values:
        if value == exclusive:
            left: tuple[str, ...] = ()
        elif value in kept:
            left = tuple(one for one in kept if one != value)
        else:
            left = (*kept, value)
        other = left or (() if exclusive is None else (exclusive,))
        if other and set(other) != set(chosen):
            yield Chosen(other)
