"""Everything that happened to a topic in one history, and what an auditor takes along."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import publishing
from content.accountability import NOT_ALLOWED, roles_at
from content.admin.journal import COLUMNS, harmless
from content.history import acting
from content.models import Advice, Refusal, Release, RolesHeld, Topic
from tests.conftest import person
from tests.desk import colleague

ROLE = COLUMNS[2]
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


def test_what_is_taken_along_says_so_itself(url: str, desk: Client) -> None:
    otto = colleague("otto", "auditor")
    (taken,) = [row for row in rows(otto.get(url, {"as": "csv", "who": "otto"})) if row["soort"] == "export"]
    assert (taken["gebruiker"], taken[ROLE], taken["handeling"]) == (
        "otto",
        "auditor",
        "heeft de geschiedenis uitgevoerd (otto)",
    )
    assert sentences(desk, url, kind="export") == ["otto heeft de geschiedenis uitgevoerd (otto)"]


def test_what_was_refused_is_asked_for(url: str, desk: Client) -> None:
    colleague("ander", "reviewer").get(url, {"as": "csv"})
    said = "ander werd geweigerd: geschiedenis uitvoeren"
    assert said not in sentences(desk, url)
    assert sentences(desk, url, kind="refusal") == [said]


def test_who_takes_it_along_sees_what_was_refused(url: str) -> None:
    colleague("ander", "reviewer").get(url, {"as": "csv"})
    found = rows(colleague("otto", "auditor").get(url, {"as": "csv"}))
    (refused,) = [row for row in found if row["soort"] == "refusal"]
    assert (refused["resultaat"], refused["reden"]) == ("geweigerd", NOT_ALLOWED)
    assert {row["resultaat"] for row in found if row["soort"] != "refusal"} == {"geslaagd"}


def test_an_action_that_the_door_refused(url: str, knee: Topic, desk: Client) -> None:
    release = Release.objects.get()
    page = reverse("admin:content_release_change", args=[release.pk])
    desk.post(page, {"action": "publish", "publish-why": "mijn eigen woorden over een mens"})
    (kept,) = Refusal.objects.all()
    assert (kept.by.username, kept.topic, kept.about, kept.why) == (
        "eva",
        knee,
        "opnieuw publiceren, uitgave 1",
        NOT_ALLOWED,
    )


def test_a_page_that_was_refused(url: str, knee: Topic) -> None:
    ander = colleague("ander", "reviewer")
    form = {"title_nl": "mijn eigen woorden"}
    ander.post(reverse("admin:content_advice_change", args=[Advice.objects.get().pk]), form)
    ander.get(reverse("admin:auth_user_changelist"))
    kept = [(one.topic, one.about, one.why) for one in Refusal.objects.all()]
    assert kept == [(knee, "adviezen aanpassen", NOT_ALLOWED), (None, "gebruikers bekijken", NOT_ALLOWED)]


def test_a_command_that_was_refused(url: str, knee: Topic) -> None:
    with pytest.raises(CommandError):
        call_command("publish", "knie", "1", "--why", "mijn eigen woorden", "--as", "eva")
    (kept,) = Refusal.objects.all()
    assert (kept.topic, kept.about, kept.why) == (knee, "opdracht publish", NOT_ALLOWED)


def test_the_role_is_that_of_the_moment(url: str, reviewer: User) -> None:
    """A reviewer who later becomes something else, did it as a reviewer."""
    later = timezone.now() + timedelta(minutes=1)
    RolesHeld.objects.create(user=reviewer, roles="editor", at=later)
    found = rows(colleague("otto", "auditor").get(url, {"as": "csv"}))
    assert {row[ROLE] for row in found if row["gebruiker"] == "ruud"} == {"reviewer"}
    role = roles_at()
    assert (role(reviewer.pk, later), role(reviewer.pk, later - timedelta(days=1))) == ("editor", "")


def test_the_database_writes_down_every_change_of_roles(db: None) -> None:
    ander = person("ander", "editor", "auditor")
    ander.groups.clear()
    User.objects.filter(pk=ander.pk).update(is_superuser=True)
    held = list(RolesHeld.objects.filter(user=ander).values_list("roles", flat=True))
    assert (held[0], held[2], held[-2:]) == ("", "auditor editor", ["", "administrator"])
