"""How a topic's triage was used in four weeks, as a picture and as words. What happened to few people is not shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from content.drafts import Draft, name_in
from content.models import Topic
from triage.engine.urgency import Urgency
from triage.models import Question, Rule, UseCount
from triage.vocabulary import LABELS

DAYS: Final = 28
FEWEST: Final = 10
"""What is counted less often than this is not shown: it may be about a person whom somebody knows. Nor that it was
counted at all: so "never" is told together with "seldom", and a count in tens, or else each day would tell of the last.
"""
_HEIGHT, _STEP, _BAR, _LEFT = 120, 22, 16, 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, in the units of the picture."""

    urgency: str
    said: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A record, and how often it was met at least, in tens."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    counts: tuple[int | None, ...]
    """By urgency, the most urgent first. None: fewer than ten, or nobody."""


@dataclass(frozen=True, slots=True)
class Use:
    topic: str
    most: int
    pieces: tuple[Piece, ...]
    days: tuple[Day, ...]
    rules: tuple[Line, ...]
    seldom: tuple[Line, ...]
    unknown: tuple[Line, ...]
    template: str = "triage/admin/use.html"
    width: int = _LEFT + DAYS * _STEP
    height: int = _HEIGHT + 24
    base: int = _HEIGHT
    bar: int = _BAR

    @property
    def urgencies(self) -> tuple[str, ...]:
        return tuple(LABELS[urgency.json_name] for urgency in reversed(Urgency))

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        return tuple((urgency.json_name, LABELS[urgency.json_name]) for urgency in reversed(Urgency))


def use_of(topic: Topic) -> Use | None:
    """None for a topic that asks nothing."""
    if not Rule.objects.filter(topic=topic).exists():
        return None
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    rows = UseCount.objects.filter(topic=topic.slug, day__gte=days[0])
    urgencies = _urgencies(rows.filter(kind=UseCount.Kind.URGENCY))
    shown = {day: {name: count for name, count in urgencies.get(day, {}).items() if count >= FEWEST} for day in days}
    most = max((sum(counts.values()) for counts in shown.values()), default=0)
    met = _totals(rows.filter(kind=UseCount.Kind.RULE))
    rules = list(_lines(Rule.objects.filter(topic=topic), met))
    unsure = _totals(rows.filter(kind=UseCount.Kind.UNKNOWN))
    return Use(
        topic=name_in(topic.record()) or topic.slug,
        most=most,
        pieces=tuple(_pieces(shown, most)),
        days=tuple(Day(day, _by_urgency(shown[day])) for day in days if shown[day]),
        rules=_most_first(rules),
        seldom=tuple(line for line in rules if not line.count) if any(line.count for line in rules) else (),
        unknown=_most_first(_lines(Question.objects.filter(topic=topic), unsure)),
    )


def _urgencies(rows: "QuerySet[UseCount]") -> dict[date, dict[str, int]]:
    found: dict[date, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.day, {})[row.name] = row.count
    return found


def _by_urgency(counts: Mapping[str, int]) -> tuple[int | None, ...]:
    return tuple(counts.get(urgency.json_name) for urgency in reversed(Urgency))


def _totals(rows: "QuerySet[UseCount]") -> dict[str, int]:
    return dict(rows.values_list("name").annotate(total=Sum("count")))


def _lines(rows: Iterable[Draft], met: Mapping[str, int]) -> Iterator[Line]:
    for row in rows:
        count = met.get(row.slug, 0) // FEWEST * FEWEST
        url = reverse(f"admin:triage_{row._meta.model_name}_change", args=[row.pk])
        yield Line(str(row), url, count)


def _most_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    counted = [(line.count, line) for line in lines if line.count]
    return tuple(line for _, line in sorted(counted, key=lambda pair: -pair[0]))


def _pieces(shown: Mapping[date, Mapping[str, int]], most: int) -> Iterator[Piece]:
    """One bar for each day, the most urgent on top."""
    for place, (day, counts) in enumerate(shown.items()):
        y = float(_HEIGHT)
        for urgency in Urgency:
            if count := counts.get(urgency.json_name):
                height = round(count / most * (_HEIGHT - 10), 1)
                y = round(y - height, 1)
                said = f"{day:%d-%m}: {count} keer {LABELS[urgency.json_name]}"
                yield Piece(urgency.json_name, said, _LEFT + place * _STEP, y, height)
