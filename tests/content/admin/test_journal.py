"""Everything that happened to a topic in one history, and what an auditor takes along."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import publishing
from content.admin.journal import COLUMNS, harmless
from content.history import acting
from content.models import Advice, Release, Topic
from tests.conftest import person
from tests.desk import colleague

Publish = Callable[[Topic], Release]


@pytest.fixture
def url(knee: Topic, editor: User, reviewer: User, publish: Publish) -> str:
    """Of a topic to which everything was done once."""
    first = publish(knee)
    anna = person("anna", "editor")
    with acting(anna):
        Advice.objects.update(title={"nl": "Rust even uit"})
    one = publishing.submit(topic=knee, by=editor, note="=HYPERLINK(1)")
    publishing.comment(submission=one, by=reviewer, text="Hm.")
    publishing.send_back(submission=one, by=reviewer, why="te kort")
    publishing.sign(release=first, by=reviewer, name="R. Ruud", profession="doctor", registration="12345678901")
    publishing.withdraw(release=first, by=reviewer, why="fout", recall=True)
    return reverse("admin:content_topic_journal", args=[knee.pk])


def sentences(client: Client, url: str, **chosen: Any) -> list[str]:
    return [line.deed.sentence for line in client.get(url, chosen).context["page"]]


def test_everything_is_in_it_as_a_sentence(url: str, desk: Client) -> None:
    said = sentences(desk, url)
    for expected in (
        "anna heeft advies ‘Rust even uit’ gewijzigd",
        "ruud heeft uitgave 1 teruggeroepen",
        "ruud heeft uitgave 1 getekend als arts (R. Ruud)",
        "ruud heeft uitgave 1 gepubliceerd",
    ):
        assert expected in said
    for part in ("ingezonden", "reageerde op", "bewijzen", "teruggestuurd", "goedgekeurd als uitgave 1"):
        assert any(part in sentence for sentence in said), part


def test_the_newest_comes_first(url: str, desk: Client) -> None:
    moments = [line.deed.at for line in desk.get(url).context["page"]]
    assert moments == sorted(moments, reverse=True)


def test_a_library_that_was_read_in_is_one_line(url: str, desk: Client) -> None:
    assert sum("in één keer" in sentence for sentence in sentences(desk, url)) == 1


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"who": "anna"}, ["anna heeft advies ‘Rust even uit’ gewijzigd"]),
        ({"kind": "withdrawal"}, ["ruud heeft uitgave 1 teruggeroepen"]),
        ({"kind": "signature"}, ["ruud heeft uitgave 1 getekend als arts (R. Ruud)"]),
        ({"who": "anna", "kind": "comment"}, []),
    ],
)
def test_it_can_be_narrowed_by_person_and_kind(
    url: str, desk: Client, chosen: dict[str, str], expected: list[str]
) -> None:
    assert sentences(desk, url, **chosen) == expected


def test_it_can_be_narrowed_to_days(url: str, desk: Client) -> None:
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    assert sentences(desk, url, start=today, end=today)
    assert sentences(desk, url, end=yesterday) == []


def test_a_wrong_day_is_said(url: str, desk: Client) -> None:
    page = desk.get(url, {"start": "gisteren"})
    assert page.context["form"].errors["start"]
    assert list(page.context["page"]) == []


def rows(answer: Any) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_an_auditor_takes_all_of_it_along(url: str) -> None:
    found = rows(colleague("otto", "auditor").get(url, {"as": "csv"}))
    assert tuple(found[0]) == COLUMNS
    (signed,) = [row for row in found if row["soort"] == "signature"]
    assert (signed["gebruiker"], signed[COLUMNS[2]], signed["resultaat"]) == ("ruud", "reviewer", "geslaagd")
    assert signed[COLUMNS[0]].endswith("Z")
    assert len([row for row in found if row["soort"] == "draft"]) > 5


def test_what_a_spreadsheet_would_compute_is_text(url: str) -> None:
    found = rows(colleague("otto", "auditor").get(url, {"as": "csv"}))
    assert "'=HYPERLINK(1)" in {row["reden"] for row in found}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n=1"])
def test_every_start_of_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "tekst", "2026-11-22T10:00:00Z", "a=b"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("group", ["editor", "reviewer"])
def test_only_an_auditor_exports_and_the_refusal_says_so(url: str, group: str) -> None:
    answer = colleague("ander", group).get(url, {"as": "csv"})
    assert answer.status_code == 403
    assert "Dat mag een auditor" in answer.content.decode()


def test_who_may_not_look_sees_nothing(url: str) -> None:
    assert colleague("petra", "partner-manager").get(url).status_code == 403
