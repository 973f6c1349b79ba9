"""Somebody who wants in: around the second step, through the address bar, by guessing, with somebody's old session."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache.backends import locmem
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from content.models import Advice, Topic
from tests.desk import at_the_desk
from tests.plugin import OwnDatabase
from tests.rugpijn.accounts.coming_in import CODE, LOGIN, PASSWORD, SET_UP, come_in, is_in, log_in, set_up, with_phone
from tests.totp import code

ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "http:evil.example"]
# What somebody may see who is not in, or only with a password.
FOR_STRANGERS = {"/accounts/login/", "/accounts/logout/", "/accounts/inactive/"}
WITH_A_PASSWORD = {
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/generate/",  # a page that refuses: there is no second step to make them for
}


def addresses(patterns: Any, before: str = "/") -> Iterator[str]:
    """Every address for people, with the number of a record where one belongs."""
    for one in patterns:
        path = before + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path


def for_people(knee: Topic) -> list[str]:
    number = str(Advice.objects.get(topic=knee).pk)
    found = [path for path in addresses(get_resolver().url_patterns) if path.startswith(("/admin/", "/accounts/"))]
    named = {"<path:object_id>": number, "<int:content_type_id>": "1", "<id>": number, "(?P<url>.*)": "nergens"}
    for place, value in named.items():
        found = [path.replace(place, value) for path in found]
    return [path for path in found if "(?P<app_label>" not in path]


def opened(client: Client, paths: list[str], method: str) -> set[str]:
    return {path for path in paths if getattr(client, method)(path).status_code == 200}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_sees_the_way_in_and_nothing_else(method: str, knee: Topic, client: Client) -> None:
    paths = for_people(knee)
    assert len(paths) > 100
    assert opened(client, paths, method) <= FOR_STRANGERS


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_opens_the_set_up_and_nothing_else(method: str, knee: Topic, clinician: User) -> None:
    paths = [path for path in for_people(knee) if "logout" not in path]
    client = Client()
    log_in(client, clinician)
    assert opened(client, paths, method) <= WITH_A_PASSWORD
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_of_somebody_with_a_phone_opens_nothing(method: str, knee: Topic, clinician: User) -> None:
    with_phone(clinician)
    client = Client()
    log_in(client, clinician)
    assert opened(client, for_people(knee), method) <= {*FOR_STRANGERS, CODE}


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_logging_in_never_leads_to_another_site(elsewhere: str, clinician: User, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*", "evil.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://evil.example"]
    secret = with_phone(clinician)
    client = Client()
    client.post(f"{LOGIN}?next={elsewhere}", {"login": "eva", "password": PASSWORD, "next": elsewhere})
    answer = client.post(f"{CODE}?next={elsewhere}", {"code": code(secret), "next": elsewhere})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/login/", {"next": elsewhere}).headers["Location"] == "/admin/"
    again = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": elsewhere})
    assert "evil" not in again.headers["Location"]


def test_after_logging_in_somebody_is_where_they_wanted_to_be(clinician: User) -> None:
    secret = with_phone(clinician)
    client = Client()
    client.post(LOGIN, {"login": "eva", "password": PASSWORD, "next": "/admin/content/advice/"})
    assert client.post(CODE, {"code": code(secret)}).headers["Location"] == "/admin/content/advice/"


def test_a_session_that_somebody_slipped_in_is_not_the_one_that_logs_in(clinician: User) -> None:
    secret = with_phone(clinician)
    client = Client()
    client.get(LOGIN)
    client.session.save()
    slipped = str(client.session.session_key)
    client.cookies["sessionid"] = slipped
    log_in(client, clinician)
    client.post(CODE, {"code": code(secret)})
    assert is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = slipped
    assert not is_in(thief)


def test_a_code_works_once_also_at_another_worker(clinician: User) -> None:
    secret = with_phone(clinician)
    seen = code(secret)
    assert is_in(come_in(clinician, secret))
    locmem._caches.clear()  # type: ignore[attr-defined]
    thief = Client()
    log_in(thief, clinician)
    thief.post(CODE, {"code": seen})
    assert not is_in(thief)


def test_the_code_is_guessed_five_times_and_no_more(clinician: User, settings: Settings) -> None:
    secret = with_phone(clinician)
    client = Client()
    log_in(client, clinician)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": code(secret)})
    assert not is_in(client)


def test_guessing_one_password_from_many_addresses_ends_too(clinician: User) -> None:
    for number in range(5):
        log_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), clinician, "mis")
    client = Client(REMOTE_ADDR="203.0.113.99")
    answer = client.post(LOGIN, {"login": "eva", "password": PASSWORD})
    assert "/2fa/" not in answer.headers.get("Location", "")
    assert "over vijf minuten" in answer.content.decode()


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(clinician: User) -> None:
    wrong = Client().post(LOGIN, {"login": "eva", "password": "mis"})
    unknown = Client().post(LOGIN, {"login": "bestaatniet", "password": "mis"})
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}


def test_who_was_switched_off_does_not_come_in(clinician: User) -> None:
    secret = with_phone(clinician)
    User.objects.update(is_active=False)
    assert not is_in(come_in(clinician, secret))


def test_switching_somebody_off_ends_their_session(clinician: User) -> None:
    client = at_the_desk(clinician)
    User.objects.update(is_active=False)
    assert not is_in(client)


def test_a_form_of_another_site_does_nothing(clinician: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(LOGIN, {"login": "eva", "password": PASSWORD})
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_the_lost_phone_takes_its_sessions_along(clinician: User) -> None:
    """The administrator takes the second step away; whoever holds the telephone is out at once."""
    thief = at_the_desk(clinician)
    assert is_in(thief)
    Authenticator.objects.filter(user=clinician).delete()
    assert not is_in(thief)
    owner = Client()
    log_in(owner, clinician)
    set_up(owner)
    assert not is_in(thief)


def test_without_the_phone_nobody_sets_up_another_in_an_old_session(clinician: User) -> None:
    thief = at_the_desk(clinician)
    Authenticator.objects.filter(user=clinician).delete()
    assert thief.get(SET_UP).headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_session_ends_after_a_working_day_also_when_it_is_used(clinician: User, settings: Settings) -> None:
    client = at_the_desk(clinician)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - settings.SESSION_COOKIE_AGE - 1
    session.save()
    assert not is_in(client)


def test_a_new_password_ends_the_other_sessions(clinician: User) -> None:
    here, there = at_the_desk(clinician), at_the_desk(clinician)
    session = here.session
    session["account_authentication_methods"] += [{"method": "password", "at": time.time()}]
    session.save()
    new = "nog een heel lang wachtwoord"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(here), is_in(there)) == (True, False)


def test_there_is_one_page_to_change_a_password(clinician: User) -> None:
    answer = at_the_desk(clinician).get("/admin/password_change/")
    assert answer.headers["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize("path", [LOGIN, SET_UP, "/accounts/2fa/", "/accounts/password/change/"])
def test_no_browser_keeps_the_pages_of_a_log_in(path: str, clinician: User) -> None:
    client = Client()
    if path != LOGIN:
        log_in(client, clinician)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_browser_keeps_recovery_codes(own_database: OwnDatabase) -> None:
    """With real commits: only then does allauth say that it is set up."""
    client = Client()
    log_in(client, User.objects.create_user("eva", password=PASSWORD, is_staff=True))
    set_up(client)
    for path in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/download/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
