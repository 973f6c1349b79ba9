"""Whether a case shows what a proof says that it shows, by the engine alone; and whether nothing in it is needless."""

from collections.abc import Iterator, Mapping

from tests.triage.engine.proofs.everyone import any_answers, judged, known_answers
from triage.engine.answers import Answers
from triage.engine.conditions import Conditions, compiled
from triage.engine.evaluate import urgency_of
from triage.engine.facts import Facts, facts_from
from triage.engine.given import Answer, Chosen, Unknown
from triage.engine.harmless import harmless
from triage.engine.outcome import outcome_of
from triage.engine.proofs.failures import Check, Failure
from triage.engine.protocol import Protocol
from triage.engine.records import Moment
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import verdict_on

Given = Mapping[str, Answer]


def shows(protocol: Protocol, failure: Failure, given: Given) -> bool:
    """Whether this case is one of what the failure says."""
    return _SHOWS[failure.check](protocol, failure, given)


def needless(protocol: Protocol, failure: Failure) -> list[str]:
    """Answers that could be left out, or be harmless, and it would still show the same."""
    return [slug for slug, simpler in _simpler(protocol, failure) if shows(protocol, failure, simpler)]


def _simpler(protocol: Protocol, failure: Failure) -> Iterator[tuple[str, Given]]:
    case = failure.case or {}
    for slug, answer in case.items():
        if failure.check in _ABOUT_A_QUESTION and slug == failure.slug:
            continue
        yield slug, {other: one for other, one in case.items() if other != slug}
        calm = harmless(protocol.index.questions[slug])
        if answer != calm:
            yield slug, {**case, slug: calm}
        for fewer in _fewer(answer):
            yield slug, {**case, slug: fewer}


def _fewer(answer: Answer) -> list[Chosen]:
    """Of several choices, all but one."""
    several = answer.choices if isinstance(answer, Chosen) and len(answer.choices) > 1 else ()
    return [Chosen(tuple(one for one in several if one != value)) for value in several]


_ABOUT_A_QUESTION = (Check.WORSE_IS_LESS, Check.UNKNOWN_IS_LESS, Check.UNKNOWN_IS_MORE)


def _urgency(protocol: Protocol, given: Given) -> Urgency:
    return urgency_of(Answers(protocol, given))


def _facts(protocol: Protocol, given: Given) -> Facts:
    return facts_from(Answers(protocol, given))


def _truth(protocol: Protocol, conditions: Conditions, given: Given) -> Truth:
    return _facts(protocol, given).truth(conditions)


def _promise(protocol: Protocol, slug: str) -> tuple[Urgency, Conditions]:
    return next((one.urgency, when) for one, when in protocol.index.promises if one.slug == slug)


def _rule(protocol: Protocol, slug: str) -> Conditions:
    return next(when for one, when in protocol.index.rules if one.slug == slug)


def _floor(protocol: Protocol, failure: Failure, given: Given) -> bool:
    urgency, when = _promise(protocol, failure.slug)
    return _truth(protocol, when, given) is Truth.TRUE and _urgency(protocol, given) < urgency


def _ceiling(protocol: Protocol, failure: Failure, given: Given) -> bool:
    urgency, when = _promise(protocol, failure.slug)
    return _truth(protocol, when, given) is Truth.TRUE and _urgency(protocol, given) > urgency


def _contradiction(protocol: Protocol, failure: Failure, given: Given) -> bool:
    (least, low), (most, high) = (_promise(protocol, slug) for slug in (failure.slug, failure.about))
    return least > most and _truth(protocol, (*low, *high), given) is Truth.TRUE


def _alarm_sign(protocol: Protocol, failure: Failure, given: Given) -> bool:
    """Said yes it is below the sign; or on "weet ik niet" it is self-care."""
    when, urgency, facts = _rule(protocol, failure.slug), _urgency(protocol, given), _facts(protocol, given)
    if failure.promised is Urgency.WITHIN_DAYS and facts.least_truth(when) is Truth.UNKNOWN:
        return urgency is Urgency.SELF_CARE
    sign = dict(protocol.references.alarm_signs)[failure.about]
    return facts.truth(when) is Truth.TRUE and urgency < sign and failure.promised is sign


def _no_floor(protocol: Protocol, failure: Failure, given: Given) -> bool:
    sign = dict(protocol.references.alarm_signs)[failure.about]
    under = [
        _truth(protocol, when, given)
        for one, when in protocol.index.promises
        if one.kind == "floor" and one.urgency >= sign
    ]
    return _truth(protocol, _rule(protocol, failure.slug), given) is Truth.TRUE and Truth.TRUE not in under


def _worse_is_less(protocol: Protocol, failure: Failure, given: Given) -> bool:
    better, worse = (_urgency(protocol, {**given, failure.slug: answer}) for answer in failure.answers)
    return better > worse


def _known_urgencies(protocol: Protocol, failure: Failure, given: Given) -> list[Urgency]:
    clarifying = protocol.index.clarifier.get(failure.slug)
    plain = {slug: answer for slug, answer in given.items() if clarifying is None or slug != clarifying.slug}
    answers = known_answers(protocol.index.questions[failure.slug])
    return [_urgency(protocol, {**plain, failure.slug: answer}) for answer in answers]


def _settled(protocol: Protocol, failure: Failure, given: Given) -> bool:
    clarifying = protocol.index.clarifier.get(failure.slug)
    return given.get(failure.slug) == Unknown() and (clarifying is None or clarifying.slug in given)


def _unknown_is_less(protocol: Protocol, failure: Failure, given: Given) -> bool:
    beyond = _urgency(protocol, given) < min(_known_urgencies(protocol, failure, given))
    return beyond and _settled(protocol, failure, given)


def _unknown_is_more(protocol: Protocol, failure: Failure, given: Given) -> bool:
    beyond = _urgency(protocol, given) > max(_known_urgencies(protocol, failure, given))
    return beyond and _settled(protocol, failure, given)


def _stops_too_early(protocol: Protocol, failure: Failure, given: Given) -> bool:
    said = judged(protocol, given)
    return said.over and any(urgency > said.urgency for urgency in _later(protocol, given))


def _later(protocol: Protocol, given: Given) -> Iterator[Urgency]:
    """The urgency of everything that asking on could lead to."""
    yield _urgency(protocol, given)
    for slug in _facts(protocol, given).askable:
        for answer in any_answers(protocol.index.questions[slug]):
            if answer is not None:
                yield from _later(protocol, {**given, slug: answer})


def _contraindicated(protocol: Protocol, failure: Failure, given: Given) -> bool:
    facts = _facts(protocol, given)
    shown = outcome_of(facts, verdict_on(facts), Moment.OFFICE_HOURS).advice
    rows = [row for row in protocol.advice_choices if row.advice == failure.slug]
    against = [compiled(one.when, protocol.index.questions) for row in rows for one in row.withheld_when]
    return failure.slug in shown and any(facts.truth(when) is not Truth.FALSE for when in against)


_SHOWS = {
    Check.FLOOR: _floor,
    Check.CEILING: _ceiling,
    Check.CONTRADICTION: _contradiction,
    Check.ALARM_SIGN: _alarm_sign,
    Check.NO_FLOOR: _no_floor,
    Check.WORSE_IS_LESS: _worse_is_less,
    Check.UNKNOWN_IS_LESS: _unknown_is_less,
    Check.UNKNOWN_IS_MORE: _unknown_is_more,
    Check.STOPS_TOO_EARLY: _stops_too_early,
    Check.CONTRAINDICATED: _contraindicated,
}
"""Every check that tells of a patient."""
