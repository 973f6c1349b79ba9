"""The same patients with one answer changed, side by side."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.given import Answer, Chosen
from triage.engine.harmless import harmless
from triage.engine.proofs.cases import Case
from triage.engine.proofs.circuit import FALSE, TRUE
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import Symbol, known_answers
from triage.engine.records import Question, QuestionKind

Contrast = tuple[Patients, Patients]


@dataclass(frozen=True)
class Step:
    """The same patients with an answer, and with the next worse one."""

    better: Patients
    worse: Patients
    question: Question
    answers: tuple[Answer, Answer] | str
    """Both answers; or the choice that is added to whatever else was chosen."""

    def answers_in(self, case: Case) -> tuple[Answer, Answer]:
        """What is answered on both sides, in this case."""
        if not isinstance(self.answers, str):
            return self.answers
        chosen, exclusive = case.get(self.question.slug), self.question.exclusive
        others = set(chosen.choices) - {self.answers, exclusive} if isinstance(chosen, Chosen) else set()
        more = tuple(one for one in self.question.values if one in others or one == self.answers)
        less = tuple(one for one in more if one != self.answers)
        return Chosen(less or (exclusive or "",)), Chosen(more)


def steps(patients: Patients, question: Question) -> Iterator[Step]:
    """Every step from an answer to a worse one."""
    symbol = patients.symbols[question.slug]
    if question.kind is QuestionKind.MULTIPLE:
        for value in ordinary_choices(question):
            more, less = chosen_or_not(patients, symbol, value)
            yield Step(less, more, question, value)
        return
    ordered = known_answers(symbol)
    if question.worse in ("lower", "yes"):  # the choices of yesNo are yes and then no
        ordered.reverse()
    copies = [(answer, patients.but({question.slug: answer})) for answer in ordered]
    for (one, better), (other, worse) in itertools.pairwise(copies):
        yield Step(better, worse, question, (one, other))


def contrasts(patients: Patients, question: Question) -> dict[str, list[Contrast]]:
    """For each choice: with it, and with a usual one instead; of several at once, with it and without.

    A number stands under the question's own name: with one, and with the next that conditions can tell from it.
    """
    symbol = patients.symbols[question.slug]
    if question.kind is QuestionKind.MULTIPLE:
        return {value: [chosen_or_not(patients, symbol, value)] for value in ordinary_choices(question)}
    copies = [patients.but({question.slug: answer}) for answer in known_answers(symbol)]
    if question.number is not None:
        return {question.slug: list(itertools.pairwise(copies))}
    named = dict(zip(question.values, copies, strict=True))
    usual = usual_choices(question)
    return {value: [(one, named[other]) for other in usual if other != value] for value, one in named.items()}


def usual_choices(question: Question) -> list[str]:
    """The baseline choices; where none is, the one that worries least."""
    baseline = [choice.value for choice in question.choices if choice.baseline]
    answer = harmless(question)
    return baseline or (list(answer.choices) if isinstance(answer, Chosen) else [])


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
