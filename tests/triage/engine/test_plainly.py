"""The engine judges everything at once. Here it is held to the same meaning, written one condition at a time."""

from random import Random

from hypothesis import given, settings

from tests.triage.engine import strategies as make
from tests.triage.engine.example import MONDAY_MORNING
from tests.triage.engine.plainly import facts as plain_facts
from tests.triage.engine.plainly import interview as plain_interview
from tests.triage.engine.plainly import outcome as plain_outcome
from tests.triage.engine.plainly import verdict as plain_verdict
from tests.triage.library.reader import protocol as shipped
from triage.engine.answers import Answer, Answers, Unknown
from triage.engine.facts import Facts, facts_from
from triage.engine.interview import interview_at, questions_open_in, rules_still_open
from triage.engine.outcome import outcome_of
from triage.engine.protocol import Protocol
from triage.engine.verdict import verdict_on

law = settings(max_examples=300, deadline=None, database=None)
PATIENTS = range(6)
SHIPPED_PATIENTS = 150


@law
@given(make.protocols(), make.chances())
def test_every_protocol_is_judged_as_it_is_plainly_meant(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        some = make.partial_answers(chance, protocol)
        _compare(protocol, some)
        _compare(protocol, some | make.complete_answers(chance, protocol))


def test_the_shipped_protocol_is_judged_as_it_is_plainly_meant() -> None:
    protocol, chance = shipped(), Random(20261123)
    for _ in range(SHIPPED_PATIENTS):
        says = make.complete_answers(chance, protocol)
        _compare(protocol, dict(chance.sample(list(says.items()), chance.randint(0, len(says)))))
        _compare(protocol, {slug: _seldom_unknown(chance, protocol, slug, one) for slug, one in says.items()})


def _seldom_unknown(chance: Random, protocol: Protocol, slug: str, answer: Answer) -> Answer:
    calm = make.best_answer(protocol.index.questions[slug]) if protocol.index.questions[slug].worse else answer
    return answer if chance.random() < 0.1 and not isinstance(answer, Unknown) else calm


def _compare(protocol: Protocol, given: dict[str, Answer]) -> None:
    answers = Answers(protocol, given)
    plain, facts = plain_facts.facts_from(answers), facts_from(answers)
    assert (facts.readings, facts.askable) == (plain.readings, plain.askable)
    plainly, verdict = plain_verdict.verdict_on(plain), verdict_on(facts)
    assert (verdict.truths, verdict.base, verdict.raised) == (plainly.truths, plainly.base, plainly.raised)
    fired = [(one.rule, one.urgency, one.uncertain) for one in verdict.firings]
    assert fired == [(one.rule, one.urgency, one.uncertain) for one in plainly.firings]
    _compare_interviews(protocol, facts, plain)
    moment = protocol.moment_at(MONDAY_MORNING)
    assert repr(outcome_of(facts, verdict, moment)) == repr(plain_outcome.outcome_of(plain, plainly, moment))


def _compare_interviews(protocol: Protocol, facts: Facts, plain: plain_facts.Facts) -> None:
    plainly, verdict = plain_verdict.verdict_on(plain), verdict_on(facts)
    assert repr(interview_at(facts, verdict)) == repr(plain_interview.interview_at(protocol, plain, plainly))
    still = [(rule, tier, questions_open_in(facts, clause)) for rule, tier, clause in rules_still_open(facts, verdict)]
    assert still == [
        (rule, tier, plain_interview.questions_open_in(plain, when))
        for rule, tier, when in plain_interview.rules_still_open(plain, plainly)
    ]
