"""Laws that hold for every protocol and every patient."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.triage.engine import strategies as make
from tests.triage.engine.example import MONDAY_MORNING
from tests.triage.engine.interviews import everything_asked, interview
from triage.engine.answers import Answers, Unknown
from triage.engine.codec import CONTENT_KINDS, decode, encode
from triage.engine.evaluate import evaluate, rule_truths, urgency_of
from triage.engine.protocol import Protocol
from triage.engine.records import Question
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

law = settings(max_examples=120, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def _ordered_question(data: Any, protocol: Protocol) -> Question:
    ordered = [question for question in protocol.questions if question.worse is not None]
    assume(ordered)
    return data.draw(st.sampled_from(ordered))  # type: ignore[no-any-return]


@law
@given(st.data())
def test_the_order_of_answers_never_matters(data: Any) -> None:
    protocol = data.draw(make.protocols())
    given_answers = data.draw(make.partial_answers(protocol))
    shuffled = dict(data.draw(st.permutations(list(given_answers.items()))))
    first = evaluate(protocol, Answers(protocol, given_answers), MONDAY_MORNING)
    assert evaluate(protocol, Answers(protocol, shuffled), MONDAY_MORNING) == first


@law
@given(st.data())
def test_the_order_of_rules_never_changes_the_urgency(data: Any) -> None:
    records = data.draw(make.protocol_records())
    protocol = decode(records)
    said = data.draw(make.partial_answers(protocol))
    names = data.draw(st.permutations(list(records["rule"])))
    rules = zip(names, records["rule"].values(), strict=True)
    reordered = decode({**records, "rule": {name: {**rule, "order": len(name)} for name, rule in rules}})
    assert urgency_of(Answers(reordered, said)) == urgency_of(Answers(protocol, said))


@law
@given(st.data())
def test_a_worse_answer_never_lowers_the_urgency(data: Any) -> None:
    protocol = data.draw(make.protocols())
    question = _ordered_question(data, protocol)
    rest = data.draw(make.partial_answers(protocol))
    answer = data.draw(make.known_answers(question))
    worse = data.draw(make.worse_than(question, answer))
    before, after = (
        Answers(protocol, {**rest, question.slug: answer}),
        Answers(protocol, {**rest, question.slug: worse}),
    )
    assert urgency_of(before) <= urgency_of(after)


@law
@given(st.data())
def test_a_worse_answer_never_lowers_the_urgency_of_a_whole_interview(data: Any) -> None:
    protocol = data.draw(make.protocols())
    question = _ordered_question(data, protocol)
    says = data.draw(make.complete_answers(protocol))
    answer = data.draw(make.known_answers(question))
    worse = {**says, question.slug: data.draw(make.worse_than(question, answer))}
    assert _final(protocol, {**says, question.slug: answer}) <= _final(protocol, worse)


@law
@given(st.data())
def test_unknown_lies_between_the_least_and_the_most_worrying_answer(data: Any) -> None:
    protocol = data.draw(make.protocols())
    question = _ordered_question(data, protocol)
    assume(question.allows_unknown)
    rest = data.draw(make.partial_answers(protocol))
    urgencies = [
        urgency_of(Answers(protocol, {**rest, question.slug: answer}))
        for answer in (make.best_answer(question), Unknown(), make.worst_answer(question))
    ]
    assert urgencies == sorted(urgencies)


@law
@given(st.data())
def test_more_answers_never_lower_the_urgency_so_far(data: Any) -> None:
    protocol = data.draw(make.protocols())
    says = data.draw(make.complete_answers(protocol))
    few = {slug: answer for slug, answer in says.items() if data.draw(st.booleans())}
    more = few | {slug: answer for slug, answer in says.items() if data.draw(st.booleans())}
    assert urgency_of(Answers(protocol, few)) <= urgency_of(Answers(protocol, more))


@law
@given(st.data())
def test_the_interview_ends_as_urgent_as_asking_everything(data: Any) -> None:
    protocol = data.draw(make.protocols())
    says = data.draw(make.complete_answers(protocol))
    assert _final(protocol, says) == urgency_of(everything_asked(protocol, says))


@law
@given(st.data())
def test_advice_after_the_interview_is_what_asking_everything_would_show(data: Any) -> None:
    protocol = data.draw(make.protocols())
    says = data.draw(make.complete_answers(protocol))
    adaptive = interview(protocol, says)[-1].outcome
    everything = evaluate(protocol, everything_asked(protocol, says), MONDAY_MORNING).outcome
    assert adaptive is not None
    assert everything is not None
    assume(adaptive.urgency < Urgency.IMMEDIATE)
    assert (adaptive.advice, adaptive.withheld_advice) == (everything.advice, everything.withheld_advice)


@law
@given(st.data())
def test_no_screen_is_empty_and_nothing_is_asked_twice(data: Any) -> None:
    protocol = data.draw(make.protocols())
    steps = interview(protocol, data.draw(make.complete_answers(protocol)))
    screens = [step.next_screen for step in steps if step.next_screen is not None]
    asked = [question.slug for screen in screens for question in screen.questions]
    assert all(screen.questions for screen in screens)
    assert len(asked) == len(set(asked))


@law
@given(st.data())
def test_there_are_never_more_screens_than_promised(data: Any) -> None:
    protocol = data.draw(make.protocols())
    steps = interview(protocol, data.draw(make.complete_answers(protocol)))
    for number, step in enumerate(steps):
        assert step.progress.screens_at_most >= len(steps) - 1 - number
    assert steps[-1].progress.screens_at_most == 0


@law
@given(st.data())
def test_the_urgency_so_far_never_falls_during_an_interview(data: Any) -> None:
    protocol = data.draw(make.protocols())
    steps = interview(protocol, data.draw(make.complete_answers(protocol)))
    so_far = [step.urgency_so_far or Urgency.SELF_CARE for step in steps]
    assert so_far == sorted(so_far)


@law
@given(st.data())
def test_an_alarm_sign_keeps_its_floor(data: Any) -> None:
    protocol = data.draw(make.protocols())
    answers = Answers(protocol, data.draw(make.partial_answers(protocol)))
    truths = rule_truths(answers)
    for rule in protocol.rules:
        if rule.alarm_sign is not None and truths[rule.slug] is Truth.TRUE:
            assert urgency_of(answers) >= (rule.at_least or Urgency.EMERGENCY)
        if rule.alarm_sign is not None and truths[rule.slug] is Truth.UNKNOWN:
            assert urgency_of(answers) >= (rule.if_uncertain or Urgency.EMERGENCY)


@law
@given(st.data())
def test_advice_with_a_contraindication_that_is_not_answered_no_is_never_shown(data: Any) -> None:
    protocol = data.draw(make.protocols())
    assessment = evaluate(protocol, Answers(protocol, data.draw(make.partial_answers(protocol))), MONDAY_MORNING)
    assume(assessment.outcome is not None)
    assert not {one.advice for one in assessment.outcome.withheld_advice} & set(assessment.outcome.advice)


@law
@given(make.protocol_records())
def test_encoding_keeps_the_protocol(records: Any) -> None:
    protocol = decode(records)
    content = {kind: by_slug for kind, by_slug in records.items() if kind in CONTENT_KINDS}
    again = decode({**content, **encode(protocol)})
    assert again == protocol
    assert encode(again) == encode(protocol)


def _final(protocol: Protocol, says: Any) -> Urgency:
    outcome = interview(protocol, says)[-1].outcome
    if outcome is None:
        raise AssertionError("an interview without an outcome")
    return outcome.urgency
