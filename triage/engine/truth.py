"""Four-valued logic: what the answers so far say about a condition.

UNKNOWN is final: somebody said "weet ik niet". OPEN is not: a question that could decide it has not been asked yet.
"""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    OPEN = "open"


def truth_from(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """AND. One FALSE decides; otherwise an OPEN keeps it open; nothing at all is TRUE."""
    found = set(truths)
    for decisive in (Truth.FALSE, Truth.OPEN, Truth.UNKNOWN):
        if decisive in found:
            return decisive
    return Truth.TRUE


def at_least_of(needed: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `needed` hold. OPEN as long as the open ones could still make a difference."""
    found = list(truths)
    return counted(needed, *(found.count(value) for value in (Truth.TRUE, Truth.UNKNOWN, Truth.OPEN)))


def counted(needed: int, held: int, unknown: int, still_open: int) -> Truth:
    """As `at_least_of`, of how many there are of each."""
    if held >= needed:
        return Truth.TRUE
    if held + unknown + still_open < needed:
        return Truth.FALSE
    cannot_hold = held + still_open < needed
    cannot_fail = held + unknown >= needed
    return Truth.UNKNOWN if cannot_hold and cannot_fail else Truth.OPEN


def negated(truth: Truth) -> Truth:
    """NOT. What is unknown or open stays so."""
    return _NEGATED.get(truth, truth)


_NEGATED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
