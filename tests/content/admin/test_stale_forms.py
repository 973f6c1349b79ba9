"""Two people in one form: the second is told, and loses nothing."""

from django.test import Client

from content.models import Advice
from tests.content.admin.test_forms import advice, change
from tests.desk import colleague, form_of


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(desk: Client) -> None:
    mine = form_of(desk, change(advice())) | {"title_nl": "Van mij"}
    hers = colleague("anna", "editor")
    hers.post(change(advice()), form_of(hers, change(advice())) | {"title_nl": "Van haar"})
    answer = desk.post(change(advice()), mine)
    page = answer.content.decode()
    assert advice().title["nl"] == "Van haar"
    assert "door anna" in page
    assert "Van mij" in page


def test_saving_once_more_is_a_choice(desk: Client) -> None:
    mine = form_of(desk, change(advice())) | {"title_nl": "Van mij"}
    Advice.objects.update(title={"nl": "Van haar"})
    answer = desk.post(change(advice()), mine)
    again = mine | {"seen": answer.context["adminform"].form["seen"].value()}
    assert desk.post(change(advice()), again).status_code == 302
    assert advice().title["nl"] == "Van mij"
