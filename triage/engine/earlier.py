"""Whether somebody is worse than last time, and what their answers then say.

It can only make things more urgent. Worse is filled in as the worst that could be answered, beside what somebody
answered; not worse fills in nothing, because two sheets of answers that are alike are no proof that nobody is worse.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from triage.engine.answers import Answers
from triage.engine.evaluate import Assessment, evaluate
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.protocol import Protocol
from triage.engine.records import Earlier, Question, QuestionKind
from triage.engine.urgency import Urgency
from triage.engine.verdict import urgency_of


def is_worse(now: Answers, before: Answers) -> bool:
    """Whether a question that both answered has a worse answer now, or what is told is more urgent than it was.

    `before` may be of another release: only questions that are alike in both are compared. More urgent counts from
    `sameDay` up: below that, time that passed or a doctor who was seen makes a difference too.
    """
    earlier = now.protocol.notices.earlier
    if earlier is None:
        return False
    return any(_comparisons(now, before, earlier)) or _is_more_urgent(now, before)


def _is_more_urgent(now: Answers, before: Answers) -> bool:
    urgency = urgency_of(now)
    return urgency >= Urgency.SAME_DAY and urgency > urgency_of(before)


def _comparisons(now: Answers, before: Answers, earlier: Earlier) -> Iterator[bool]:
    for slug, answer in now.given.items():
        question = now.protocol.index.questions[slug]
        then = before.protocol.index.questions.get(slug)
        alike = then is not None and (then.kind, then.worse) == (question.kind, question.worse)
        if alike and slug in before.given:
            yield _is_worse(question, answer, before.given[slug], _left_out(question, earlier))


def _left_out(question: Question, earlier: Earlier) -> frozenset[str] | None:
    """The choices that say nothing about how somebody is; None: the whole question."""
    found = [ignored.choices for ignored in earlier.ignores if ignored.question == question.slug]
    if any(not choices for choices in found):
        return None
    return frozenset(choice for choices in found for choice in choices)


def _is_worse(question: Question, answer: Answer, before: Answer, left_out: frozenset[str] | None) -> bool:
    """Strictly worse. "Weet ik niet" is not compared: it is neither better nor worse than anything."""
    if left_out is None:
        return False
    match answer, before:
        case Measured(number), Measured(earlier):
            return {"higher": number > earlier, "lower": number < earlier}.get(question.worse or "", False)
        case Chosen(choices), Chosen(earlier_choices):
            return _is_worse_choice(question, choices, earlier_choices, left_out)
        case _:
            return False


def _is_worse_choice(
    question: Question, choices: tuple[str, ...], before: tuple[str, ...], left_out: frozenset[str]
) -> bool:
    match question.kind:
        case QuestionKind.YES_NO:
            return choices == (question.worse,) != before
        case QuestionKind.SINGLE:
            known = question.worse == "last" and before[0] in question.values
            return known and question.values.index(choices[0]) > question.values.index(before[0])
        case _:
            apart = left_out | {question.exclusive}
            return question.worse == "more" and set(choices) - apart > set(before) - apart


def counting_worse(answers: Answers) -> tuple[Answers, ...]:
    """The answers with "worse than last time" in them.

    Two where somebody did not know which of several things hold: with it, and as they said. Neither says all.
    """
    earlier = answers.protocol.notices.earlier
    if earlier is None:
        return (answers,)
    question = answers.protocol.index.questions[earlier.question]
    given = answers.given.get(question.slug)
    filled_in = _filled_in(question, given, earlier.choices)
    if filled_in is None:
        return (answers,)
    worse = replace(answers, given={**answers.given, question.slug: filled_in})
    unsure = question.kind is QuestionKind.MULTIPLE and isinstance(given, Unknown)
    return (worse, answers) if unsure else (worse,)


def _filled_in(question: Question, given: Answer | None, worst: tuple[str, ...]) -> Answer | None:
    """None: as it is. A question of which several choices can hold is still asked: the others are not known."""
    several = question.kind is QuestionKind.MULTIPLE
    if isinstance(given, Unknown) or (given is None and not several):
        return Chosen(worst)
    if isinstance(given, Chosen) and several:
        held = {*given.choices, *worst} - {question.exclusive}
        return Chosen(tuple(value for value in question.values if value in held))
    return None


def evaluate_compared(protocol: Protocol, answers: Answers, at: datetime) -> Assessment:
    """With "worse than last time" counted. An emergency ends it; else nothing ends before every reading is finished,
    and then the most urgent is told."""
    readings = [evaluate(protocol, one, at) for one in counting_worse(answers)]
    outcomes = [(one, one.outcome.urgency) for one in readings if one.outcome is not None]
    most = max(outcomes, key=lambda found: found[1], default=None)
    if most is not None and (most[1] is Urgency.EMERGENCY or len(outcomes) == len(readings)):
        return most[0]
    return next(one for one in readings if one.outcome is None)
