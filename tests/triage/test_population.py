"""The made-up population: always the same people, with a source for each frequency."""

from collections import Counter

import pytest

from tests.triage.engine.example import PROTOCOL
from tests.triage.library.reader import protocol
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.frequencies import FREQUENCIES
from triage.population import people, represents, urgency_of

SOME = 400


def test_it_is_the_same_every_time() -> None:
    assert list(people(protocol(), 20)) == list(people(protocol(), 20))


def test_every_frequency_is_of_a_question_and_an_answer_that_are_there() -> None:
    questions = protocol().index.questions
    for frequency in FREQUENCIES:
        known = {*questions[frequency.question].values, "unknown"}
        assert known.issuperset(frequency.shares), frequency.question


def test_every_frequency_has_a_source_or_says_that_it_has_none() -> None:
    assert all("unverified" in one.source or any(year.isdigit() for year in one.source.split()) for one in FREQUENCIES)


def test_no_single_choice_is_shared_out_more_than_once() -> None:
    for frequency in FREQUENCIES:
        if protocol().index.questions[frequency.question].kind.value == "single":
            assert sum(frequency.shares.values()) <= 1


def test_people_answer_as_often_as_the_frequencies_say() -> None:
    """To the nearest person: chance decides only who they are."""
    some = list(people(protocol(), SOME))
    onset = Counter(person["onset"].choices for person in some if isinstance(person["onset"], Chosen))
    assert (onset["movement",], onset["injury",], onset["sudden",]) == (140, 20, 8)
    assert sum(person["fever"] == Unknown() for person in some) == 32
    assert sum("blood-thinner" in _choices(person["general-health"]) for person in some) == 32


def test_people_are_as_old_as_those_of_the_cohort() -> None:
    ages = [person["age"].number for person in people(protocol(), SOME) if isinstance(person["age"], Measured)]
    assert sum(ages) / SOME == pytest.approx(43.3, abs=1)


def test_answers_are_drawn_apart_from_each_other() -> None:
    """Not everybody who has one rare thing has all of them."""
    some = list(people(protocol(), SOME))
    assert {person["onset"] for person in some if "blood-thinner" in _choices(person["general-health"])} > {
        Chosen(("movement",))
    }


def _choices(answer: Answer) -> tuple[str, ...]:
    return answer.choices if isinstance(answer, Chosen) else ()


def test_ages_are_those_of_people() -> None:
    ages = [person["age"] for person in people(protocol(), SOME)]
    assert all(isinstance(age, Measured) and 1 <= age.number <= 95 for age in ages)


def test_some_do_not_know_whether_they_have_fever() -> None:
    assert any(isinstance(person["fever"], Unknown) for person in people(protocol(), SOME))


def test_the_answers_of_a_person_do_not_depend_on_the_other_questions() -> None:
    """So that two protocols ask the same people."""
    (one, *_), (same, *_) = people(protocol(), 1), people(PROTOCOL, 1)
    assert one["age"] == same["age"]
    assert one["fever"] == same["fever"]


def test_it_says_nothing_about_a_protocol_that_asks_other_things() -> None:
    assert represents(protocol())
    assert not represents(PROTOCOL)


def test_only_what_is_asked_counts() -> None:
    """A gated question that is not asked changes nothing, whatever this person would have said."""
    (person,) = people(PROTOCOL, 1)
    young = {**person, "age": Measured(30), "weight-loss": Measured(20), "night-pain": Chosen(("yes",))}
    assert urgency_of(PROTOCOL, young) == urgency_of(PROTOCOL, {**young, "weight-loss": Measured(0)})
