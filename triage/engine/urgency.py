"""The five levels of urgency."""

from enum import IntEnum


class Urgency(IntEnum):
    """Ordered: a greater value is more urgent."""

    SELF_CARE = 0
    WITHIN_DAYS = 1
    SAME_DAY = 2
    IMMEDIATE = 3
    EMERGENCY = 4

    @property
    def json_name(self) -> str:
        return _JSON_NAMES[self]

    @classmethod
    def named(cls, json_name: str) -> "Urgency":
        """The level with this JSON name; `KeyError` for any other name."""
        return URGENCIES[json_name]


_JSON_NAMES = ("selfCare", "withinDays", "sameDay", "immediate", "emergency")
URGENCIES = dict(zip(_JSON_NAMES, Urgency, strict=True))
