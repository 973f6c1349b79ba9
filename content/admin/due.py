"""What has to be looked at again: records whose review date is near or past."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from content.drafts import Draft
from content.models import Topic
from content.parts import parts

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A record that somebody looks at before `day`."""

    kind: str
    name: str
    day: date
    url: str
    overdue: bool


def reviewed_models() -> Iterator[type[Draft]]:
    """The kinds of record that have a review date."""
    for part in parts():
        yield from (model for model in part.models if "review_by_date" in model.record_fields)


def due(topic: Topic, today: date | None = None) -> list[Due]:
    """The oldest first: overdue, and within 30 days."""
    day = today or timezone.localdate()
    found = [
        Due(str(model._meta.verbose_name), str(row), row.review_by_date, _form(row), row.review_by_date < day)
        for model in reviewed_models()
        for row in _rows(model, topic).filter(review_by_date__lte=day + SOON)
    ]
    return sorted(found, key=lambda one: (one.day, one.kind, one.name))


def undated(topic: Topic) -> int:
    """How many records have no review date."""
    return sum(_rows(model, topic).filter(review_by_date=None).count() for model in reviewed_models())


def _rows(model: type[Draft], topic: Topic) -> Any:
    return model._default_manager.filter(topic=topic)


def _form(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
