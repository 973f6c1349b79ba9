"""Review dates: in the form, in the document, in the API, and on the first page when they are near or past."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import loading
from content.admin.due import due, undated
from content.models import Advice, AlarmSign, Release, Topic
from content.parts import draft_of
from tests.content.admin.test_forms import advice, change
from tests.desk import form_of

Publish = Callable[[Topic], Release]
TODAY = date(2026, 11, 22)


def dated(topic: Topic, days: int) -> list[str]:
    Advice.objects.update(review_by_date=TODAY + timedelta(days=days))
    return [one.name for one in due(topic, TODAY)]


@pytest.mark.parametrize(("days", "listed"), [(-1, True), (0, True), (30, True), (31, False)])
def test_what_is_due_within_thirty_days_is_listed(knee: Topic, days: int, listed: bool) -> None:
    assert dated(knee, days) == (["Neem rust"] if listed else [])


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False)])
def test_what_is_past_its_day_is_overdue(knee: Topic, days: int, late: bool) -> None:
    dated(knee, days)
    assert due(knee, TODAY)[0].overdue is late


def test_the_oldest_comes_first_of_every_kind(knee: Topic) -> None:
    AlarmSign.objects.update(review_by_date=TODAY - timedelta(days=9))
    dated(knee, -1)
    assert [one.kind for one in due(knee, TODAY)] == ["alarmteken", "advies"]


def test_what_has_no_date_is_counted(knee: Topic) -> None:
    before = undated(knee)
    dated(knee, 100)
    assert (before, undated(knee)) == (2, 1)


def test_the_first_page_leads_to_it(knee: Topic, desk: Client) -> None:
    Advice.objects.update(review_by_date=timezone.localdate() - timedelta(days=1))
    page = desk.get(reverse("admin:index")).content.decode()
    assert change(advice()) in page
    assert "te laat" in page


def test_a_date_is_typed_saved_and_released(knee: Topic, desk: Client, publish: Publish, client: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"review_by_date": "2027-03-01"})
    assert (answer.status_code, advice().review_by_date) == (302, date(2027, 3, 1))
    publish(knee)
    assert client.get("/v1/topics/knie/advice/rest").json()["advice"]["reviewByDate"] == "2027-03-01"


def test_a_new_record_is_looked_at_again_in_a_year(desk: Client, knee: Topic) -> None:
    in_a_year = timezone.localdate() + timedelta(365)
    assert form_of(desk, reverse("admin:content_advice_add"))["review_by_date"] == in_a_year.isoformat()


def test_a_date_that_is_none_is_refused(desk: Client) -> None:
    answer = desk.post(change(advice()), form_of(desk, change(advice())) | {"review_by_date": "2027-02-30"})
    assert "review_by_date" in answer.context["adminform"].form.errors


def test_everything_that_is_shipped_has_a_date(db: None) -> None:
    topic = loading.load(settings.LIBRARY_DIR / "rugpijn").topic
    assert undated(topic) == 0
    records = draft_of(topic).records
    dates = {one["reviewByDate"] for kind in ("advice", "alarmSign", "protocol") for one in records[kind].values()}
    assert dates == {"2027-11-22"}
