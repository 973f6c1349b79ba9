"""How often triage ends how: counts of words of the contract, and nothing about anybody."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from prometheus_client import Counter

UNFINISHED: Final = "none"
ASSESSMENTS: Final = Counter(
    "rugpijn_assessments", "Assessments: a next question, or an outcome.", ["topic", "status", "urgency", "who"]
)
STORED: Final = Counter(
    "rugpijn_stored_assessments", "Stored assessments: stored, replayed, erased by their owner.", ["topic", "event"]
)


def count(topic: str, assessment: Mapping[str, Any]) -> None:
    """An unfinished interview has no urgency here, whatever it has met so far: it is not an outcome."""
    outcome = assessment["outcome"]
    urgency, who = (UNFINISHED, UNFINISHED) if outcome is None else (outcome["urgency"], outcome["contact"]["who"])
    _assessments(topic, assessment["status"], urgency, who).inc()


def count_stored(topic: str, event: str) -> None:
    _stored(topic, event).inc()


# There are few, and to find one takes longer than to count.
_assessments: Final = lru_cache(1024)(ASSESSMENTS.labels)
_stored: Final = lru_cache(1024)(STORED.labels)
