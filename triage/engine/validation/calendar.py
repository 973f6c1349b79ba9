"""The calendar: whether every moment that it covers has a local time."""

from datetime import UTC, datetime, time

from triage.engine.faults import Place
from triage.engine.records import Calendar
from triage.engine.validation.context import Context


def check(context: Context) -> None:
    calendar = context.parts.calendar
    if calendar is None:
        return
    place = context.place("calendar", context.parts.topic)
    if calendar.office_hours != context.parts.notices.office_hours and "protocol" not in context.broken_kinds:
        place.at("officeHours").fault("calendar-other-hours")
    if calendar.valid_until < calendar.valid_from:
        place.at("validUntil").fault("calendar-reversed")
    _check_offsets(calendar, place.at("offsets"))
    days = [holiday.day for holiday in calendar.holidays]
    if days != sorted(days):
        place.at("holidays").fault("calendar-unordered")


def _check_offsets(calendar: Calendar, place: Place) -> None:
    starts = [offset.starts for offset in calendar.offsets]
    if not starts:
        place.fault("empty-list")
        return
    if starts != sorted(set(starts)):
        place.fault("calendar-unordered")
    if starts[0] > datetime.combine(calendar.valid_from, time(), UTC):
        place.fault("calendar-gap")
