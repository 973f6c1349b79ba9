"""ISO 8601 durations of days, hours and minutes, as a contact names them."""

import re

DURATION = re.compile(r"P(?=.)(?:(\d{1,3})D)?(?:T(?=.)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(0)S)?)?")


def minutes_in(duration: str) -> int:
    """`ValueError` for anything that is not such a duration."""
    found = DURATION.fullmatch(duration)
    if found is None:
        raise ValueError("not a duration in days, hours and minutes")
    days, hours, minutes, _ = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + minutes
