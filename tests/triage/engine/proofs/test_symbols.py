"""What somebody may answer, as literals: every answer that the engine takes, and no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import pytest

from tests.triage.engine.proofs.everyone import any_answers
from tests.triage.engine.proofs.tiny import ordered, question, records, rule
from triage.engine.codec import decode
from triage.engine.conditions import ChoiceMatch, Match, NumberMatch, matches
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.proofs.circuit import Circuit
from triage.engine.proofs.limit import Limit
from triage.engine.proofs.solver import Solver
from triage.engine.proofs.symbols import Symbol, fixed_symbol, free_symbol, known_answers
from triage.engine.records import Question
from triage.engine.truth import Truth

CUTS = (3, 7)
RAW = {
    "yes-no": ordered(),
    "single": question("single"),
    "multiple": question("multiple"),
    "number": question("number"),
    "never-unknown": question("single", allowsUnknown=False),
    "number-never-unknown": question("number", allowsUnknown=False),
}
QUESTIONS = decode(
    records(RAW, {"any": rule({"question": "number", "atLeast": 3}, atLeast="withinDays")})
).index.questions
EACH = pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)


@contextmanager
def free(asked: Question) -> Iterator[tuple[Symbol, Circuit, Solver]]:
    circuit = Circuit()
    with Solver(circuit, Limit(60)) as solver:
        yield free_symbol(circuit, asked, CUTS), circuit, solver


def every_match(asked: Question) -> list[Match]:
    if asked.number is None:
        some = (chosen for size in range(1, len(asked.values)) for chosen in combinations(asked.values, size))
        return [ChoiceMatch(asked.slug, frozenset(accepted)) for accepted in some]
    low, high = asked.number.minimum, asked.number.maximum
    return [NumberMatch(asked.slug, *bounds) for bounds in ((3, high), (low, 2), (7, high), (low, 6), (3, 6))]


def reading(answer: Answer) -> Truth | int | frozenset[str]:
    match answer:
        case Chosen(choices):
            return frozenset(choices)
        case Measured(number):
            return number
        case _:
            return Truth.UNKNOWN


@EACH
def test_every_answer_is_possible_and_is_read_back(asked: Question) -> None:
    with free(asked) as (symbol, _, solver):
        for answer in any_answers(asked):
            model = solver.model(symbol.literals_for(answer))
            assert model is not None
            back = symbol.answer_in(model)
            if isinstance(answer, Measured) and isinstance(back, Measured):  # of the same class
                assert [answer.number >= cut for cut in CUTS] == [back.number >= cut for cut in CUTS]
            else:
                assert back == answer


@EACH
def test_no_other_answer_is_possible(asked: Question) -> None:
    """Each class of answers once, and then the solver has no more."""
    with free(asked) as (symbol, circuit, solver):
        found = []
        while (model := solver.model([])) is not None:
            answer = symbol.answer_in(model)
            found.append(answer)
            circuit.require(*(-one for one in symbol.literals_for(answer)))
        number = asked.number is not None
        classes = [Measured(0), Measured(3), Measured(7)] if number else []
        others = [one for one in any_answers(asked) if not isinstance(one, Measured)]
        assert sorted(map(str, found)) == sorted(map(str, [*classes, *others]))


@EACH
def test_a_match_says_of_every_answer_what_the_engine_says(asked: Question) -> None:
    with free(asked) as (symbol, circuit, solver):
        for match in every_match(asked):
            literal = symbol.matches(circuit, match)
            for answer in any_answers(asked):
                holds = answer is not None and matches(match, reading(answer)) is Truth.TRUE
                given = symbol.literals_for(answer)
                assert solver.possible([*given, literal]) is holds
                assert solver.possible([*given, -literal]) is not holds


@EACH
def test_known_unknown_and_given_are_what_they_say(asked: Question) -> None:
    with free(asked) as (symbol, circuit, solver):
        for answer in any_answers(asked):
            model = solver.model([*symbol.literals_for(answer)])
            assert model is not None
            assert (symbol.known in model) is (answer is not None and answer != Unknown())
            assert (symbol.unknown in model) is (answer == Unknown())
            assert solver.possible([*symbol.literals_for(answer), symbol.given(circuit)]) is (answer is not None)


@EACH
def test_a_fixed_answer_is_the_free_one_with_that_answer(asked: Question) -> None:
    with free(asked) as (symbol, circuit, solver):
        for answer in any_answers(asked):
            fixed, given = fixed_symbol(symbol, answer), symbol.literals_for(answer)
            for match in every_match(asked):
                differs = circuit.differ(symbol.matches(circuit, match), fixed.matches(circuit, match))
                assert not solver.possible([*given, differs])
            for one, other in ((symbol.known, fixed.known), (symbol.unknown, fixed.unknown)):
                assert not solver.possible([*given, circuit.differ(one, other)])


@EACH
def test_known_answers_have_one_of_every_kind_that_conditions_tell_apart(asked: Question) -> None:
    """Of several choices at once: each alone, none, and all of them."""
    with free(asked) as (symbol, _, _):
        found = known_answers(symbol)
        assert len(set(found)) == len(found)
        if asked.number is not None:
            assert found == [Measured(0), Measured(3), Measured(7)]
        else:
            alone = {Chosen((value,)) for value in asked.values}
            assert alone <= set(found)
            assert set(found) - alone == ({Chosen(("a", "b", "c"))} if asked.kind == "multiple" else set())


def test_a_cut_outside_the_range_is_none() -> None:
    number = QUESTIONS["number"]
    circuit = Circuit()
    symbol = free_symbol(circuit, number, (-4, 0, 5, 10, 12))
    assert list(symbol.cuts) == [5]
    with Solver(circuit, Limit(60)) as solver:
        everything = symbol.matches(circuit, NumberMatch("number", 0, 9))
        assert not solver.possible([symbol.known, -everything])
        assert not solver.possible([symbol.matches(circuit, NumberMatch("number", 10, 9))])
