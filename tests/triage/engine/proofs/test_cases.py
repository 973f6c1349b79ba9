"""The smallest case in which something holds, and what happens when the engine does not agree."""

import pytest

from tests.triage.engine.proofs.everybody import everybody
from tests.triage.engine.proofs.tiny import no, ordered, promise, question, records, rule, yes
from triage.engine.codec import decode
from triage.engine.given import Chosen, Measured, Unknown
from triage.engine.proofs.cases import Case, agreed
from triage.engine.proofs.circuit import FALSE
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.solver import SolverFault
from triage.engine.urgency import Urgency

YES, NO = Chosen(("yes",)), Chosen(("no",))
PROTOCOL = decode(
    records(
        {
            "pain": ordered(),
            "fever": ordered(),
            "days": question("number", worse="higher"),
            "signs": question("multiple", worse="more"),
        },
        {
            "pain": rule(yes("pain"), atLeast="withinDays"),
            "fever": rule(yes("fever"), {"question": "days", "atLeast": 4}, atLeast="sameDay", ifUncertain="sameDay"),
            "two-signs": rule(
                {"question": "signs", "contains": "a"}, {"question": "signs", "contains": "c"}, atLeast="emergency"
            ),
        },
        promise={"well": promise("ceiling", "selfCare", no("pain"), {"question": "days", "atMost": 1})},
    )
)


def always(_: Case) -> bool:
    return True


def smallest_at(urgency: Urgency) -> Case | None:
    with everybody(PROTOCOL) as cases:
        return cases.smallest(Conclusions(cases.anybody).is_just(urgency), truly=always)


def test_nothing_is_answered_where_nothing_needs_to_be() -> None:
    assert smallest_at(Urgency.SELF_CARE) == {}


def test_only_what_it_takes_is_answered() -> None:
    assert smallest_at(Urgency.WITHIN_DAYS) == {"pain": YES}


def test_what_it_takes_together_is_all_answered() -> None:
    found = smallest_at(Urgency.SAME_DAY)
    assert found is not None
    assert found.keys() == {"fever", "days"}
    assert found["fever"] in (YES, Unknown())
    assert found["days"] in (Measured(4), Unknown())


def test_of_several_choices_only_those_that_it_takes() -> None:
    assert smallest_at(Urgency.EMERGENCY) == {"signs": Chosen(("a", "c"))}


def test_where_something_must_be_answered_it_is_what_worries_least() -> None:
    with everybody(PROTOCOL) as cases:
        answered = [one.given(cases.circuit) for one in cases.anybody.symbols.values()]
        found = cases.smallest(*answered, truly=always)
    assert found == {"pain": NO, "fever": NO, "days": Measured(0), "signs": Chosen(("none",))}


def test_there_is_no_smallest_of_what_never_holds() -> None:
    assert smallest_at(Urgency.IMMEDIATE) is None
    with everybody(PROTOCOL) as cases:
        assert cases.smallest(FALSE, truly=always) is None


def test_a_case_that_the_engine_judges_otherwise_is_not_told() -> None:
    with everybody(PROTOCOL) as cases:
        wanted = Conclusions(cases.anybody).at_least(Urgency.WITHIN_DAYS)
        with pytest.raises(SolverFault):
            cases.smallest(wanted, truly=lambda case: cases.urgency_of(case) < Urgency.WITHIN_DAYS)


def test_answers_that_no_question_takes_are_not_told() -> None:
    with everybody(PROTOCOL) as cases, pytest.raises(SolverFault):
        agreed(lambda case: cases.urgency_of(case) is Urgency.SELF_CARE, {"signs": Chosen(())})
