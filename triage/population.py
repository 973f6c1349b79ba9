"""A made-up population of people who ask help in primary care for a new episode of back pain, always the same one.

It answers one question only: how many people would a change of the protocol send where? It is no research, and no
measure of who is really ill. It is shaped after an inception cohort: pain of less than six weeks, seen for the first
time. How often each answer is given stands in `triage.frequencies`, with its source: nearly always our own estimate.

Each answer is given by as many of these people as its frequency says, to the nearest person, and chance decides only
who they are (a Latin hypercube): otherwise chance alone would move the shares of rare things by a third. Answers are
drawn each by itself, so that things which go together in life go together too rarely.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random

from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.conditions import Reading, all_hold
from triage.engine.facts import facts_from
from triage.engine.harmless import harmless
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import Verdict, verdict_on
from triage.frequencies import (
    AGES,
    FREQUENCIES,
    OTHER_YES,
    PAIN_SCORES,
    PREGNANT,
    RARE_ALARM_SIGN,
    SHARE_UNKNOWN,
)

SEED = 20261122
PEOPLE = 4000

Person = Mapping[str, Answer]
Shares = Mapping[str, float]


def represents(protocol: Protocol) -> bool:
    """Whether this population says anything about a protocol: it asks most of what has a frequency here."""
    asked = {frequency.question for frequency in FREQUENCIES}
    return 2 * len(asked & protocol.index.questions.keys()) > len(asked)


def people(protocol: Protocol, count: int = PEOPLE) -> Iterator[Person]:
    """What each would answer to every question of this protocol, asked or not. The same each time."""
    ages, shares = _ages(count), _shares()
    columns = {one.slug: _answers(one, shares.get(one.slug, {}), ages) for one in protocol.questions}
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


def urgency_of(protocol: Protocol, person: Person) -> Urgency:
    return verdict_of(protocol, person).urgency


def verdict_of(protocol: Protocol, person: Person) -> Verdict:
    """What comes of it when this person is asked everything that can be asked."""
    index, given = protocol.index, dict[str, Answer]()
    readings: dict[str, Reading] = {}
    for slug, question in index.questions.items():
        if question.clarifies is not None:
            asked = isinstance(given.get(question.clarifies), Unknown)
        else:
            asked = all_hold(index.gates.get(slug, ()), readings) is not Truth.FALSE
        if asked:
            given[slug] = person[slug]
        readings[slug] = _reading(given.get(slug))
    return verdict_on(facts_from(Answers(protocol, given)))


def _reading(answer: Answer | None) -> Reading:
    if isinstance(answer, Chosen):
        return frozenset(answer.choices)
    if isinstance(answer, Measured):
        return answer.number
    return Truth.FALSE if answer is None else Truth.UNKNOWN


def _shares() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for frequency in FREQUENCIES:
        found.setdefault(frequency.question, {}).update(frequency.shares)
    return found


def _places(drawn: str, count: int) -> list[float]:
    """Everybody's place between 0 and 1, evenly spread. Whoever stands below a frequency gives that answer."""
    places = [(number + 0.5) / count for number in range(count)]
    Random(f"{SEED} {drawn}").shuffle(places)  # noqa: S311  # nothing secret: the same population every time
    return places


def _answers(question: Question, own: Shares, ages: Sequence[int]) -> list[Answer]:
    """What each answers to one question, in the order of the people."""
    count = len(ages)
    places = _places(question.slug, count)
    if question.slug == "age":
        return [Measured(age) for age in ages]
    if question.number is not None:
        said = [_number(question, place) for place in places]
    elif question.kind is QuestionKind.YES_NO:
        said = [_yes_no(question, own, place) for place in places]
    elif question.kind is QuestionKind.SINGLE:
        said = [_single(question, own, place) for place in places]
    else:
        said = _several(question, own, ages)
    unknown = own.get("unknown", SHARE_UNKNOWN) if question.allows_unknown else 0
    return [
        Unknown() if place < unknown else answer
        for place, answer in zip(_places(f"{question.slug} unknown", count), said, strict=True)
    ]


def _number(question: Question, place: float) -> Answer:
    if question.slug != "pain-score":
        return harmless(question)
    return Measured(PAIN_SCORES[int(place * len(PAIN_SCORES))])


def _yes_no(question: Question, own: Shares, place: float) -> Answer:
    usual = RARE_ALARM_SIGN if question.role.value == "alarmSign" else OTHER_YES
    worse = question.worse or "yes"
    better = "no" if worse == "yes" else "yes"
    return Chosen((worse if place < own.get("yes", usual) else better,))


def _single(question: Question, own: Shares, place: float) -> Answer:
    first, *others = question.values
    reached = accumulate(own.get(value, 0.0) for value in others)
    found = (value for value, until in zip(others, reached, strict=True) if place < until)
    return Chosen((next(found, first),))


def _several(question: Question, own: Shares, ages: Sequence[int]) -> list[Answer]:
    """Each choice by itself; whoever makes none says the answer that worries least."""
    chosen: list[list[str]] = [[] for _ in ages]
    for value in question.values:
        for place, age, mine in zip(_places(f"{question.slug} {value}", len(ages)), ages, chosen, strict=True):
            if place < _share(value, own, age):
                mine.append(value)
    return [Chosen(tuple(mine)) if mine else harmless(question) for mine in chosen]


def _share(value: str, own: Shares, age: int) -> float:
    of_pregnancy = {"pregnant": PREGNANT, "maybe-pregnant": PREGNANT / 2}
    if value in of_pregnancy:
        return of_pregnancy[value] if 18 <= age <= 45 else 0.0
    return own.get(value, 0.0)


def _ages(count: int) -> list[int]:
    """Of each band its share; within a band each age as often as the next."""
    return [_age(place) for place in _places("age", count)]


def _age(place: float) -> int:
    for first, last, share in AGES:
        if place < share:
            return first + int(place / share * (last - first + 1))
        place -= share
    return AGES[-1][1]
