"""Everything that is proved can also fail: each check finds what was broken for it, and the patient to tell of."""

import pytest

from tests.triage.engine.proofs.broken import BROKEN, Broken
from tests.triage.engine.proofs.small import unchecked
from tests.triage.engine.proofs.tiny import ordered, promise, records, rule, yes
from tests.triage.engine.proofs.witnesses import needless, shows
from triage.engine.proofs.failures import Check
from triage.engine.proofs.proving import prove

EACH = pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
OF_SOMEBODY = {name: one for name, one in BROKEN.items() if one.case is not None}


def test_every_check_is_seen_to_fail() -> None:
    assert {one.check for one in BROKEN.values()} == set(Check)


@EACH
def test_it_is_found_with_the_case_to_tell(broken: Broken) -> None:
    found = broken.found()
    assert (found.case, found.answers) == (broken.case, broken.answers)


@pytest.mark.parametrize("broken", OF_SOMEBODY.values(), ids=OF_SOMEBODY)
def test_the_engine_says_so_of_that_case_and_nothing_in_it_is_needless(broken: Broken) -> None:
    found = broken.found()
    assert shows(broken.protocol, found, broken.case or {})
    assert not needless(broken.protocol, found)


def test_a_sound_protocol_has_nothing_of_it() -> None:
    levels = ("withinDays", "sameDay", "immediate", "emergency")
    signs = {f"sign-{number}": ordered() for number, _ in enumerate(levels)}
    rules = {
        slug: rule(yes(slug), atLeast=level, ifUncertain="withinDays", alarmSign=slug)
        for slug, level in zip(signs, levels, strict=True)
    }
    floors = {slug: promise("floor", one["atLeast"], yes(slug)) for slug, one in rules.items()}
    assert prove(unchecked(records(signs, rules, promise=floors)), seconds=60) == ()
