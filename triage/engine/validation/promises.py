"""Promises and vignettes: what the protocol is held to."""

from triage.engine.answer_checks import answer_faults
from triage.engine.faults import Place
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.records import Vignette, VignetteAnswer
from triage.engine.validation.atoms import check_free_atoms
from triage.engine.validation.context import Context


def check(context: Context) -> None:
    for promise in context.parts.promises:
        place = context.place("promise", promise.slug)
        check_free_atoms(context, promise.when, place.at("when"))
        context.refer_all(place.at("sources"), "source", promise.sources)
    for vignette in context.parts.vignettes:
        _check_vignette(context, vignette, context.place("vignette", vignette.slug))


def _check_vignette(context: Context, vignette: Vignette, place: Place) -> None:
    context.refer_all(place.at("sources"), "source", vignette.sources)
    for slug, value in vignette.answers:
        at = place.at("answers", slug)
        question = context.questions.get(slug)
        if context.refer(at, "question", slug) and question is not None:
            for fault in answer_faults(question, vignette_answer(value)):
                at.fault("vignette-answer", question=slug, reason=fault.code)


def vignette_answer(value: VignetteAnswer) -> Answer:
    if isinstance(value, int):
        return Measured(value)
    if isinstance(value, tuple):
        return Chosen(value)
    return Unknown() if value == "unknown" else Chosen((value,))
