"""Made-up patients, the same ones every time: most have little the matter, some have anything at all."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from tests.triage.library.patients import UNKNOWN, Interview, interviewed
from tests.triage.library.reader import protocol
from triage.engine.conditions import ChoiceMatch, Condition, Conditions, Count, Match, NumberMatch, matches_in
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind, Rest, VignetteAnswer
from triage.engine.urgency import Urgency

SEED = 20261122
NEARLY_WELL, ANYBODY = 500, 150
SHARE_UNKNOWN = 0.05

Sheet = dict[str, VignetteAnswer]


@cache
def everybody() -> tuple[tuple[Sheet, Interview], ...]:
    """Every patient with the interview that they had. Cached: it takes half a minute."""
    built = protocol()
    return tuple((sheet, interviewed(built, sheet, Rest.NO)) for sheet in _everybody(built))


def _everybody(built: Protocol) -> Iterator[Sheet]:
    chance = Random(SEED)
    yield from (nearly_well(built, chance) for _ in range(NEARLY_WELL))
    yield from (anybody(built, chance) for _ in range(ANYBODY))
    yield from (asked(built, question, chance) for question in built.questions for _ in range(2))
    yield from (holding(built, conditions) for _, conditions in (*built.index.rules, *built.index.routes))


def nearly_well(built: Protocol, chance: Random) -> Sheet:
    """Age and circumstances at random, and up to three answers that are not the usual one."""
    sheet: Sheet = {"age": chance.randint(0, 95)}
    for slug in ("place", "onset", "duration", "situation", "general-health"):
        if chance.random() < 0.6:
            sheet[slug] = any_answer(built.index.questions[slug], chance)
    for question in chance.sample(built.questions, chance.randint(0, 3)):
        sheet[question.slug] = any_answer(question, chance)
    return sheet


def anybody(built: Protocol, chance: Random) -> Sheet:
    """Any answer to anything, but for the signs that would end the interview at once."""
    ends = {
        match.question
        for rule, conditions in built.index.rules
        if rule.at_least is Urgency.EMERGENCY and len(conditions) == 1
        for match in _matches(conditions)
    }
    return {one.slug: any_answer(one, chance) for one in built.questions if one.slug not in ends}


def ordinary(built: Protocol, count: int) -> Iterator[Sheet]:
    """Ordinary back pain: 20 to 64, under three weeks, at most one factor, nothing else."""
    chance = Random(SEED)
    for _ in range(count):
        yield {
            "age": chance.randint(20, 64),
            "place": chance.choices(("lower-back", "whole-back", "buttock"), (7, 1, 2))[0],
            "onset": chance.choice(("gradually", "movement")),
            "duration": chance.choice(("first-two-days", "under-three-weeks")),
            "general-health": chance.choice(_PAINKILLERS),
            **chance.choice(_FACTORS),
        }


_PAINKILLERS = (("none",), ("painkiller-advice",), ("painkillers",))
_FACTORS: tuple[Sheet, ...] = (
    *({} for _ in range(4)),
    {"history": ("cancer",)},
    {"history": ("osteoporosis",)},
    {"history": ("steroids",)},
    {"history": ("diabetes",)},
    {"history": ("tuberculosis",)},
    {"course": ("night-pain",)},
)


def asked(built: Protocol, question: Question, chance: Random) -> Sheet:
    """Somebody who gets this question, with any answer to it."""
    sheet: Sheet = {question.slug: any_answer(question, chance)}
    if question.clarifies is not None:
        sheet[question.clarifies] = UNKNOWN
    return holding(built, built.index.gates.get(question.slug, ())) | sheet


def holding(built: Protocol, conditions: Conditions) -> Sheet:
    """The least that makes these conditions hold, with what must be answered for it to be asked."""
    sheet: Sheet = {}
    for match in _matches(conditions):
        question = built.index.questions[match.question]
        sheet = holding(built, built.index.gates.get(question.slug, ())) | sheet
        sheet[question.slug] = _also(sheet.get(question.slug), question, match)
    return sheet


def within(built: Protocol, conditions: Conditions, chance: Random) -> Sheet:
    """Somebody for whom these conditions may hold, with any answer to everything that they do not name."""
    named = {match.question for match in matches_in(conditions)}
    free = (one for one in built.questions if one.slug not in named and one.clarifies is None)
    sheet = {one.slug: any_answer(one, chance) for one in free}
    for condition in conditions:
        for match in _chosen(condition, chance):
            question = built.index.questions[match.question]
            sheet[question.slug] = _also(sheet.get(question.slug), question, match)
    return sheet


def _chosen(condition: Condition, chance: Random) -> Sequence[Match]:
    """As many of a count as it needs or more; of a count that must not be reached, as many as it allows or fewer."""
    if not isinstance(condition, Count):
        return (condition,)
    few, many = (0, condition.needed - 1) if condition.negated else (condition.needed, len(condition.matches))
    return chance.sample(condition.matches, chance.randint(few, many))


def _matches(conditions: Conditions) -> Iterator[Match]:
    for condition in conditions:
        yield from condition.matches[: condition.needed] if isinstance(condition, Count) else (condition,)


def _also(present: VignetteAnswer | None, question: Question, match: Match) -> VignetteAnswer:
    """What makes this match hold, beside what was chosen already."""
    if not isinstance(match, ChoiceMatch):
        return max(match.low, present) if isinstance(present, int) and present <= match.high else _bound(match)
    value = next(value for value in question.values if value in match.accepted)
    if question.kind is not QuestionKind.MULTIPLE:
        return value
    chosen = present if isinstance(present, tuple) else ()
    return chosen if match.accepted.intersection(chosen) else (*chosen, value)


def _bound(match: NumberMatch) -> int:
    return match.low if match.low > 0 else match.high


def any_answer(question: Question, chance: Random) -> VignetteAnswer:
    if question.allows_unknown and chance.random() < SHARE_UNKNOWN:
        return UNKNOWN
    if question.number is not None:
        return chance.randint(question.number.minimum, question.number.maximum)
    if question.kind is not QuestionKind.MULTIPLE:
        return chance.choice(question.values)
    chosen = chance.sample(
        [value for value in question.values if value != question.exclusive], chance.choice((1, 1, 2))
    )
    return tuple(chosen) if chance.random() < 0.6 else (question.exclusive or "",)
