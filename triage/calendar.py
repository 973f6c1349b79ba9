"""The calendar that every release carries: Dutch public holidays and the clock, so that no result needs another source.

Five years back and ten ahead. Evaluating the same answers at the same moment then gives the same contact, here and
offline, forever.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from content.documents import Record

TIME_ZONE = "Europe/Amsterdam"
YEARS_BACK, YEARS_AHEAD = 5, 10
# A holiday in law and in the library, but practices are open on it: whoever calls there is helped either way.
OPEN_DAYS = {"Goede vrijdag"}


def calendar(on: date) -> Record:
    """The calendar around this day, in whole years."""
    first, last = date(on.year - YEARS_BACK, 1, 1), date(on.year + YEARS_AHEAD, 12, 31)
    return {
        "timeZone": TIME_ZONE,
        "validFrom": first.isoformat(),
        "validUntil": last.isoformat(),
        "holidays": [{"date": day, "name": name} for day, name in _holidays(first.year, last.year)],
        "offsets": [{"from": moment, "minutes": minutes} for moment, minutes in _offsets(first.year, last.year)],
    }


@cache
def _holidays(first_year: int, last_year: int) -> tuple[tuple[str, str], ...]:
    dutch = holidays.country_holidays("NL", years=range(first_year, last_year + 1), language="nl")
    return tuple((day.isoformat(), name) for day, name in sorted(dutch.items()) if name not in OPEN_DAYS)


@cache
def _offsets(first_year: int, last_year: int) -> tuple[tuple[str, int], ...]:
    """From which moment local time is how many minutes ahead of UTC."""
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    found = [(_told(start), _minutes_ahead(start))]
    for day in _range(start, end, timedelta(days=1)):
        if _minutes_ahead(day + timedelta(days=1)) != found[-1][1]:
            hours = _range(day, day + timedelta(days=1, hours=1), timedelta(hours=1))
            change = next(hour for hour in hours if _minutes_ahead(hour) != found[-1][1])
            found.append((_told(change), _minutes_ahead(change)))
    return tuple(found)


def _minutes_ahead(moment: datetime) -> int:
    local = moment.astimezone(ZoneInfo(TIME_ZONE))
    return (local.replace(tzinfo=UTC) - moment) // timedelta(minutes=1)


def _range(start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    while start < end:
        yield start
        start += step


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
