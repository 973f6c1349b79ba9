"""What may be stored, and what "worse than last time" counts as."""

from triage.engine.faults import Place
from triage.engine.records import Earlier, Ignored, Question, QuestionKind
from triage.engine.validation.context import Context, distinct


def check(context: Context) -> None:
    place = context.place("protocol", context.parts.topic)
    _check_age(context, place)
    earlier = context.parts.notices.earlier
    if earlier is not None:
        _check_filled_in(context, earlier, place.at("earlier"))
        for number, ignored in enumerate(earlier.ignores):
            _check_ignored(context, ignored, place.at("earlier", "ignores", number))


def _check_age(context: Context, place: Place) -> None:
    notices = context.parts.notices
    if notices.age_question is None:
        if notices.consent_text is not None:
            place.fault("consent-without-age")
        return
    at = place.at("ageQuestion")
    if notices.consent_text is None:
        at.fault("age-without-consent")
    question = context.questions.get(notices.age_question)
    known = context.refer(at, "question", notices.age_question) and question is not None
    if known and question is not None and question.kind is not QuestionKind.NUMBER:
        at.fault("age-not-a-number")


def _check_filled_in(context: Context, earlier: Earlier, place: Place) -> None:
    """Only what no other answer to that question can be worse than: then it never makes anything less urgent."""
    question = context.questions.get(earlier.question)
    if not context.refer(place.at("question"), "question", earlier.question) or question is None:
        return
    if question.clarifies is not None:
        clarified = question.clarifies
        place.at("question").fault("names-clarifying-question", question=question.slug, clarified=clarified)
    elif question.worse is None or question.kind is QuestionKind.NUMBER:
        place.at("question").fault("earlier-without-order", question=question.slug)
    else:
        _check_choices(question, earlier.choices, place.at("choices"))


def _check_choices(question: Question, choices: tuple[str, ...], place: Place) -> None:
    distinct(place, choices)
    allowed = ", ".join(question.values)
    for number, value in enumerate(choices):
        if value not in question.values:
            place.at(number).fault("not-a-choice", value=value, question=question.slug, allowed=allowed)
        elif value == question.exclusive:
            place.at(number).fault("earlier-exclusive", value=value)
    if question.kind is QuestionKind.MULTIPLE or not question.values:
        return
    worst = question.values[-1] if question.kind is QuestionKind.SINGLE else question.worse
    if choices != (worst,):
        place.fault("earlier-not-worst", worst=worst)


def _check_ignored(context: Context, ignored: Ignored, place: Place) -> None:
    question = context.questions.get(ignored.question)
    if not context.refer(place.at("question"), "question", ignored.question) or question is None:
        return
    if question.worse is None:
        place.at("question").fault("earlier-without-order", question=question.slug)
    elif ignored.choices and question.kind is not QuestionKind.MULTIPLE:
        place.at("choices").fault("ignores-part", question=question.slug)
    elif ignored.choices:
        _check_choices(question, ignored.choices, place.at("choices"))
