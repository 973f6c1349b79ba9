"""The same patients with one answer changed, side by side."""

import itertools
from collections.abc import Iterator

from triage.engine.given import Answer, Chosen
from triage.engine.proofs.circuit import FALSE, TRUE
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import Symbol, known_answers
from triage.engine.records import Question, QuestionKind

Contrast = tuple[Patients, Patients]


def steps(patients: Patients, question: Question) -> Iterator[Contrast]:
    """With an answer, and with the next worse one."""
    symbol = patients.symbols[question.slug]
    if question.kind is QuestionKind.MULTIPLE:
        yield from (chosen_or_not(patients, symbol, value)[::-1] for value in ordinary_choices(question))
        return
    ordered = known_answers(symbol)
    if question.worse in ("lower", "yes"):  # the choices of yesNo are yes and then no
        ordered.reverse()
    copies = [patients.but({question.slug: answer}) for answer in ordered]
    yield from itertools.pairwise(copies)


def contrasts(patients: Patients, question: Question) -> dict[str, list[Contrast]]:
    """For each choice (or class of numbers): with it, and with something else."""
    symbol = patients.symbols[question.slug]
    if question.kind is QuestionKind.MULTIPLE:
        return {value: [chosen_or_not(patients, symbol, value)] for value in ordinary_choices(question)}
    copies = {_name(answer): patients.but({question.slug: answer}) for answer in known_answers(symbol)}
    return {name: [(one, two) for other, two in copies.items() if other != name] for name, one in copies.items()}


def ordinary_choices(question: Question) -> list[str]:
    """All but "geen van deze"."""
    return [value for value in question.values if value != question.exclusive]


def chosen_or_not(patients: Patients, symbol: Symbol, value: str) -> Contrast:
    """Whatever else was chosen: with this choice, and without it."""
    slug, exclusive = symbol.question.slug, symbol.question.exclusive or ""
    others = {name: one for name, one in symbol.choices.items() if name not in (value, exclusive)}
    none = -patients.circuit.any_of(others.values())
    more = Symbol(symbol.question, {**others, value: TRUE, exclusive: FALSE}, {}, TRUE, FALSE)
    less = Symbol(symbol.question, {**others, value: FALSE, exclusive: none}, {}, TRUE, FALSE)
    return patients.with_symbols({slug: more}), patients.with_symbols({slug: less})


def _name(answer: Answer) -> str:
    return answer.choices[0] if isinstance(answer, Chosen) else str(answer)
