"""The shipped protocol keeps every promise that it makes, over every patient there can be."""

from tests.triage.library.reader import protocol
from triage.engine.proofs.proving import prove

SECONDS = 120
"""Generous: whether it holds is tested here, how fast is measured elsewhere."""


def test_nothing_that_is_proved_fails() -> None:
    assert prove(protocol(), SECONDS) == ()
