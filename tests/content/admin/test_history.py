"""`Geschiedenis`: who did what, in words."""

from django.test import Client
from django.urls import reverse

from content.models import Advice, Section
from tests.content.admin.test_forms import advice, change
from tests.desk import form_of


def history(client: Client, row: object) -> str:
    meta = row._meta  # type: ignore[attr-defined]
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk])  # type: ignore[attr-defined]
    return client.get(url).content.decode()


def test_a_change_in_a_form_says_who(desk: Client) -> None:
    desk.post(change(advice()), form_of(desk, change(advice())) | {"title_nl": "Rust even uit"})
    assert Advice.pgh_event_model.objects.latest("pgh_id").pgh_context["username"] == "eva"  # type: ignore[attr-defined]
    page = history(desk, advice())
    assert "door eva" in page
    assert "<ins>Rust" in page


def test_rows_of_detail_are_told_with_their_record(desk: Client) -> None:
    section = Section.objects.get()
    desk.post(change(section), form_of(desk, change(section)) | {"blocks-0-text_nl": "Heel kort."})
    assert "Blok gewijzigd" in history(desk, section)
