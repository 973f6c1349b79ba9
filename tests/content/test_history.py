"""Every change of a draft is kept: what it was, who did it and why, whichever way it was done."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from content import publishing
from content.history import acting
from content.models import Advice, SectionBlock, Topic
from tests.conftest import person


def events(label: str, model: Any = Advice) -> list[Any]:
    """The history rows of this kind, oldest first."""
    return list(model.pgh_event_model.objects.filter(pgh_label=label).order_by("pgh_id"))


@pytest.fixture
def anna(knee: Topic) -> User:
    return person("anna", "editor")


def test_an_insert_says_who_and_why(knee: Topic, anna: User) -> None:
    with acting(anna, "een nieuw advies"):
        Advice.objects.create(topic=knee, slug="nieuw", title={"nl": "Nieuw"})
    event = events("insert")[-1]
    assert (event.slug, event.title) == ("nieuw", {"nl": "Nieuw"})
    assert event.pgh_context == {"user": anna.pk, "username": "anna", "why": "een nieuw advies"}


def test_an_update_says_who_and_why(knee: Topic, anna: User) -> None:
    row = Advice.objects.get()
    row.title = {"nl": "Rust uit"}
    with acting(anna, "korter"):
        row.save()
    (event,) = events("update")
    assert event.title == {"nl": "Rust uit"}
    assert (event.pgh_context["username"], event.pgh_context["why"]) == ("anna", "korter")


def test_a_bulk_update_is_kept_row_by_row(knee: Topic, anna: User) -> None:
    Advice.objects.create(topic=knee, slug="nieuw")
    with acting(anna, "alles"):
        Advice.objects.update(title={"nl": "Allemaal"})
    assert [(event.slug, event.pgh_context["username"]) for event in events("update")] == [
        ("rest", "anna"),
        ("nieuw", "anna"),
    ]


def test_a_delete_says_what_was_there(knee: Topic, anna: User) -> None:
    with acting(anna, "weg"):
        Advice.objects.all().delete()
    (event,) = events("delete")
    assert (event.slug, event.title, event.pgh_context["why"]) == ("rest", {"nl": "Neem rust"}, "weg")


def test_plain_sql_is_kept_too(knee: Topic, anna: User) -> None:
    with acting(anna, "met de hand"), connection.cursor() as cursor:
        cursor.execute("UPDATE content_advice SET evidence = 'study'")
    (event,) = events("update")
    assert (event.evidence, event.pgh_context["why"]) == ("study", "met de hand")


def test_rows_of_detail_have_a_history(knee: Topic, anna: User) -> None:
    with acting(anna, "leeg"):
        SectionBlock.objects.all().delete()
    assert {event.pgh_context["why"] for event in events("delete", SectionBlock)} == {"leeg"}


def test_saving_what_did_not_change_leaves_no_trace(knee: Topic) -> None:
    Advice.objects.get().save()
    assert events("update") == []


def test_without_acting_the_change_is_still_kept(knee: Topic) -> None:
    Advice.objects.update(evidence="study")
    (event,) = events("update")
    assert event.pgh_context is None


def test_the_system_itself_has_no_name(knee: Topic) -> None:
    with acting(None, "vanzelf"):
        Advice.objects.update(evidence="study")
    assert events("update")[0].pgh_context == {"user": None, "username": "", "why": "vanzelf"}


def test_after_acting_nobody_acts_any_more(knee: Topic, anna: User) -> None:
    with acting(anna, "even"):
        pass
    Advice.objects.update(evidence="study")
    assert events("update")[0].pgh_context is None


def test_acting_within_acting(knee: Topic, anna: User) -> None:
    with acting(anna, "buiten"):
        with acting(anna, "binnen"):
            Advice.objects.update(evidence="study")
        Advice.objects.update(evidence="guideline")
    assert [event.pgh_context["username"] for event in events("update")] == ["anna", "anna"]


def test_a_mistake_while_acting_is_told_as_it_is(knee: Topic, anna: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), acting(anna, "dubbel"):
        Advice.objects.create(topic=knee, slug="rest")


def test_restoring_says_who_and_why(knee: Topic, anna: User) -> None:
    submission = publishing.submit(topic=knee, by=anna, note="eerste")
    release = publishing.approve(submission=submission, by=person("ruud", "reviewer"), why="goed")
    Advice.objects.update(title={"nl": "Fout"})
    publishing.restore(release=release, by=anna, why="vergissing")
    event = events("update")[-1]
    assert (event.title, event.pgh_context["username"]) == ({"nl": "Neem rust"}, "anna")
    assert event.pgh_context["why"] == "vergissing"


def test_history_outlives_its_row(knee: Topic) -> None:
    row = Advice.objects.get()
    number = row.pk
    row.delete()
    assert {event.pgh_obj_id for event in events("insert")} == {number}
