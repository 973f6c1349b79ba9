"""Screens, gates and clarifying questions: whether the interview can be held in order."""

from collections import Counter

from triage.engine.faults import Place
from triage.engine.records import Question, QuestionKind, Screen
from triage.engine.validation.atoms import check_atoms, leaves_at
from triage.engine.validation.context import Context


def check(context: Context) -> None:
    for screen in context.parts.screens:
        _check_screen(context, screen)
    clarified = Counter(question.clarifies for question in context.parts.questions)
    for question in context.parts.questions:
        place = context.place("question", question.slug)
        _check_gate(context, question, place.at("askedWhen"))
        if question.clarifies is not None:
            _check_clarifying(context, question, question.clarifies, place)
            if clarified[question.clarifies] > 1:
                place.at("clarifies").fault("clarified-twice", question=question.clarifies)


def _check_screen(context: Context, screen: Screen) -> None:
    place = context.place("screen", screen.slug)
    shown = [question for question in context.parts.questions if question.screen == screen.slug]
    if not shown and "question" not in context.broken_kinds:
        place.fault("screen-without-questions")
    for question in shown if screen.none_of_these else ():
        if question.kind is not QuestionKind.YES_NO or question.worse != "yes":
            place.at("noneOfThese").fault("none-of-these-impossible", question=question.slug)


def _check_gate(context: Context, question: Question, place: Place) -> None:
    check_atoms(context, question.asked_when, place, worse_side=True)
    for leaf, at in leaves_at(question.asked_when, place):
        gate = context.questions.get(leaf.question)
        if gate is not None and not context.is_earlier(gate, question.screen):
            at.at("question").fault("not-an-earlier-screen", question=gate.slug)


def _check_clarifying(context: Context, question: Question, clarified: str, place: Place) -> None:
    if question.kind is not QuestionKind.YES_NO or question.worse is None:
        place.fault("clarifies-not-yes-no")
    if question.asked_when:
        place.at("askedWhen").fault("clarifies-with-gate")
    target = context.questions.get(clarified)
    context.refer(place.at("clarifies"), "question", clarified)
    if target is None:
        return
    if not _can_be_clarified(target):
        place.at("clarifies").fault("clarifies-wrong-target", question=clarified)
    if not context.is_earlier(target, question.screen):
        place.at("screen").fault("clarifies-not-later", question=clarified)


def _can_be_clarified(question: Question) -> bool:
    ordered = question.kind is QuestionKind.YES_NO and question.worse is not None
    return ordered and question.allows_unknown and question.clarifies is None
