"""Moments to choose from: the next office hours, night, weekend or holiday in the calendar of a protocol."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.utils.timezone import now

from triage.engine.calendar import NoMoment, covers, moment_of
from triage.engine.records import Calendar, Moment
from triage.vocabulary import LABELS

NOW, CASE = "now", "case"
CHOICES = {NOW: "nu", **{moment.value: LABELS[moment.value] for moment in Moment}}
_HOURS = (10, 23)  # UTC: office hours and the night, whatever the clocks do
_DAYS = 366


def moment_at(chosen: str, calendar: Calendar, of_case: datetime | None) -> datetime:
    """Raises NoMoment where this calendar has none."""
    at = now().astimezone(UTC).replace(microsecond=0)
    if chosen == CASE and of_case is not None:
        return of_case
    if chosen not in set(Moment):
        return at
    return _next(Moment(chosen), calendar, at if covers(calendar, at) else _first(calendar))


def _next(moment: Moment, calendar: Calendar, since: datetime) -> datetime:
    for at in _hours(since):
        if covers(calendar, at) and moment_of(calendar, at) is moment:
            return at
    raise NoMoment("no such moment in the calendar of this release")


def _hours(since: datetime) -> Iterator[datetime]:
    for day in range(_DAYS):
        for hour in _HOURS:
            yield datetime.combine((since + timedelta(days=day)).date(), time(hour), UTC)


def _first(calendar: Calendar) -> datetime:
    return datetime.combine(calendar.valid_from, time(0), UTC)
