"""Patients with one answer fixed share what that answer does not touch. Sharing never changes what is said of them."""

from random import Random

import pytest

from tests.triage.engine.proofs.effort import times
from tests.triage.engine.proofs.everybody import always_alike, everybody
from tests.triage.engine.proofs.tiny import ordered, question, records, rule, yes
from tests.triage.engine.strategies import random_protocol
from triage.engine.codec import decode
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.readings import Patients
from triage.engine.proofs.symbols import fixed_symbol, known_answers
from triage.engine.proofs.touched import touched_by

CHAIN = decode(
    records(
        {
            "first": ordered(screen=1),
            "apart": ordered(screen=1),
            "second": ordered(screen=2, askedWhen=[yes("first")]),
            "third": ordered(screen=3, askedWhen=[yes("second")]),
            "clear": question(screen=4, worse="no", clarifies="third"),
            "fourth": ordered(screen=5, askedWhen=[yes("third")]),
        },
        {slug: rule(yes(slug), atLeast="withinDays") for slug in ("first", "apart", "second", "third", "fourth")},
    )
)


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ("first", {"first", "second", "third", "clear", "fourth"}),
        ("apart", {"apart"}),
        ("second", {"second", "third", "clear", "fourth"}),
        ("clear", {"third", "clear", "fourth"}),
        ("third", {"third", "clear", "fourth"}),
        ("fourth", {"fourth"}),
    ],
)
def test_an_answer_touches_what_it_gates_and_what_clarifies_or_is_clarified(changed: str, touched: set[str]) -> None:
    assert touched_by(CHAIN.index, frozenset({changed})).openness == touched


def said_of(patients: Patients) -> dict[str, Literal]:
    """Everything that proofs look at."""
    now, index = Conclusions(patients), patients.index
    seen = {slug: patients.visible(slug) for slug in index.questions}
    return {
        **{f"asked {slug}": asked for slug, (asked, _) in seen.items()},
        **{f"hidden {slug}": hidden for slug, (_, hidden) in seen.items()},
        **{f"open {slug}": patients.reading(slug).open for slug in index.questions},
        **{f"holds {rule.slug}": patients.holds(when) for rule, when in index.rules},
        **{f"unknown {rule.slug}": patients.holds_or_unknown(when) for rule, when in index.rules},
        **{f"possible {rule.slug}": patients.possible(when) for rule, when in index.rules},
        **{f"still open {rule.slug}": patients.open(when) for rule, when in index.rules},
        **{f"promise {one.slug}": patients.holds(when) for one, when in index.promises},
        **{f"urgency {place}": literal for place, literal in enumerate(now.urgencies)},
        **{f"route {route}": literal for route, literal in now.routes.items()},
        **{f"advice {advice}": shown for advice, (shown, _) in now.advice.items()},
    }


def assert_sharing_changes_nothing(cases: Cases) -> None:
    said_of(cases.anybody)  # so that there is something to share
    for slug, symbol in cases.anybody.symbols.items():
        for answer in (None, known_answers(symbol)[0]):
            sharing = cases.anybody.but({slug: answer})
            changed = {**cases.anybody.symbols, slug: fixed_symbol(symbol, answer)}
            anew = said_of(Patients(cases.circuit, cases.protocol.index, changed))
            for name, literal in said_of(sharing).items():
                assert always_alike(cases, literal, anew[name]), (slug, answer, name)


def test_sharing_changes_nothing_along_a_chain_of_gates() -> None:
    with everybody(CHAIN) as cases:
        assert_sharing_changes_nothing(cases)


@pytest.mark.parametrize("seed", range(times(20, 500)))
def test_sharing_changes_nothing_in_any_protocol(seed: int) -> None:
    with everybody(random_protocol(Random(seed), size=3)) as cases:
        assert_sharing_changes_nothing(cases)


def test_what_is_not_touched_is_the_very_same_literal() -> None:
    """Or nothing would be gained."""
    with everybody(CHAIN) as cases:
        changed = cases.anybody.but({"fourth": None})
        for rule_, when in CHAIN.index.rules:
            assert (changed.holds(when) == cases.anybody.holds(when)) is (rule_.slug != "fourth")
