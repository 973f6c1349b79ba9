"""The calendar that every release carries: Dutch public holidays and the clock, so that no result needs another source.

Five years back and ten ahead. Evaluating the same answers at the same moment then gives the same contact, here and
offline, forever.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
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
        "holidays": list(_holidays(range(first.year, last.year + 1))),
        "offsets": list(_offsets(first, last)),
    }


def _holidays(years: range) -> Iterator[Record]:
    dutch = holidays.country_holidays("NL", years=years, language="nl")
    for day, name in sorted(dutch.items()):
        if name not in OPEN_DAYS:
            yield {"date": day.isoformat(), "name": name}


def _offsets(first: date, last: date) -> Iterator[Record]:
    """From which moment local time is how many minutes ahead of UTC."""
    zone = ZoneInfo(TIME_ZONE)
    moment, end = datetime.combine(first, datetime.min.time(), UTC), datetime.combine(last, datetime.max.time(), UTC)
    known: timedelta | None = None
    while moment <= end:
        ahead = moment.astimezone(zone).utcoffset()
        if ahead is not None and ahead != known:
            yield {"from": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "minutes": int(ahead.total_seconds()) // 60}
            known = ahead
        moment += timedelta(hours=1)
