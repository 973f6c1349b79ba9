"""A database that is away or too busy: the page says so, and nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from content.models import Topic
from tests.content.admin.test_forms import advice, change
from tests.desk import at_the_desk, form_of, posted_from

TYPED = {"title_nl": 'Lang over nagedacht & "netjes"'}


@pytest.fixture
def desk(editor: User, knee: Topic) -> Client:
    client = at_the_desk(editor)
    client.raise_request_exception = False
    return client


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def waits_too_long(*_: Any) -> Any:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("content.admin.gone.made_anew", waits_too_long)
    monkeypatch.setattr("content.admin.journal.JournalForm", waits_too_long)
    return monkeypatch


def test_everything_that_was_typed_is_sent_again_with_one_press(desk: Client, busy: pytest.MonkeyPatch) -> None:
    url = change(advice())
    answer = desk.post(url, form_of(desk, url) | TYPED)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert "Wat u typte, staat hier nog" in answer.content.decode()
    busy.undo()
    assert desk.post(url, posted_from(answer.content.decode())).status_code == 302
    assert advice().title["nl"] == TYPED["title_nl"]


def test_a_page_that_did_not_come_can_be_asked_again(desk: Client, knee: Topic, busy: pytest.MonkeyPatch) -> None:
    url = f"/admin/content/topic/{knee.pk}/alles/?kind=draft"
    answer = desk.get(url)
    assert (answer.status_code, f'href="{url}"' in answer.content.decode()) == (503, True)


def test_a_password_is_typed_again(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr("allauth.account.views.LoginView.post", away)
    client.raise_request_exception = False
    answer = client.post("/accounts/login/", {"login": "eva", "password": "geheim genoeg"})
    assert (answer.status_code, "geheim" in answer.content.decode()) == (503, False)


def test_what_is_our_fault_stays_our_fault(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.admin.gone.made_anew", lambda *_: 1 / 0)
    assert desk.post(change(advice()), TYPED).status_code == 500
