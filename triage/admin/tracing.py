"""Beside the preview: what the engine made of the answers so far, told in sentences with links to what mends them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from content.admin.comparing import addresses_of
from content.documents import Document
from content.models import Topic
from triage.admin.walking import Walk
from triage.engine.answers import Answers
from triage.engine.facts import Facts, facts_from
from triage.engine.interview import questions_open_in, rules_still_open
from triage.engine.outcome import because_of
from triage.engine.protocol import Protocol
from triage.engine.records import Question, Rule
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, verdict_on
from triage.sentences import sentence
from triage.stories import answered
from triage.vocabulary import LABELS

RAISES = "raises"
_NAMES = {**LABELS, RAISES: "één stap dringender"}


class Forms:
    """Where the forms of the drafts are; without an address for who may not open them."""

    def __init__(self, topic: Topic, *, may_open: bool) -> None:
        self.topic, self.may_open = topic, may_open
        self._known: dict[str, dict[str, str]] = {}

    def of(self, kind: str, slug: str) -> str:
        if not self.may_open:
            return ""
        if kind not in self._known:
            self._known[kind] = addresses_of(kind, self.topic)
        return self._known[kind].get(slug, "")


@dataclass(frozen=True)
class Line:
    """A record by its own words, with its form; `notes` stand below it."""

    text: str
    url: str
    notes: tuple[str, ...] = ()
    urgency: str = ""
    uncertain: bool = False

    @property
    def called(self) -> str:
        return _NAMES[self.urgency]


@dataclass(frozen=True)
class Level:
    """Lines that lead to the same urgency."""

    urgency: str
    lines: tuple[Line, ...]

    @property
    def called(self) -> str:
        return _NAMES[self.urgency]


@dataclass(frozen=True)
class ScreenGiven:
    """What was answered on one screen; `place` is how the form goes back to it."""

    place: int
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Trace:
    document: Document
    protocol: Protocol
    answers: Answers
    walk: Walk
    forms: Forms

    @cached_property
    def facts(self) -> Facts:
        return facts_from(self.answers)

    @cached_property
    def verdict(self) -> Verdict:
        return verdict_on(self.facts)

    @property
    def urgency(self) -> str:
        return self.verdict.urgency.json_name

    @property
    def urgency_name(self) -> str:
        return LABELS[self.urgency]

    @property
    def app_is_silent(self) -> bool:
        """Below `sameDay` an app hears nothing yet: an interview that is not finished must not reassure."""
        return self.verdict.urgency < Urgency.SAME_DAY

    @cached_property
    def fired(self) -> list[Line]:
        return [
            Line(
                firing.rule.reason.nl,
                self.forms.of("rule", firing.rule.slug),
                tuple(self._because(firing.number)),
                RAISES if firing.rule.raises else firing.urgency.json_name,
                firing.uncertain,
            )
            for firing in self.verdict.firings
        ]

    def _because(self, rule: int) -> Iterator[str]:
        for given in because_of(self.facts, rule):
            yield self._said(self.facts.index.questions[given.question])

    def _said(self, question: Question) -> str:
        return f"‘{question.text.nl}’ {answered(question, self.answers.given[question.slug])}"

    @cached_property
    def possible(self) -> list[Level]:
        """The most urgent first, raises last."""
        found: dict[str, list[Line]] = {}
        for rule, tier, conditions in rules_still_open(self.facts, self.verdict):
            level = RAISES if rule.raises else tier.json_name
            waits = questions_open_in(self.facts, conditions)
            texts = [one.text.nl for one in self.protocol.questions if one.slug in waits]
            notes = (f"Als {self._when(rule)}.", f"Wacht op: {'; '.join(texts)}")
            found.setdefault(level, []).append(Line(rule.reason.nl, self.forms.of("rule", rule.slug), notes))
        order = [*(one.json_name for one in reversed(Urgency)), RAISES]
        return [Level(level, tuple(found[level])) for level in order if level in found]

    @property
    def possible_count(self) -> int:
        return sum(len(level.lines) for level in self.possible)

    @cached_property
    def out(self) -> list[Line]:
        """The rules that did not fire and make no difference any more, and why."""
        fired = {firing.rule.slug for firing in self.verdict.firings}
        still = {rule.slug for rule, _, _ in rules_still_open(self.facts, self.verdict)}
        return [
            Line(
                rule.reason.nl,
                self.forms.of("rule", rule.slug),
                (f"Als {self._when(rule)}.", _WHY_OUT[truth]),
                RAISES if rule.raises else (rule.at_least or Urgency.SELF_CARE).json_name,
            )
            for (rule, _), truth in zip(self.facts.index.rules, self.verdict.truths, strict=True)
            if rule.slug not in fired and rule.slug not in still
        ]

    def _when(self, rule: Rule) -> str:
        record = self.document.records["rule"][rule.slug]
        return sentence(record["when"], self._questions)

    @property
    def _questions(self) -> Mapping[str, Mapping[str, Any]]:
        return self.document.records["question"]

    @cached_property
    def hidden(self) -> list[Line]:
        """Questions that nobody with these answers gets, and why."""
        return [
            Line(one.text.nl, self.forms.of("question", one.slug), (self._why_hidden(one),))
            for one in self.protocol.questions
            if one.slug not in self.answers.given and self.facts.readings[one.slug] is Truth.FALSE
        ]

    def _why_hidden(self, question: Question) -> str:
        if question.clarifies is not None:
            asked = self.facts.index.questions[question.clarifies].text.nl
            return f"Alleen als iemand ‘weet ik niet’ zegt bij ‘{asked}’."
        when = self.document.records["question"][question.slug].get("askedWhen", [])
        return f"Alleen als {sentence(when, self._questions)}."

    @cached_property
    def skipped(self) -> list[Line]:
        """At the end: what could have been asked, and would have changed nothing."""
        return [
            Line(one.text.nl, self.forms.of("question", one.slug))
            for one in self.protocol.questions
            if one.slug not in self.answers.given and self.facts.readings[one.slug] is not Truth.FALSE
        ]

    @cached_property
    def given(self) -> list[ScreenGiven]:
        return [
            ScreenGiven(place, self._title(step), tuple(self._given(entry["question"] for entry in step)))
            for place, step in enumerate(self.walk.steps)
        ]

    def _title(self, step: Iterable[Mapping[str, Any]]) -> str:
        screen = self.facts.index.questions[next(iter(step))["question"]].screen
        return next(one.title.nl for one in self.protocol.screens if one.slug == screen)

    def _given(self, slugs: Iterable[str]) -> Iterator[Line]:
        for slug in slugs:
            yield Line(self._said(self.facts.index.questions[slug]), self.forms.of("question", slug))


_WHY_OUT = {
    Truth.TRUE: "Geldt wel, maar het is al dringender dan een stap kan maken.",
    Truth.FALSE: "Geldt niet bij deze antwoorden.",
    Truth.UNKNOWN: "Misschien: er is ‘weet ik niet’ gezegd. Deze regel telt alleen bij zekerheid.",
    Truth.OPEN: "Zou niets meer veranderen.",
}
