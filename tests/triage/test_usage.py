"""Counts of use: of outcomes, by day, and never of a person."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from content.models import Release
from tests.triage.engine.example import HEALTHY, raw_answers
from tests.triage.storing import post
from triage import usage
from triage.models import UseCount
from triage.usage import Named

FEVER = Named("rugpijn", date(2026, 11, 23), "rule", "fever")
WELL: dict[str, object] = {name.replace("_", "-"): value for name, value in HEALTHY.items()}


@pytest.fixture(autouse=True)
def tally(monkeypatch: pytest.MonkeyPatch) -> usage.Tally:
    fresh = usage.Tally()
    monkeypatch.setattr(usage, "TALLY", fresh)
    return fresh


def written(tally: usage.Tally) -> dict[tuple[str, str], int]:
    tally.write()
    return {(row.kind, row.name): row.count for row in UseCount.objects.all()}


def asked(**given: Any) -> None:
    answers = raw_answers({**WELL, **{name.replace("_", "-"): value for name, value in given.items()}})
    assert post({"answers": answers}).status_code == 200


def test_an_outcome_is_counted_with_its_rules(small: Release, tally: usage.Tally) -> None:
    asked()
    asked(fever="yes")
    found = written(tally)
    assert found["urgency", "selfCare"] == 1
    assert found["rule", "fever"] == 1
    assert sum(count for (kind, _), count in found.items() if kind == "urgency") == 2


def test_what_somebody_does_not_know_is_counted(small: Release, tally: usage.Tally) -> None:
    answers = [one for one in raw_answers(WELL) if one["question"] != "fever"]
    assert post({"answers": [*answers, {"question": "fever", "unknown": True}]}).status_code == 200
    assert written(tally)["unknown", "fever"] == 1


def test_an_interview_that_goes_on_is_not_counted(small: Release, tally: usage.Tally) -> None:
    assert post({"answers": []}).status_code == 200
    assert written(tally) == {}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-23T22:59:59Z", date(2026, 11, 23)),
        ("2026-11-23T23:00:00Z", date(2026, 11, 24)),
        ("2026-07-14T21:59:59Z", date(2026, 7, 14)),
        ("2026-07-14T22:00:00Z", date(2026, 7, 15)),
    ],
)
def test_the_day_is_ours_to_the_second(
    small: Release, tally: usage.Tally, monkeypatch: pytest.MonkeyPatch, moment: str, day: date
) -> None:
    monkeypatch.setattr(usage, "time", SimpleNamespace(time=datetime.fromisoformat(moment).timestamp))
    asked()
    tally.write()
    assert set(UseCount.objects.values_list("day", flat=True)) == {day}


@pytest.mark.django_db
def test_nothing_is_stored_until_it_is_written(tally: usage.Tally) -> None:
    tally.add([FEVER])
    assert not UseCount.objects.exists()


@pytest.mark.django_db
def test_what_is_written_is_added_to_what_was_there(tally: usage.Tally) -> None:
    tally.add([FEVER, FEVER])
    tally.write()
    tally.add([FEVER])
    assert written(tally) == {("rule", "fever"): 3}
    assert written(tally) == {("rule", "fever"): 3}


@pytest.mark.django_db
def test_what_cannot_be_written_now_is_written_later(tally: usage.Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    tally.add([FEVER])
    with monkeypatch.context() as gone:
        gone.setattr(connection, "cursor", _gone)
        tally.write()
    tally.add([FEVER])
    assert written(tally) == {("rule", "fever"): 2}


def _gone() -> None:
    raise DatabaseError


@pytest.mark.django_db
def test_counts_of_more_than_a_year_ago_go() -> None:
    today = timezone.localdate()
    for days_ago in (400, 401):
        UseCount.objects.create(
            topic="rugpijn", day=today - timedelta(days=days_ago), kind="rule", name="fever", count=1
        )
    assert usage.forget_old() == 1
    assert UseCount.objects.get().day == today - timedelta(days=400)


@pytest.mark.django_db
def test_a_database_that_is_away_for_long_costs_no_memory(tally: usage.Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "MOST_NAMES", 1)
    tally.add([FEVER])
    tally.add([Named("rugpijn", FEVER.day, "rule", "age")])
    assert written(tally) == {("rule", "fever"): 1}
