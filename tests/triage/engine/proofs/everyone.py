"""Every combination of answers that a small protocol allows, and what the engine itself says of each.

Nothing here looks at the solver's circuit: the laws of DESIGN are tried on all cases, one after the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product

from triage.engine.answers import Answers
from triage.engine.conditions import Conditions
from triage.engine.facts import Facts, facts_from
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.interview import interview_at
from triage.engine.outcome import outcome_of
from triage.engine.protocol import Index, Protocol
from triage.engine.records import Moment, Question, QuestionKind
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import verdict_on

Case = tuple[Answer | None, ...]
"""One answer (or none) for every question, in the protocol's order."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the engine says of one case. `over`: nothing is asked any more that could make it more urgent."""

    facts: Facts
    urgency: Urgency
    over: bool
    route: str
    text: str
    shown: frozenset[str]
    withheld: frozenset[str]


def known_answers(question: Question) -> list[Answer]:
    if question.number is not None:
        return [Measured(number) for number in range(question.number.minimum, question.number.maximum + 1)]
    if question.kind is not QuestionKind.MULTIPLE:
        return [Chosen((value,)) for value in question.values]
    ordinary = [value for value in question.values if value != question.exclusive]
    subsets = (some for size in range(1, len(ordinary) + 1) for some in combinations(ordinary, size))
    return [Chosen((question.exclusive or "",)), *(Chosen(some) for some in subsets)]


def any_answers(question: Question) -> list[Answer | None]:
    unknown: list[Answer | None] = [Unknown()] if question.allows_unknown else []
    return [None, *unknown, *known_answers(question)]


def judged(protocol: Protocol, given: Mapping[str, Answer]) -> Said:
    facts = facts_from(Answers(protocol, given))
    verdict = verdict_on(facts)
    outcome = outcome_of(facts, verdict, Moment.OFFICE_HOURS)
    return Said(
        facts,
        verdict.urgency,
        interview_at(facts, verdict, rules_only=True).next_screen is None,
        outcome.route,
        outcome.record.slug,
        frozenset(outcome.advice),
        frozenset(one.advice for one in outcome.withheld_advice),
    )


@dataclass(frozen=True)
class Everyone:
    protocol: Protocol

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return self.protocol.questions

    @property
    def index(self) -> Index:
        return self.protocol.index

    @cached_property
    def place(self) -> dict[str, int]:
        return {question.slug: place for place, question in enumerate(self.questions)}

    @cached_property
    def said(self) -> dict[Case, Said]:
        everything = product(*map(any_answers, self.questions))
        return {case: judged(self.protocol, self.given(case)) for case in everything}

    def given(self, case: Case) -> dict[str, Answer]:
        pairs = zip(self.questions, case, strict=True)
        return {question.slug: answer for question, answer in pairs if answer is not None}

    def truth(self, case: Case, conditions: Conditions) -> Truth:
        return self.said[case].facts.truth(conditions)

    def urgency(self, case: Case) -> Urgency:
        return self.said[case].urgency

    def but(self, case: Case, slug: str, answer: Answer | None) -> Case:
        """The same case with this answer instead."""
        place = self.place[slug]
        return (*case[:place], answer, *case[place + 1 :])

    def answer(self, case: Case, slug: str) -> Answer | None:
        return case[self.place[slug]]

    # What is asked.

    def is_asked(self, case: Case, slug: str) -> bool:
        """It may be asked, were it not answered."""
        return slug in self.said[self.but(case, slug, None)].facts.askable

    def is_hidden(self, case: Case, slug: str) -> bool:
        return self.said[self.but(case, slug, None)].facts.readings[slug] is Truth.FALSE

    def asked(self, case: Case) -> frozenset[str]:
        return frozenset(slug for slug in self.place if self.is_asked(case, slug))

    @cached_property
    def complete(self) -> list[Case]:
        """Everything that is asked is answered, and nothing else."""
        return [case for case in self.said if self._is_complete(case)]

    def _is_complete(self, case: Case) -> bool:
        return all(
            self.is_hidden(case, slug) if answer is None else self.is_asked(case, slug)
            for slug, answer in zip(self.place, case, strict=True)
        )

    @cached_property
    def most_urgent_later(self) -> dict[Case, Urgency]:
        """The greatest urgency that asking on could lead to, whatever is asked first."""
        found: dict[Case, Urgency] = {}
        for case in sorted(self.said, key=lambda one: one.count(None)):
            later = (found[after] for after in self._one_further(case))
            found[case] = max(later, default=self.urgency(case))
        return found

    def _one_further(self, case: Case) -> Iterator[Case]:
        for slug in self.said[case].facts.askable:
            for answer in any_answers(self.index.questions[slug])[1:]:
                yield self.but(case, slug, answer)

    def urgency_without(self, case: Case, rule: str) -> Urgency:
        facts = self.said[case].facts
        left_out = next(1 << number for number, (one, _) in enumerate(self.index.rules) if one.slug == rule)
        return verdict_on(replace(facts, false=facts.false | left_out)).urgency
