"""The same patients with one answer changed: every step to a worse answer, and what each choice is compared with."""

import pytest

from tests.triage.engine.proofs.everybody import everybody
from tests.triage.engine.proofs.tiny import ordered, question, records, rule, yes
from triage.engine.codec import decode
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.contrasts import contrasts, steps, usual_choices
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import Symbol

NONE, A, B = Chosen(("none",)), Chosen(("a",)), Chosen(("b",))
PROTOCOL = decode(
    records(
        {
            "pain": ordered(),
            "toes": question(worse="no"),
            "days": question("number", worse="higher"),
            "age": question("number", worse="lower"),
            "limits": question("single", worse="last"),
            "signs": question("multiple", worse="more"),
            "place": question(
                "single",
                choices=[
                    {"value": "a", "label": "a"},
                    {"value": "b", "label": "b", "baseline": True},
                    {"value": "c", "label": "c", "baseline": True},
                ],
            ),
        },
        {
            "pain": rule(yes("pain"), atLeast="withinDays"),
            "days": rule({"question": "days", "atLeast": 4}, atLeast="withinDays"),
            "age": rule({"question": "age", "atMost": 2}, atLeast="withinDays"),
        },
    )
)


def steps_of(cases: Cases, slug: str) -> list[tuple[Answer, Answer]]:
    return [step.answers_in({}) for step in steps(cases.anybody, PROTOCOL.index.questions[slug])]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("pain", [("no", "yes")]),
        ("toes", [("yes", "no")]),
        ("limits", [("a", "b"), ("b", "c")]),
        ("signs", [("none", "a"), ("none", "b"), ("none", "c")]),
    ],
)
def test_each_step_goes_to_the_next_worse_choice(slug: str, expected: list[tuple[str, str]]) -> None:
    with everybody(PROTOCOL) as cases:
        assert steps_of(cases, slug) == [(Chosen((one,)), Chosen((other,))) for one, other in expected]


def test_numbers_step_from_class_to_class_towards_the_worse_side() -> None:
    with everybody(PROTOCOL) as cases:
        assert steps_of(cases, "days") == [(Measured(0), Measured(4))]
        assert steps_of(cases, "age") == [(Measured(3), Measured(0))]


@pytest.mark.parametrize("slug", [one.slug for one in PROTOCOL.questions if one.worse is not None])
def test_both_sides_of_a_step_have_just_the_answers_that_it_names(slug: str) -> None:
    with everybody(PROTOCOL) as cases:
        for step in steps(cases.anybody, PROTOCOL.index.questions[slug]):
            better, worse = step.answers_in({})
            alone = [-one for other in cases.anybody.symbols.values() for one in (other.known, other.unknown)]
            assert read(cases, step.better, slug, alone) == better
            assert read(cases, step.worse, slug, alone) == worse


def read(cases: Cases, patients: Patients, slug: str, wanted: list[int]) -> Answer | None:
    symbol: Symbol = patients.symbols[slug]
    model = cases.solver.model(wanted)
    assert model is not None
    return symbol.answer_in(model)


def test_one_choice_more_is_added_to_whatever_else_was_chosen() -> None:
    with everybody(PROTOCOL) as cases:
        step = next(one for one in steps(cases.anybody, PROTOCOL.index.questions["signs"]) if one.answers == "a")
        assert step.answers_in({"signs": Chosen(("b", "c"))}) == (Chosen(("b", "c")), Chosen(("a", "b", "c")))
        assert step.answers_in({"signs": Chosen(("a", "b"))}) == (B, Chosen(("a", "b")))
        assert step.answers_in({"signs": NONE}) == (NONE, A)
        others = cases.anybody.symbols["signs"].literals_for(Chosen(("b", "c")))
        assert read(cases, step.better, "signs", others) == Chosen(("b", "c"))
        assert read(cases, step.worse, "signs", others) == Chosen(("a", "b", "c"))


def test_a_choice_is_compared_with_the_usual_ones() -> None:
    place = PROTOCOL.index.questions["place"]
    assert usual_choices(place) == ["b", "c"]
    with everybody(PROTOCOL) as cases:
        found = contrasts(cases.anybody, place)
        pairs = {
            value: [(read(cases, one, "place", []), read(cases, other, "place", [])) for one, other in pairs]
            for value, pairs in found.items()
        }
    assert pairs == {"a": [(A, B), (A, Chosen(("c",)))], "b": [(B, Chosen(("c",)))], "c": [(Chosen(("c",)), B)]}


def test_where_no_choice_is_usual_it_is_the_one_that_worries_least() -> None:
    usual = {slug: usual_choices(PROTOCOL.index.questions[slug]) for slug in ("pain", "toes", "limits", "days")}
    assert usual == {"pain": ["no"], "toes": ["yes"], "limits": ["a"], "days": []}


def test_of_several_choices_each_is_compared_with_leaving_it_out() -> None:
    with everybody(PROTOCOL) as cases:
        found = contrasts(cases.anybody, PROTOCOL.index.questions["signs"])
        assert list(found) == ["a", "b", "c"]
        others = cases.anybody.symbols["signs"].literals_for(Chosen(("b",)))
        [(more, less)] = found["a"]
        assert read(cases, more, "signs", others) == Chosen(("a", "b"))
        assert read(cases, less, "signs", others) == B


def test_a_number_is_compared_with_its_neighbour() -> None:
    with everybody(PROTOCOL) as cases:
        [(one, other)] = contrasts(cases.anybody, PROTOCOL.index.questions["days"])["days"]
        assert (read(cases, one, "days", []), read(cases, other, "days", [])) == (Measured(0), Measured(4))
