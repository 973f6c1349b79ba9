"""What DESIGN demands of a protocol, tried on everybody: which promises and laws are broken, and by which record."""

from collections.abc import Iterator

from tests.triage.engine.proofs.everyone import Case, Everyone, known_answers
from triage.engine.conditions import Conditions, compiled
from triage.engine.given import Answer, Chosen, Unknown
from triage.engine.proofs.failures import Check
from triage.engine.records import PromiseKind, Question, QuestionKind, Rule
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

Broken = tuple[Check, str, str, str]
"""The check, the kind and slug of the record, and what else tells it apart: another record, or a choice."""


def broken_safety(everyone: Everyone) -> set[Broken]:
    return {one for law in SAFETY for one in law(everyone)}


def broken_liveness(everyone: Everyone) -> set[Broken]:
    return {one for law in LIVENESS for one in law(everyone)}


# Promises.


def floors_and_ceilings(everyone: Everyone) -> Iterator[Broken]:
    for promise, when in everyone.index.promises:
        meant = _meant(everyone, when)
        found = [everyone.urgency(case) for case in meant]
        if not meant:
            yield Check.EMPTY_PROMISE, "promise", promise.slug, ""
        elif promise.kind is PromiseKind.FLOOR and min(found) < promise.urgency:
            yield Check.FLOOR, "promise", promise.slug, ""
        elif promise.kind is PromiseKind.CEILING and max(found) > promise.urgency:
            yield Check.CEILING, "promise", promise.slug, ""


def contradictions(everyone: Everyone) -> Iterator[Broken]:
    meant = {promise: set(_meant(everyone, when)) for promise, when in everyone.index.promises}
    for floor, low in meant.items():
        for ceiling, high in meant.items():
            kinds = (floor.kind, ceiling.kind) == (PromiseKind.FLOOR, PromiseKind.CEILING)
            if kinds and floor.urgency > ceiling.urgency and low & high:
                yield Check.CONTRADICTION, "promise", floor.slug, ceiling.slug


def alarm_signs(everyone: Everyone) -> Iterator[Broken]:
    signs = dict(everyone.protocol.references.alarm_signs)
    for rule, when in everyone.index.rules:
        if rule.alarm_sign is None:
            continue
        certain = any(everyone.urgency(case) < signs[rule.alarm_sign] for case in _meant(everyone, when))
        if certain or any(everyone.urgency(case) is Urgency.SELF_CARE for case in _possible(everyone, when)):
            yield Check.ALARM_SIGN, "rule", rule.slug, rule.alarm_sign
        if not set(_meant(everyone, when)) <= _promised(everyone, signs[rule.alarm_sign]):
            yield Check.NO_FLOOR, "rule", rule.slug, rule.alarm_sign


def _promised(everyone: Everyone, urgency: Urgency) -> set[Case]:
    """Everybody to whom some floor promises at least this."""
    return {
        case
        for promise, when in everyone.index.promises
        if promise.kind is PromiseKind.FLOOR and promise.urgency >= urgency
        for case in _meant(everyone, when)
    }


def _meant(everyone: Everyone, when: Conditions) -> list[Case]:
    return [case for case in everyone.said if everyone.truth(case, when) is Truth.TRUE]


def _possible(everyone: Everyone, when: Conditions) -> list[Case]:
    """For whom it holds, or may hold because of "weet ik niet" alone."""
    certain = (Truth.TRUE, Truth.UNKNOWN)
    return [case for case, said in everyone.said.items() if said.facts.least_truth(when) in certain]


# The order of answers.


def worse_is_less(everyone: Everyone) -> Iterator[Broken]:
    for question in everyone.questions:
        if question.worse is not None and any(_falls(everyone, question, case) for case in everyone.said):
            yield Check.WORSE_IS_LESS, "question", question.slug, ""


def _falls(everyone: Everyone, question: Question, case: Case) -> bool:
    """With some worse answer than this case has, it is less urgent."""
    answer = everyone.answer(case, question.slug)
    if answer is None or isinstance(answer, Unknown):
        return False
    worse = [one for one in known_answers(question) if _is_worse(question, one, answer)]
    return any(everyone.urgency(everyone.but(case, question.slug, one)) < everyone.urgency(case) for one in worse)


def _is_worse(question: Question, one: Answer, than: Answer) -> bool:
    if question.kind is QuestionKind.MULTIPLE:
        return _ordinary(question, one) > _ordinary(question, than)
    answers = known_answers(question)
    if question.worse in ("lower", "yes"):  # the choices of yesNo are yes and then no
        answers.reverse()
    return answers.index(one) > answers.index(than)


def _ordinary(question: Question, answer: Answer) -> set[str]:
    return set(answer.choices) - {question.exclusive} if isinstance(answer, Chosen) else set()


def unknown_between(everyone: Everyone) -> Iterator[Broken]:
    for question in everyone.questions:
        if question.allows_unknown and question.clarifies is None:
            beyond = {one for case in everyone.said for one in _beyond(everyone, question, case)}
            yield from ((check, "question", question.slug, "") for check in beyond)


def _beyond(everyone: Everyone, question: Question, case: Case) -> Iterator[Check]:
    """While the clarifying question is not answered, nothing can be said; a known answer leaves nothing to clarify."""
    clarifying = everyone.index.clarifier.get(question.slug)
    if everyone.answer(case, question.slug) != Unknown():
        return
    if clarifying is not None and everyone.answer(case, clarifying.slug) is None:
        return
    plain = case if clarifying is None else everyone.but(case, clarifying.slug, None)
    known = [everyone.urgency(everyone.but(plain, question.slug, one)) for one in known_answers(question)]
    if everyone.urgency(case) < min(known):
        yield Check.UNKNOWN_IS_LESS
    if everyone.urgency(case) > max(known):
        yield Check.UNKNOWN_IS_MORE


# The interview.


def stops_too_early(everyone: Everyone) -> Iterator[Broken]:
    later = everyone.most_urgent_later
    if any(said.over and later[case] > said.urgency for case, said in everyone.said.items()):
        yield Check.STOPS_TOO_EARLY, "protocol", everyone.protocol.topic, ""


def contraindicated(everyone: Everyone) -> Iterator[Broken]:
    for advice, against in _contraindications(everyone).items():
        given = [case for case, said in everyone.said.items() if advice in said.shown]
        if any(everyone.truth(case, when) is not Truth.FALSE for case in given for when in against):
            yield Check.CONTRAINDICATED, "advice", advice, ""


def _contraindications(everyone: Everyone) -> dict[str, list[Conditions]]:
    """As the records have them, whichever row they stand in."""
    found: dict[str, list[Conditions]] = {}
    for row in everyone.protocol.advice_choices:
        against = [compiled(one.when, everyone.index.questions) for one in row.withheld_when]
        found.setdefault(row.advice, []).extend(against)
    return found


# Nothing is there for nothing: asked of those who answered everything that is asked, and nothing else.


def dead_rules(everyone: Everyone) -> Iterator[Broken]:
    for rule in everyone.protocol.rules:
        if not any(_decides(everyone, rule, case) for case in everyone.complete):
            yield Check.DEAD_RULE, "rule", rule.slug, ""


def _decides(everyone: Everyone, rule: Rule, case: Case) -> bool:
    return everyone.urgency_without(case, rule.slug) < everyone.urgency(case)


def dead_advice(everyone: Everyone) -> Iterator[Broken]:
    for advice in {row.advice for row in everyone.protocol.advice_choices}:
        if not any(advice in everyone.said[case].shown for case in everyone.complete):
            yield Check.DEAD_ADVICE, "advice", advice, ""


def dead_outcomes(everyone: Everyone) -> Iterator[Broken]:
    read = {everyone.said[case].text for case in everyone.complete}
    for outcome in everyone.protocol.outcomes:
        if outcome.slug not in read:
            yield Check.DEAD_OUTCOME, "outcome", outcome.slug, ""


def dead_questions(everyone: Everyone) -> Iterator[Broken]:
    dead = set()
    for question in everyone.questions:
        found = list(_dead(everyone, question))
        dead |= {question.slug for check, *_ in found if check is Check.DEAD_QUESTION}
        yield from found
    for screen in everyone.protocol.screens:
        if {one.slug for one in everyone.questions if one.screen == screen.slug} <= dead:
            yield Check.DEAD_SCREEN, "screen", screen.slug, ""


def _dead(everyone: Everyone, question: Question) -> Iterator[Broken]:
    """A choice that is to nobody other than the usual one. Of the usual ones only if no choice matters at all."""
    if question.number is not None:
        if not any(_matters(everyone, question, case) for case in everyone.complete):
            yield Check.DEAD_QUESTION, "question", question.slug, ""
        return
    alive = {value for value in _choices(question) if _lives(everyone, question, value)}
    if not alive:
        yield Check.DEAD_QUESTION, "question", question.slug, ""
        return
    for value in set(_choices(question)) - alive - _usual(question):
        yield Check.DEAD_CHOICE, "question", question.slug, value


def _usual(question: Question) -> set[str]:
    baseline = {choice.value for choice in question.choices if choice.baseline}
    if question.kind is QuestionKind.YES_NO:
        return {"yes" if question.worse == "no" else "no"}
    return baseline or {question.values[0]}


def _choices(question: Question) -> list[str]:
    return [value for value in question.values if value != question.exclusive]


def _lives(everyone: Everyone, question: Question, value: str) -> bool:
    cases = (case for case in everyone.complete if _has(everyone.answer(case, question.slug), value))
    if question.kind is QuestionKind.MULTIPLE:
        return any(_differ(everyone, question, case, _less(everyone, question, case, value)) for case in cases)
    usual = [Chosen((one,)) for one in _usual(question) - {value}]
    return any(
        _differ(everyone, question, case, everyone.but(case, question.slug, one)) for case in cases for one in usual
    )


def _has(answer: Answer | None, value: str) -> bool:
    return isinstance(answer, Chosen) and value in answer.choices


def _less(everyone: Everyone, question: Question, case: Case, value: str) -> Case:
    """The same case without this choice; without any it is "geen van deze"."""
    rest = _ordinary(question, everyone.answer(case, question.slug) or Unknown()) - {value}
    kept = tuple(one for one in question.values if one in rest)
    return everyone.but(case, question.slug, Chosen(kept or (question.exclusive or "",)))


def _matters(everyone: Everyone, question: Question, case: Case) -> bool:
    """Some other answer than the one that is known changes something."""
    answer = everyone.answer(case, question.slug)
    if answer is None or isinstance(answer, Unknown):
        return False
    others = (everyone.but(case, question.slug, one) for one in known_answers(question) if one != answer)
    return any(_differ(everyone, question, case, other) for other in others)


def _differ(everyone: Everyone, question: Question, one: Case, other: Case) -> bool:
    """In urgency, route, advice, or what else is asked."""
    first, second = everyone.said[one], everyone.said[other]
    if (first.urgency, first.route, first.shown, first.withheld) != (
        second.urgency, second.route, second.shown, second.withheld,
    ):  # fmt: skip
        return True
    return everyone.asked(one) != everyone.asked(other)


SAFETY = (
    floors_and_ceilings,
    contradictions,
    alarm_signs,
    worse_is_less,
    unknown_between,
    stops_too_early,
    contraindicated,
)
LIVENESS = (dead_rules, dead_advice, dead_outcomes, dead_questions)
