from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from triage.calendar import calendar

THIS_YEAR = calendar(date(2026, 11, 22))


def minutes_at(moment: datetime) -> int:
    """The minutes ahead of UTC that the calendar gives at this moment."""
    started = [one for one in THIS_YEAR["offsets"] if datetime.fromisoformat(one["from"]) <= moment]
    return int(started[-1]["minutes"])


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-12-25", "Eerste kerstdag"),
        ("2027-01-01", "Nieuwjaarsdag"),
        ("2027-03-29", "Tweede paasdag"),
        ("2027-04-27", "Koningsdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2030-05-05", "Bevrijdingsdag"),
    ],
)
def test_dutch_public_holidays_are_in_it(day: str, name: str) -> None:
    assert {"date": day, "name": name} in THIS_YEAR["holidays"]


def test_practices_are_open_on_good_friday() -> None:
    assert "2027-03-26" not in {holiday["date"] for holiday in THIS_YEAR["holidays"]}


def test_it_covers_five_years_back_and_ten_ahead() -> None:
    assert (THIS_YEAR["validFrom"], THIS_YEAR["validUntil"]) == ("2021-01-01", "2036-12-31")


def test_the_clock_agrees_with_the_time_zone_every_day() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    moment = datetime(2021, 1, 1, 1, tzinfo=UTC)
    while moment.year < 2037:
        ahead = moment.astimezone(zone).utcoffset()
        assert ahead == timedelta(minutes=minutes_at(moment))
        moment += timedelta(hours=25)


def test_the_clock_changes_in_the_night_of_the_last_sunday_of_october() -> None:
    assert minutes_at(datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)) == 120
    assert minutes_at(datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC)) == 60
