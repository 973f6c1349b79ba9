"""Each question by itself: its kind, its choices or bounds, and which answer is worse."""

from triage.engine.faults import Place
from triage.engine.records import YES_NO, Question, QuestionKind, Text
from triage.engine.validation.context import Context, distinct

MAXIMUM_CHOICES = 8
_CHOICE_KINDS = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
_WORSE = {
    QuestionKind.YES_NO: ("yes", "no"),
    QuestionKind.SINGLE: ("last",),
    QuestionKind.MULTIPLE: ("more",),
    QuestionKind.NUMBER: ("higher", "lower"),
}


def check(context: Context) -> None:
    for question in context.parts.questions:
        place = context.place("question", question.slug)
        context.refer(place.at("screen"), "screen", question.screen)
        context.refer_all(place.at("sources"), "source", question.sources)
        _check_kind(question, place)
        _check_worse(question, place)
        _check_tell(question, place.at("tell"))


def _check_kind(question: Question, place: Place) -> None:
    if question.kind is QuestionKind.NUMBER:
        _check_number(question, place)
        return
    if question.number is not None:
        place.at("number").fault("field-not-for-kind", field="number", kind=question.kind)
    if question.kind is QuestionKind.YES_NO:
        _check_yes_no(question, place.at("choices"))
    else:
        _check_choices(question, place.at("choices"))


def _check_number(question: Question, place: Place) -> None:
    if question.choices:
        place.at("choices").fault("field-not-for-kind", field="choices", kind=question.kind)
    if question.number is None:
        place.fault("field-needed-for-kind", field="number", kind=question.kind)
    elif question.number.minimum >= question.number.maximum:
        place.at("number").fault("minimum-above-maximum")


def _check_yes_no(question: Question, place: Place) -> None:
    if question.values != tuple(choice.value for choice in YES_NO):
        place.fault("yes-no-choices")
    if question.exclusive is not None:
        place.fault("exclusive-not-for-kind")


def _check_choices(question: Question, place: Place) -> None:
    if not 2 <= len(question.choices) <= MAXIMUM_CHOICES:
        place.fault("number-of-choices", maximum=MAXIMUM_CHOICES, count=len(question.choices))
    distinct(place, question.values)
    if "unknown" in question.values:
        place.at(question.values.index("unknown")).fault("reserved-choice")
    _check_exclusive(question, place)


def _check_exclusive(question: Question, place: Place) -> None:
    exclusive = [(number, choice) for number, choice in enumerate(question.choices) if choice.exclusive]
    if question.kind is QuestionKind.SINGLE:
        if exclusive:
            place.fault("exclusive-not-for-kind")
        return
    if len(exclusive) != 1:
        place.fault("exclusive-not-one", count=len(exclusive))
    for number, choice in exclusive:
        if not choice.baseline:
            place.at(number).fault("exclusive-not-baseline")


def _check_worse(question: Question, place: Place) -> None:
    allowed = _WORSE[question.kind]
    if question.worse is not None and question.worse not in allowed:
        place.at("worse").fault("worse-not-for-kind", worse=question.worse, allowed=", ".join(allowed))


def _check_tell(question: Question, place: Place) -> None:
    number = question.kind is QuestionKind.NUMBER
    if (number and question.tell_choices) or (not number and question.tell_number is not None):
        place.fault("field-not-for-kind", field="tell", kind=question.kind)
    if question.tell_number is not None:
        _check_placeholder(question.tell_number, place)
    for value, _ in question.tell_choices:
        if not number and value not in question.values:
            place.fault("not-a-choice", value=value, question=question.slug, allowed=", ".join(question.values))


def _check_placeholder(text: Text, place: Place) -> None:
    for language, value in (("nl", text.nl), *text.others):
        if "{number}" not in value:
            place.at(language).fault("number-placeholder-missing")
