"""Moments of a document (UTC) as the clock here says them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.formats import date_format

HERE: Final = ZoneInfo("Europe/Amsterdam")


def local(written: str) -> str:
    """`2026-11-24T08:30:00Z` as `2026-11-24T09:30`. What is no moment stays as it is."""
    try:
        at = datetime.fromisoformat(written).astimezone(HERE)
    except ValueError:
        return written
    return at.strftime("%Y-%m-%dT%H:%M:%S" if at.second else "%Y-%m-%dT%H:%M")


class MomentField(models.CharField):  # type: ignore[type-arg]
    """A moment as a document writes it; for the database a short text."""

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def told(self, value: object, _records: Mapping[str, Mapping[str, Any]]) -> str:
        """For comparisons that people read."""
        try:
            at = datetime.fromisoformat(str(value)).astimezone(HERE)
        except ValueError:
            return str(value)
        return f"{date_format(at, 'j F Y, H:i')} (Nederlandse tijd)"
