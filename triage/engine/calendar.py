"""The moment of care: which contact is open at this instant."""

from datetime import UTC, date, datetime, timedelta

from triage.engine.records import Calendar, Moment

_SATURDAY = 5


class NoMoment(ValueError):
    """It cannot be said which moment of care this is. The message says why."""


def moment_in(calendar: Calendar | None, at: datetime) -> Moment:
    """As `moment_of`; a protocol that has no calendar yet has no moments either."""
    if calendar is None:
        raise NoMoment("this protocol has no calendar")
    return moment_of(calendar, at)


def moment_of(calendar: Calendar, at: datetime) -> Moment:
    """A holiday lasts the whole day, and so does a day in the weekend."""
    local = local_time(calendar, at)
    day = local.date()
    if any(holiday.day == day for holiday in calendar.holidays):
        return Moment.HOLIDAY
    if local.weekday() >= _SATURDAY:
        return Moment.WEEKEND
    hours = calendar.office_hours
    return Moment.OFFICE_HOURS if hours.opens <= local.time() < hours.closes else Moment.NIGHT


def local_time(calendar: Calendar, at: datetime) -> datetime:
    """The time on the clock in the calendar's time zone, without zone. Outside the calendar: `NoMoment`."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NoMoment("at has no time zone")
    if not _is_near(calendar, at.date()):
        raise NoMoment("at lies outside the calendar of this release")
    local = at.astimezone(UTC).replace(tzinfo=None) + timedelta(minutes=_minutes_ahead(calendar, at))
    if not calendar.valid_from <= local.date() <= calendar.valid_until:
        raise NoMoment("at lies outside the calendar of this release")
    return local


def _minutes_ahead(calendar: Calendar, at: datetime) -> int:
    """By the last offset that has started; the first one also covers the hour before it on the first day."""
    started = [offset.minutes for offset in calendar.offsets if offset.starts <= at]
    return started[-1] if started else calendar.offsets[0].minutes


def covers(calendar: Calendar, at: datetime) -> bool:
    """Whether the calendar can say which moment this is."""
    try:
        local_time(calendar, at)
    except NoMoment:
        return False
    return True


def _is_near(calendar: Calendar, day: date) -> bool:
    """In whatever zone. Looked at first, because a conversion in the year 1 or 9999 can fail."""
    margin = timedelta(days=2)
    return calendar.valid_from - margin <= day <= calendar.valid_until + margin
