"""The moment of care, through holidays, weekends and the changing of the clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.triage.engine.example import PROTOCOL
from triage.engine.calendar import NoMoment, covers, local_time, moment_of
from triage.engine.records import Calendar, Moment


def _calendar() -> Calendar:
    if PROTOCOL.calendar is None:
        raise AssertionError("the example has a calendar")
    return PROTOCOL.calendar


CALENDAR = _calendar()
MOMENTS = [
    # UTC                        what it is in Amsterdam
    ("2026-11-23T06:59:59", Moment.NIGHT),  # Monday 07:59:59
    ("2026-11-23T07:00:00", Moment.OFFICE_HOURS),  # Monday 08:00
    ("2026-11-23T15:59:59", Moment.OFFICE_HOURS),  # Monday 16:59:59
    ("2026-11-23T16:00:00", Moment.NIGHT),  # Monday 17:00
    ("2026-11-20T22:59:59", Moment.NIGHT),  # Friday 23:59:59
    ("2026-11-20T23:00:00", Moment.WEEKEND),  # Saturday 00:00
    ("2026-11-22T22:59:59", Moment.WEEKEND),  # Sunday 23:59:59
    ("2026-11-22T23:00:00", Moment.NIGHT),  # Monday 00:00
    ("2026-12-24T22:59:59", Moment.NIGHT),  # Thursday 24 December 23:59:59
    ("2026-12-24T23:00:00", Moment.HOLIDAY),  # Christmas Day 00:00
    ("2026-12-25T10:00:00", Moment.HOLIDAY),
    ("2026-12-26T10:00:00", Moment.HOLIDAY),  # a Saturday: a holiday all the same
    ("2026-12-27T10:00:00", Moment.WEEKEND),
    ("2026-07-06T06:00:00", Moment.OFFICE_HOURS),  # Monday 08:00 in summer
    ("2026-07-06T05:59:59", Moment.NIGHT),
    ("2026-07-06T15:00:00", Moment.NIGHT),  # Monday 17:00 in summer
    ("2026-01-01T00:00:00", Moment.NIGHT),
]


@pytest.mark.parametrize(("utc", "moment"), MOMENTS)
def test_the_moment(utc: str, moment: Moment) -> None:
    assert moment_of(CALENDAR, datetime.fromisoformat(utc).replace(tzinfo=UTC)) is moment


CLOCK = [
    ("2026-03-29T00:59:59", "2026-03-29T01:59:59"),
    ("2026-03-29T01:00:00", "2026-03-29T03:00:00"),
    ("2026-10-25T00:59:59", "2026-10-25T02:59:59"),
    ("2026-10-25T01:00:00", "2026-10-25T02:00:00"),
    ("2027-03-28T01:00:00", "2027-03-28T03:00:00"),
]


@pytest.mark.parametrize(("utc", "local"), CLOCK)
def test_the_clock_changes_at_the_right_second(utc: str, local: str) -> None:
    assert local_time(CALENDAR, datetime.fromisoformat(utc).replace(tzinfo=UTC)) == datetime.fromisoformat(local)


def test_the_zone_of_the_moment_does_not_matter() -> None:
    utc = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert local_time(CALENDAR, utc.astimezone(timezone(timedelta(hours=-9)))) == local_time(CALENDAR, utc)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NoMoment):
        moment_of(CALENDAR, datetime(2026, 11, 23, 9, 0))


EDGES = [
    ("2025-12-31T22:59:59+00:00", False),
    ("2025-12-31T23:00:00+00:00", True),  # 1 January 00:00 in Amsterdam
    ("2027-12-31T22:59:59+00:00", True),
    ("2027-12-31T23:00:00+00:00", False),
    ("0001-01-01T00:00:00+14:00", False),
    ("9999-12-31T23:59:59-12:00", False),
]


@pytest.mark.parametrize(("at", "covered"), EDGES)
def test_what_the_calendar_covers(at: str, covered: bool) -> None:
    assert covers(CALENDAR, datetime.fromisoformat(at)) is covered
