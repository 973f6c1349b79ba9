"""A protocol: records that fit together. One that does not hold cannot be built."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from operator import attrgetter

from triage.engine.calendar import moment_in
from triage.engine.conditions import Conditions, compiled
from triage.engine.drawing import layout_of
from triage.engine.faults import InvalidProtocol
from triage.engine.layout import Layout
from triage.engine.parts import Parts
from triage.engine.records import AdviceChoice, Moment, OutcomeText, Promise, Question, Route, Rule, Screen, Text
from triage.engine.urgency import Urgency
from triage.engine.validation import faults_in
from triage.engine.weights import Weights, weights_of

MOST_MOMENTS = 256


@dataclass(frozen=True, slots=True)
class Contraindication:
    when: Conditions
    because: Text


Telling = tuple[str, Text | None, Mapping[str, Text]]
"""A question with words for a doctor or triagist: those for its number, and those for each choice, in order."""


@dataclass(frozen=True, slots=True)
class Index:
    """Looked up and compiled once, when the protocol is built. Everything is in screen, question or rule order."""

    screens: Mapping[str, Screen]
    questions: Mapping[str, Question]
    on_screen: Mapping[str, tuple[Question, ...]]
    gates: Mapping[str, Conditions]
    clarifier: Mapping[str, Question]
    rules: tuple[tuple[Rule, Conditions], ...]
    routes: tuple[tuple[Route, Conditions], ...]
    advice: tuple[tuple[AdviceChoice, Conditions], ...]
    contraindications: Mapping[str, tuple[Contraindication, ...]]
    outcomes: Mapping[tuple[str, Urgency], OutcomeText]
    promises: tuple[tuple[Promise, Conditions], ...]
    default_route: str
    telling: tuple[Telling, ...] = field(init=False, repr=False, compare=False)
    layout: Layout = field(init=False, repr=False, compare=False)
    against: tuple[Contraindication, ...] = field(init=False, repr=False, compare=False)
    weights: Weights = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The bits are made of the rest, so that they can never say something else."""
        against = tuple(one for found in self.contraindications.values() for one in found)
        groups = [[when for _, when in found] for found in (self.rules, self.routes, self.advice)]
        layout = layout_of(self.questions, self.gates, [*groups, [one.when for one in against]])
        object.__setattr__(self, "telling", tuple(_telling(self.questions.values())))
        object.__setattr__(self, "layout", layout)
        object.__setattr__(self, "against", against)
        object.__setattr__(self, "weights", _weights(self))


@dataclass(frozen=True, slots=True)
class Protocol(Parts):
    """Everything that triage asks and concludes for one topic. Raises `InvalidProtocol` with every fault at once.

    Records may be given in any order and are kept in theirs: `order` first, then slug.
    """

    index: Index = field(init=False, repr=False, compare=False)
    moment_at: Callable[[datetime], Moment] = field(init=False, repr=False, compare=False)
    """The moment of care; raises NoMoment."""

    def __post_init__(self) -> None:
        if faults := faults_in(self):
            raise InvalidProtocol(faults)
        for name in ("screens", "rules", "advice_choices", "routes", "promises", "vignettes"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=attrgetter("order", "slug"))))
        object.__setattr__(self, "outcomes", tuple(sorted(self.outcomes, key=attrgetter("slug"))))
        object.__setattr__(self, "questions", _in_screen_order(self))
        object.__setattr__(self, "index", _index(self))
        # In the same second many people ask.
        object.__setattr__(self, "moment_at", lru_cache(MOST_MOMENTS)(partial(moment_in, self.calendar)))


def _in_screen_order(protocol: Protocol) -> tuple[Question, ...]:
    place = {screen.slug: number for number, screen in enumerate(protocol.screens)}
    return tuple(sorted(protocol.questions, key=lambda one: (place[one.screen], one.order, one.slug)))


def _index(protocol: Protocol) -> Index:
    questions = {question.slug: question for question in protocol.questions}
    advice = protocol.advice_choices
    return Index(
        screens={screen.slug: screen for screen in protocol.screens},
        questions=questions,
        on_screen={one.slug: _on_screen(protocol, one.slug) for one in protocol.screens},
        gates={one.slug: compiled(one.asked_when, questions) for one in protocol.questions if one.asked_when},
        clarifier={one.clarifies: one for one in protocol.questions if one.clarifies is not None},
        rules=tuple((rule, compiled(rule.when, questions)) for rule in protocol.rules),
        routes=tuple((one, compiled(one.when, questions)) for one in protocol.routes if not one.default),
        advice=tuple((row, compiled(row.shown_when, questions)) for row in advice),
        contraindications={row.advice: _contraindications(protocol, row.advice, questions) for row in advice},
        outcomes={(outcome.route, outcome.urgency): outcome for outcome in protocol.outcomes},
        promises=tuple((one, compiled(one.when, questions)) for one in protocol.promises),
        default_route=next(route.slug for route in protocol.routes if route.default),
    )


def _telling(questions: Iterable[Question]) -> Iterator[Telling]:
    for one in questions:
        if one.tell_number is not None or one.tell_choices:
            texts = dict(one.tell_choices)
            yield one.slug, one.tell_number, {value: texts[value] for value in one.values if value in texts}


def _weights(index: Index) -> Weights:
    withheld = {advice: len(found) for advice, found in index.contraindications.items()}
    rules, routes = [rule for rule, _ in index.rules], [route for route, _ in index.routes]
    return weights_of(index.layout.first, rules, routes, [row for row, _ in index.advice], withheld)


def _on_screen(protocol: Protocol, screen: str) -> tuple[Question, ...]:
    return tuple(question for question in protocol.questions if question.screen == screen)


def _contraindications(
    protocol: Protocol, advice: str, questions: Mapping[str, Question]
) -> tuple[Contraindication, ...]:
    """Those of every row of this advice: what is dangerous in one row is dangerous in another."""
    return tuple(
        Contraindication(compiled(withholding.when, questions), withholding.because)
        for row in protocol.advice_choices
        if row.advice == advice
        for withholding in row.withheld_when
    )
