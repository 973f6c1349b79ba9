"""Every vignette, walked through the interview screen by screen as a patient would."""

import pytest

from tests.triage.library.patients import interviewed
from tests.triage.library.reader import protocol
from triage.engine.records import Vignette


@pytest.mark.parametrize("vignette", [pytest.param(one, id=one.slug) for one in protocol().vignettes])
def test_a_vignette_ends_as_expected(vignette: Vignette) -> None:
    outcome = interviewed(protocol(), dict(vignette.answers), vignette.rest, vignette.at).outcome
    assert (outcome.urgency, outcome.contact.who) == (vignette.expected_urgency, vignette.expected_who)
