"""Small slips in the shipped protocol are noticed. `make mutants` tries all of them; here some of each kind."""

import pytest

from tests.triage.library.mutants import Noticed, every_mutant, notice, report, score
from tests.triage.library.mutating import Mutant

EVERY = 75
MUTANTS = every_mutant()
# The solver has shown of these that nobody becomes less urgent.
HARMLESS = {"rule numbness-one-leg ifUncertain", "question pulsating-belly askedWhen/0"}
SOME = [one for one in MUTANTS if one.alarm and not any(place in one.name for place in HARMLESS)][::EVERY]
MEDICINES = [one for one in MUTANTS if one.what == "contraindication dropped"][::11]


@pytest.mark.parametrize("mutant", SOME, ids=lambda mutant: mutant.name[:80])
def test_a_slip_that_touches_an_alarm_sign_is_noticed(mutant: Mutant) -> None:
    assert notice(mutant) is not Noticed.NOTHING


@pytest.mark.parametrize("mutant", MEDICINES, ids=lambda mutant: mutant.name[:80])
def test_a_contraindication_that_went_is_noticed(mutant: Mutant) -> None:
    assert notice(mutant) is Noticed.COMPARISON


def test_every_kind_of_slip_is_tried() -> None:
    tried = {mutant.what for mutant in MUTANTS}
    assert {"threshold moved", "urgency lowered", "rule dropped", "condition turned", "promise weakened"} <= tried


def test_the_score_counts_what_was_noticed() -> None:
    alarm = [mutant for mutant in MUTANTS if mutant.alarm][:2]
    lines = list(score([(alarm[0], Noticed.PROMISES), (alarm[1], Noticed.NOTHING)]))
    assert lines[-1] == "| **all** | 2 | 0 | 0 | 1 | 0 | 0 | 0 | 1 | 50.0% |"


def test_what_nothing_notices_is_named() -> None:
    assert MUTANTS[0].name in report([(MUTANTS[0], Noticed.NOTHING), (MUTANTS[1], Noticed.REFUSED)])
