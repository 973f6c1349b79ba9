"""Building blocks for saying what shape a JSON value must have. Each notes its faults and never raises.

A check looks no deeper than it says, so a value that is nested thousands deep does no harm.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time

from triage.engine.durations import minutes_in
from triage.engine.faults import Place

Check = Callable[[object, Place], None]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
LONGEST_TEXT = 10_000
GREATEST_INTEGER = 2**53 - 1


def is_slug(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_SLUG and SLUG.fullmatch(value) is not None


def slug(value: object, place: Place) -> None:
    if not is_slug(value):
        place.fault("not-a-slug")


def string(value: object, place: Place) -> None:
    if not isinstance(value, str):
        place.fault("not-a-string")
    elif not value.strip():
        place.fault("empty-text")
    elif len(value) > LONGEST_TEXT:
        place.fault("text-too-long", maximum=LONGEST_TEXT)
    elif any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in value):
        place.fault("unusable-text")


def boolean(value: object, place: Place) -> None:
    if not isinstance(value, bool):
        place.fault("not-a-boolean")


def only_true(value: object, place: Place) -> None:
    if value is not True:
        place.fault("not-true")


def integer(minimum: int = -GREATEST_INTEGER, maximum: int = GREATEST_INTEGER) -> Check:
    def check(value: object, place: Place) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            place.fault("not-an-integer")
        elif value < minimum:
            place.fault("too-small", minimum=minimum)
        elif value > maximum:
            place.fault("too-large", maximum=maximum)

    return check


def one_of(allowed: Collection[str]) -> Check:
    def check(value: object, place: Place) -> None:
        if not isinstance(value, str) or value not in allowed:
            place.fault("not-one-of", allowed=", ".join(allowed))

    return check


def list_of(item: Check, *, at_least: int = 0) -> Check:
    def check(value: object, place: Place) -> None:
        if not isinstance(value, list):
            place.fault("not-a-list")
            return
        if len(value) < at_least:
            place.fault("empty-list")
        for number, one in enumerate(value):
            item(one, place.at(number))

    return check


def object_of(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    known = {**required, **(optional or {})}

    def check(value: object, place: Place) -> None:
        if not isinstance(value, dict):
            place.fault("not-an-object")
            return
        for key in required:
            if key not in value:
                place.fault("missing-key", key=key)
        for key, one in value.items():
            if isinstance(key, str) and key in known:
                known[key](one, place.at(key))
            else:
                place.fault("unknown-key", key=key)

    return check


def map_of(item: Check, *, keys: re.Pattern[str] = SLUG) -> Check:
    """An object with any keys of this form."""

    def check(value: object, place: Place) -> None:
        if not isinstance(value, dict):
            place.fault("not-an-object")
            return
        for key, one in value.items():
            if isinstance(key, str) and len(key) <= LONGEST_SLUG and keys.fullmatch(key):
                item(one, place.at(key))
            else:
                place.fault("unknown-key", key=key)

    return check


def written_as(pattern: str, example: str, parse: Callable[[str], object] | None = None) -> Check:
    """A string of this form that `parse` does not refuse with `ValueError`."""
    compiled = re.compile(pattern, re.ASCII)

    def check(value: object, place: Place) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value) or not _parses(value, parse):
            place.fault("wrong-format", example=example)

    return check


def _parses(value: str, parse: Callable[[str], object] | None) -> bool:
    try:
        if parse is not None:
            parse(value)
    except (ValueError, OverflowError):
        return False
    return True


DAY = r"(?:19|20|21)\d{2}-\d{2}-\d{2}"
clock_time = written_as(r"\d{2}:\d{2}", "08:00", time.fromisoformat)
day = written_as(DAY, "2026-12-25", date.fromisoformat)
moment = written_as(DAY + r"T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})", "2026-11-22T21:40:00Z", datetime.fromisoformat)
duration = written_as(r"[PTDHMS\d]{3,20}", "PT1H", minutes_in)
phone = written_as(r"[0-9+][0-9 -]{1,19}", "112")
digest = written_as(r"sha256:[0-9a-f]{64}", "sha256:...")
