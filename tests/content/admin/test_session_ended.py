"""A session that ended while somebody typed: after log-in everything is there again, for them alone, and unsaved."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from content.models import Advice, Release, Submission, Topic
from rugpijn.accounts import typed
from tests.content.admin.test_forms import advice, change
from tests.desk import at_the_desk, form_of, sent_by

Publish = Callable[[Topic], Release]


def back(client: Client, user: User) -> Client:
    """Logged in again in the same browser, with the second step."""
    fresh = at_the_desk(user).session
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    for name in ("account_authentication_methods", "account_authentication_methods_user"):
        session[name] = fresh[name]
    session.save()
    return client


def ended(client: Client) -> None:
    Session.objects.all().delete()


@pytest.fixture
def lost(desk: Client, editor: User) -> str:
    """The address of a form that was saved after the session had ended."""
    url = change(advice())
    mine = form_of(desk, url) | {"title_nl": "Van mij", "typed_by": typed.by(editor)}
    ended(desk)
    answer = desk.post(url, mine)
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)
    return url


def test_what_was_typed_is_in_the_form_again_and_not_saved(desk: Client, editor: User, lost: str) -> None:
    page = back(desk, editor).get(lost)
    assert "Van mij" in page.content.decode()
    assert "Uw sessie was afgelopen" in page.content.decode()
    assert advice().title["nl"] == "Neem rust"
    assert desk.post(lost, sent_by(page)).status_code == 302
    assert advice().title["nl"] == "Van mij"


def test_it_comes_back_once(desk: Client, editor: User, lost: str) -> None:
    back(desk, editor).get(lost)
    assert "Van mij" not in desk.get(lost).content.decode()


def test_the_next_person_on_that_browser_sees_nothing_of_it(desk: Client, reviewer: User, lost: str) -> None:
    reviewer.user_permissions.set(User.objects.get(username="eva").groups.get().permissions.all())
    assert "Van mij" not in back(desk, reviewer).get(lost).content.decode()
    assert "kept_typing" not in desk.session


def test_it_is_gone_when_the_browser_logs_out(desk: Client, editor: User, lost: str) -> None:
    back(desk, editor).post("/accounts/logout/")
    assert "Van mij" not in back(desk, editor).get(lost).content.decode()


def test_a_session_that_waits_for_its_writer_lives_an_hour_and_then_as_long_as_any(
    desk: Client, editor: User, lost: str
) -> None:
    assert desk.session.get_expiry_age() == 3600
    assert back(desk, editor).session.get_expiry_age() == 8 * 3600


def test_a_form_that_no_page_of_ours_signed_is_not_kept(desk: Client, editor: User) -> None:
    url = change(advice())
    ended(desk)
    desk.post(url, {"title_nl": "Van buiten", "typed_by": str(editor.pk)})
    assert "Van buiten" not in back(desk, editor).get(url).content.decode()


def test_a_colleague_who_saved_meanwhile_is_shown_too(desk: Client, editor: User, lost: str) -> None:
    Advice.objects.update(title={"nl": "Van haar"})
    page = back(desk, editor).get(lost).content.decode().replace("<mark>", "").replace("</mark>", "")
    assert "Van haar" in page
    assert "Van mij" in page


def test_a_reason_to_approve_is_shown_again_and_nothing_is_approved(
    knee: Topic, editor: User, reviewer: User, reviewing: Client, publish: Publish
) -> None:
    publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    at_the_desk(editor).post(
        reverse("admin:content_topic_changes", args=[knee.pk]), {"changes": ["advice:rest"], "note": "korter"}
    )
    url = reverse("admin:content_submission_change", args=[Submission.objects.latest("pk").pk])
    ended(reviewing)
    reviewing.post(url, {"action": "approve", "why": "want het is korter", "typed_by": typed.by(reviewer)})
    page = back(reviewing, reviewer).get(url).content.decode()
    assert "want het is korter" in page
    assert "er is nog niets mee gedaan" in page
    assert Release.objects.count() == 1


def test_a_form_from_before_another_log_in_in_this_browser_comes_back_too(editor: User, knee: Topic) -> None:
    desk = Client(enforce_csrf_checks=True)
    back(desk, editor)
    url = change(advice())
    mine = form_of(desk, url) | {"title_nl": "Van mij", "typed_by": typed.by(editor)}
    answer = desk.post(url, mine | {"csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert "Van mij" in desk.get(url).content.decode()


def test_somebody_elses_form_in_this_session_is_refused(editor: User, reviewer: User, knee: Topic) -> None:
    desk = back(Client(enforce_csrf_checks=True), editor)
    answer = desk.post(change(advice()), {"title_nl": "x", "typed_by": typed.by(reviewer)})
    assert answer.status_code == 403


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("baas")


def test_a_new_account_comes_back_without_its_password(client: Client, boss: User) -> None:
    url, secret = reverse("admin:auth_user_add"), "een heel lang wachtwoord"
    named = {"username": "nieuw", "password1": secret, "password2": secret, "typed_by": typed.by(boss)}
    client.post(url, named)
    assert secret not in str(client.session["kept_typing"])
    page = back(client, boss).get(url)
    assert 'value="nieuw"' in page.content.decode()
    assert "Uw sessie was afgelopen" in page.content.decode()
    assert not User.objects.filter(username="nieuw").exists()


def test_what_somebody_may_do_comes_back_and_is_not_saved(desk: Client, boss: User, editor: User) -> None:
    url = reverse("admin:auth_user_change", args=[editor.pk])
    mine = form_of(at_the_desk(boss), url) | {"first_name": "Eva", "typed_by": typed.by(boss)}
    ended(desk)
    desk.post(url, mine)
    page = back(desk, boss).get(url)
    assert ('value="Eva"' in page.content.decode(), User.objects.get(pk=editor.pk).first_name) == (True, "")
    assert desk.post(url, sent_by(page)).status_code == 302
    assert User.objects.get(pk=editor.pk).first_name == "Eva"


def test_who_comes_back_to_a_deletion_is_asked_again(desk: Client, editor: User) -> None:
    url = reverse("admin:content_advice_delete", args=[advice().pk])
    ended(desk)
    answer = desk.post(url, {"post": "yes", "typed_by": typed.by(editor)})
    assert f"next={url}" in answer["Location"]
    page = back(desk, editor).get(url)
    assert ("Concept verwijderen" in page.content.decode(), Advice.objects.filter(pk=advice().pk).exists()) == (
        True,
        True,
    )
