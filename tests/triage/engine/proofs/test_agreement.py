"""The circuit says of every patient what the engine says of that one. All proofs stand on this."""

from random import Random

import pytest
from hypothesis import given

from tests.triage.engine.example import MONDAY_MORNING
from tests.triage.engine.proofs.everybody import everybody
from tests.triage.engine.strategies import chances, complete_answers, partial_answers, random_protocol
from tests.triage.library.reader import protocol as shipped
from triage.engine.answers import Answers
from triage.engine.calendar import moment_of
from triage.engine.facts import facts_from
from triage.engine.interview import interview_at
from triage.engine.outcome import outcome_of
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.interviewing import finished
from triage.engine.protocol import Protocol
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import verdict_on


def holding(cases: Cases, answers: Answers, literals: dict[str, Literal]) -> set[str]:
    """Which of these hold for just this patient. Each is decided: nothing is left free."""
    given = [
        literal
        for slug, symbol in cases.anybody.symbols.items()
        for literal in symbol.literals_for(answers.given.get(slug))
    ]
    model = cases.solver.model(given)
    assert model is not None
    for literal in literals.values():
        assert cases.solver.possible([*given, literal]) is not cases.solver.possible([*given, -literal])
    return {name for name, literal in literals.items() if literal in model}


def said_by_the_engine(answers: Answers) -> set[str]:
    facts = facts_from(answers)
    verdict = verdict_on(facts)
    protocol = answers.protocol
    assert protocol.calendar is not None
    outcome = outcome_of(facts, verdict, moment_of(protocol.calendar, MONDAY_MORNING))
    return {
        *(f"urgency {level}" for level in Urgency if level and verdict.urgency >= level),
        *(f"holds {rule.slug}" for (rule, _), truth in _ruled(protocol, verdict.truths) if truth is Truth.TRUE),
        *(f"possible {rule.slug}" for (rule, _), truth in _ruled(protocol, verdict.truths) if truth is not Truth.FALSE),
        *(f"open {rule.slug}" for (rule, _), truth in _ruled(protocol, verdict.truths) if truth is Truth.OPEN),
        *(f"promise {one.slug}" for one, when in protocol.index.promises if facts.truth(when) is Truth.TRUE),
        f"route {outcome.route}",
        *(f"shown {advice}" for advice in outcome.advice),
        *(f"withheld {one.advice}" for one in outcome.withheld_advice),
        *(f"askable {slug}" for slug in facts.askable),
    }


def _ruled(protocol: Protocol, truths: tuple[Truth, ...]):  # type: ignore[no-untyped-def]
    return zip(protocol.index.rules, truths, strict=True)


def said_by_the_circuit(cases: Cases, answers: Answers) -> set[str]:
    now, patients, index = Conclusions(cases.anybody), cases.anybody, cases.protocol.index
    circuit = cases.circuit
    literals = {
        **{f"urgency {level}": now.at_least(level) for level in Urgency if level},
        **{f"holds {rule.slug}": patients.holds(when) for rule, when in index.rules},
        **{f"possible {rule.slug}": patients.possible(when) for rule, when in index.rules},
        **{f"open {rule.slug}": patients.open(when) for rule, when in index.rules},
        **{f"promise {one.slug}": patients.holds(when) for one, when in index.promises},
        **{f"route {route}": literal for route, literal in now.routes.items()},
        **{f"shown {advice}": shown for advice, (shown, _) in now.advice.items()},
        **{f"withheld {advice}": withheld for advice, (_, withheld) in now.advice.items()},
        **{
            f"askable {slug}": circuit.all_of([-patients.symbols[slug].given(circuit), patients.visible(slug)[0]])
            for slug in index.questions
        },
    }
    return holding(cases, answers, literals)


def assert_they_agree(protocol: Protocol, chance: Random, times: int) -> None:
    with everybody(protocol) as cases:
        over = finished(Conclusions(cases.anybody))
        for number in range(times):
            make = complete_answers if number % 3 == 0 else partial_answers
            answers = Answers(protocol, make(chance, protocol))
            assert said_by_the_circuit(cases, answers) == said_by_the_engine(answers)
            facts = facts_from(answers)
            if interview_at(facts, verdict_on(facts)).next_screen is None:
                assert holding(cases, answers, {"over": over}) == {"over"}


@given(chances())
def test_they_agree_on_any_protocol(chance: Random) -> None:
    assert_they_agree(random_protocol(chance), chance, times=5)


@pytest.mark.parametrize("seed", range(3))
def test_they_agree_on_the_shipped_protocol(seed: int) -> None:
    assert_they_agree(shipped(), Random(seed), times=8)
