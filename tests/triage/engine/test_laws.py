"""Laws that hold for every protocol and every patient. Each random protocol meets several random patients."""

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings

from tests.triage.engine import strategies as make
from tests.triage.engine.example import MONDAY_MORNING, Records
from tests.triage.engine.interviews import everything_asked, interview
from triage.engine.answers import Answer, Answers, Unknown
from triage.engine.codec import CONTENT_KINDS, decode, encode
from triage.engine.evaluate import evaluate, rule_truths, urgency_of
from triage.engine.outcome import Outcome
from triage.engine.protocol import Protocol
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

law = settings(max_examples=150, deadline=None, database=None)
PATIENTS = range(6)


def outcome_after(protocol: Protocol, says: Mapping[str, Answer]) -> Outcome:
    outcome = interview(protocol, says)[-1].outcome
    if outcome is None:
        raise AssertionError("an interview without an outcome")
    return outcome


@law
@given(make.protocols(), make.chances())
def test_the_order_of_answers_never_matters(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        said = make.partial_answers(chance, protocol)
        shuffled = dict(chance.sample(list(said.items()), len(said)))
        first = evaluate(protocol, Answers(protocol, said), MONDAY_MORNING)
        assert evaluate(protocol, Answers(protocol, shuffled), MONDAY_MORNING) == first


@law
@given(make.protocol_records(), make.chances())
def test_the_order_of_rules_never_changes_the_urgency(records: Records, chance: Random) -> None:
    protocol = decode(records)
    rules = {slug: {**rule, "order": chance.randint(0, 9)} for slug, rule in records["rule"].items()}
    reordered = decode({**records, "rule": rules})
    for _ in PATIENTS:
        said = make.partial_answers(chance, protocol)
        assert urgency_of(Answers(reordered, said)) == urgency_of(Answers(protocol, said))


@law
@given(make.protocols(), make.chances())
def test_a_worse_answer_never_lowers_the_urgency(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        question, said = make.ordered_question(chance, protocol), make.partial_answers(chance, protocol)
        answer = make.known_answer(chance, question)
        worse = {**said, question.slug: make.worse_answer(chance, question, answer)}
        before = urgency_of(Answers(protocol, {**said, question.slug: answer}))
        assert before <= urgency_of(Answers(protocol, worse))


@law
@given(make.protocols(), make.chances())
def test_a_worse_answer_never_lowers_the_urgency_of_a_whole_interview(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        question, says = make.ordered_question(chance, protocol), make.complete_answers(chance, protocol)
        answer = make.known_answer(chance, question)
        worse = {**says, question.slug: make.worse_answer(chance, question, answer)}
        before = outcome_after(protocol, {**says, question.slug: answer}).urgency
        assert before <= outcome_after(protocol, worse).urgency


@law
@given(make.protocols(), make.chances())
def test_unknown_lies_between_the_least_and_the_most_worrying_answer(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        question, said = make.ordered_question(chance, protocol), make.partial_answers(chance, protocol)
        unknown = (Unknown(),) if question.allows_unknown else ()
        steps = (make.best_answer(question), *unknown, make.worst_answer(question))
        urgencies = [urgency_of(Answers(protocol, {**said, question.slug: answer})) for answer in steps]
        assert urgencies == sorted(urgencies)


@law
@given(make.protocols(), make.chances())
def test_more_answers_never_lower_the_urgency_so_far(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        said = make.partial_answers(chance, protocol)
        more = make.partial_answers(chance, protocol) | said
        assert urgency_of(Answers(protocol, said)) <= urgency_of(Answers(protocol, more))


@law
@given(make.protocols(), make.chances())
def test_the_urgency_so_far_never_falls_during_an_interview(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        steps = interview(protocol, make.complete_answers(chance, protocol))
        so_far = [step.urgency_so_far or Urgency.SELF_CARE for step in steps]
        assert so_far == sorted(so_far)


@law
@given(make.protocols(), make.chances())
def test_the_interview_ends_as_urgent_as_asking_everything(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        says = make.complete_answers(chance, protocol)
        assert outcome_after(protocol, says).urgency == urgency_of(everything_asked(protocol, says))


@law
@given(make.protocols(), make.chances())
def test_below_immediate_the_interview_ends_with_the_advice_of_asking_everything(
    protocol: Protocol, chance: Random
) -> None:
    for _ in PATIENTS:
        says = make.complete_answers(chance, protocol)
        adaptive = outcome_after(protocol, says)
        everything = evaluate(protocol, everything_asked(protocol, says), MONDAY_MORNING).outcome
        assert everything is not None
        if adaptive.urgency < Urgency.IMMEDIATE:
            assert (adaptive.advice, adaptive.withheld_advice) == (everything.advice, everything.withheld_advice)


@law
@given(make.protocols(), make.chances())
def test_no_screen_is_empty_and_nothing_is_asked_twice(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        steps = interview(protocol, make.complete_answers(chance, protocol))
        screens = [step.next_screen for step in steps if step.next_screen is not None]
        asked = [question.slug for screen in screens for question in screen.questions]
        assert all(screen.questions for screen in screens)
        assert len(asked) == len(set(asked))


@law
@given(make.protocols(), make.chances())
def test_there_are_never_more_screens_than_promised(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        steps = interview(protocol, make.complete_answers(chance, protocol))
        to_come = [len(steps) - 1 - number for number in range(len(steps))]
        promised = [step.progress.screens_at_most for step in steps]
        assert all(at_most >= still for at_most, still in zip(promised, to_come, strict=True))
        assert promised[-1] == 0


@law
@given(make.protocols(), make.chances())
def test_an_alarm_sign_keeps_its_floor(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        answers = Answers(protocol, make.partial_answers(chance, protocol))
        truths, urgency = rule_truths(answers), urgency_of(answers)
        for rule in protocol.rules:
            if rule.alarm_sign is not None and truths[rule.slug] is Truth.TRUE:
                assert urgency >= (rule.at_least or Urgency.EMERGENCY)
            if rule.alarm_sign is not None and truths[rule.slug] is Truth.UNKNOWN:
                assert urgency >= (rule.if_uncertain or Urgency.EMERGENCY)


@law
@given(make.protocols(), make.chances())
def test_withheld_advice_is_never_shown(protocol: Protocol, chance: Random) -> None:
    for _ in PATIENTS:
        outcome = outcome_after(protocol, make.complete_answers(chance, protocol))
        assert not {one.advice for one in outcome.withheld_advice} & set(outcome.advice)


@law
@given(make.protocol_records())
def test_encoding_keeps_the_protocol(records: Records) -> None:
    protocol = decode(records)
    content = {kind: by_slug for kind, by_slug in records.items() if kind in CONTENT_KINDS}
    again = decode({**content, **encode(protocol)})
    assert again == protocol
    assert encode(again) == encode(protocol)
