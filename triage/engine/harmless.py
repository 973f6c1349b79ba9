"""The answer of somebody who has nothing to worry about."""

from triage.engine.given import Answer, Chosen, Measured
from triage.engine.records import NumberRange, Question, QuestionKind


def harmless(question: Question) -> Answer:
    """The answer that worries least, where there is one; else a usual one."""
    if question.number is not None:
        return Measured(_harmless_number(question, question.number))
    if question.kind is QuestionKind.YES_NO:
        return Chosen(("no" if question.worse != "no" else "yes",))
    baseline = (choice.value for choice in question.choices if choice.baseline)
    return Chosen((question.exclusive or next(baseline, question.values[0]),))


def _harmless_number(question: Question, bounds: NumberRange) -> int:
    """Without a worse side: at a third, which for an age is an adult's."""
    third = bounds.minimum + (bounds.maximum - bounds.minimum) // 3
    return {"higher": bounds.minimum, "lower": bounds.maximum}.get(question.worse or "", third)
