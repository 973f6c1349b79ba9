"""A patient who answers every screen that the interview shows, on an ordinary morning, and what comes of it."""

from datetime import UTC, datetime

from triage.engine.protocol import Protocol
from triage.engine.records import Rest
from triage.engine.vignettes import UNKNOWN, Interview, Sheet, answer_from
from triage.engine.vignettes import interviewed as interviewed_at

__all__ = ["UNKNOWN", "Interview", "Sheet", "answer_from", "interviewed"]

TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def interviewed(protocol: Protocol, sheet: Sheet, rest: Rest = Rest.NO, at: datetime = TUESDAY_MORNING) -> Interview:
    return interviewed_at(protocol, sheet, rest, at)
