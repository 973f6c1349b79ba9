from typing import Any

import pytest

from tests.fuzz.assessments import broken_result

DIGEST = "sha256:ff"
BROKEN = "sudden-pain-over-60, because of what was not answered"


def _broken(sent: dict[str, Any]) -> list[str]:
    """What is said of an outcome that gives an age of 120 for its reason."""
    reason = {"rule": "sudden-pain-over-60", "because": [{"question": "age", "number": 120}]}
    outcome = {"urgency": "emergency", "contact": {"phone": "112"}, "reasons": [reason]}
    told = {"status": "outcome", "outcome": outcome, "nextScreen": None, "urgencySoFar": "emergency"}
    return list(broken_result({"answers": [sent]}, told | {"outcomeDigest": DIGEST}, {}))


@pytest.mark.parametrize("beside", [{}, {"choices": []}, {"choices": None, "unknown": None}])
def test_an_answer_as_a_generated_client_sends_it_is_a_reason(beside: dict[str, Any]) -> None:
    assert BROKEN not in _broken({"question": "age", "number": 120, **beside})


def test_a_reason_that_nobody_gave_is_noticed() -> None:
    assert BROKEN in _broken({"question": "age", "number": 12})
