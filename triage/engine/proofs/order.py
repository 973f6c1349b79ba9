"""A worse answer never lowers the urgency, and "weet ik niet" lies between the least and the most urgent answer."""

from collections.abc import Iterator, Mapping
from functools import partial

from triage.engine.given import Answer
from triage.engine.proofs.cases import Case, Cases
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.contrasts import Step, steps
from triage.engine.proofs.failures import Check, Failure
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import known_answers
from triage.engine.records import Question


def failures(cases: Cases) -> Iterator[Failure]:
    for question in cases.protocol.questions:
        if question.worse is not None:
            yield from _worse_is_less(cases, question)
        if question.allows_unknown and question.clarifies is None:
            yield from _unknown(cases, question)


def _worse_is_less(cases: Cases, question: Question) -> Iterator[Failure]:
    for step in steps(cases.anybody, question):
        wanted = _above(Conclusions(step.better), Conclusions(step.worse))
        case = cases.smallest(wanted, truly=partial(_falls, cases, step))
        if case is not None:
            answers = step.answers_in(case)
            worse = {**case, question.slug: answers[1]}
            yield Failure(
                Check.WORSE_IS_LESS, "question", question.slug, worse, cases.urgency_of(worse), answers=answers
            )
            return


def _falls(cases: Cases, step: Step, case: Case) -> bool:
    """The engine says so too: the worse answer makes it less urgent."""
    better, worse = (cases.urgency_of({**case, step.question.slug: one}) for one in step.answers_in(case))
    return better > worse


def _unknown(cases: Cases, question: Question) -> Iterator[Failure]:
    symbol, circuit = cases.anybody.symbols[question.slug], cases.circuit
    unknown = Conclusions(cases.anybody)
    said = [symbol.unknown, *_settled(cases.anybody, question)]
    known = [
        Conclusions(cases.anybody.but(_without_clarifying(cases.anybody, question, answer)))
        for answer in known_answers(symbol)
    ]
    for check, beyond in (
        (Check.UNKNOWN_IS_LESS, [_above(one, unknown) for one in known]),
        (Check.UNKNOWN_IS_MORE, [_above(unknown, one) for one in known]),
    ):
        case = cases.smallest(*said, circuit.all_of(beyond), truly=partial(_is_beyond, cases, question, check))
        if case is not None:
            yield Failure(check, "question", question.slug, case, cases.urgency_of(case))


def _is_beyond(cases: Cases, question: Question, check: Check, case: Case) -> bool:
    """The engine says so too: "weet ik niet" lies below, or above, every known answer."""
    unknown = cases.urgency_of(case)
    changes = (
        _without_clarifying(cases.anybody, question, answer)
        for answer in known_answers(cases.anybody.symbols[question.slug])
    )
    known = [cases.urgency_of({slug: one for slug, one in {**case, **change}.items() if one}) for change in changes]
    return unknown < min(known) if check is Check.UNKNOWN_IS_LESS else unknown > max(known)


def _settled(patients: Patients, question: Question) -> list[Literal]:
    """While the clarifying question is not answered, nothing can be said yet."""
    clarifying = patients.index.clarifier.get(question.slug)
    return [] if clarifying is None else [patients.symbols[clarifying.slug].given(patients.circuit)]


def _without_clarifying(patients: Patients, question: Question, answer: Answer) -> Mapping[str, Answer | None]:
    clarifying = patients.index.clarifier.get(question.slug)
    return {question.slug: answer} if clarifying is None else {question.slug: answer, clarifying.slug: None}


def _above(one: Conclusions, other: Conclusions) -> Literal:
    """One is more urgent than the other."""
    circuit = one.patients.circuit
    pairs = zip(one.urgencies, other.urgencies, strict=True)
    return circuit.any_of(circuit.all_of([higher, -lower]) for higher, lower in pairs)
