"""Who comes in: password and second step, on every way in; guessing is locked out; the API is not touched."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from content import releases
from content.models import Release, Topic
from rugpijn.accounts.addresses import address_of
from tests.desk import at_the_desk
from tests.plugin import OwnDatabase
from tests.rugpijn.accounts.coming_in import PASSWORD, log_in, set_up
from tests.totp import code

Publish = Callable[[Topic], Release]
WAYS_IN = ["/admin/", "/admin/login/", "/admin/content/advice/", "/admin/password_change/"]


@pytest.mark.parametrize("path", WAYS_IN)
def test_a_stranger_is_sent_to_log_in(path: str, client: Client, db: None) -> None:
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.parametrize("path", WAYS_IN)
def test_a_password_alone_opens_nothing(path: str, client: Client, clinician: User) -> None:
    log_in(client, clinician)
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/totp/activate/"


def test_djangos_own_form_lets_nobody_in(client: Client, clinician: User) -> None:
    client.post("/admin/login/", {"username": clinician.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_first_time_the_second_step_is_set_up_with_a_qr_code(client: Client, own_database: OwnDatabase) -> None:
    """With real commits: only then does allauth say that it is set up."""
    clinician = User.objects.create_user("eva", password=PASSWORD, is_staff=True)
    log_in(client, clinician)
    assert "data:image/svg+xml" in client.get("/accounts/2fa/totp/activate/").content.decode()
    set_up(client)
    assert client.get("/admin/").status_code == 200


def test_the_next_time_a_code_is_asked(clinician: User) -> None:
    first = Client()
    log_in(first, clinician)
    secret = set_up(first)
    client = Client()
    assert log_in(client, clinician) == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_the_second_step_was_set_up_elsewhere_ends(clinician: User) -> None:
    early, other = Client(), Client()
    log_in(early, clinician)
    log_in(other, clinician)
    set_up(other)
    answer = early.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")
    assert "_auth_user_id" not in early.session


def test_who_is_no_staff_does_not_come_in(client: Client, reviewer: User) -> None:
    client = at_the_desk(reviewer)
    User.objects.update(is_staff=False)
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/"])
def test_there_is_no_way_to_make_or_take_an_account(path: str, client: Client, db: None) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


def test_guessing_is_locked_out_by_name_and_address(client: Client, clinician: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(settings.AXES_FAILURE_LIMIT):
        last = log_in(client, clinician, "mis")
    assert last == "429"
    assert log_in(client, clinician) == "429"
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert log_in(elsewhere, clinician) != "429"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [(0, "6.6.6.6", "127.0.0.1"), (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"), (2, "198.51.100.7", "127.0.0.1")],
)
def test_a_forged_address_is_not_believed(proxies: int, forwarded: str, expected: str, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address_of(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)) == expected


def test_only_argon2_and_long_passwords(clinician: User) -> None:
    assert identify_hasher(clinician.password).algorithm == "argon2"
    assert len(settings.PASSWORD_HASHERS) == 1


def test_a_session_is_short_and_ends_with_the_browser(client: Client, clinician: User) -> None:
    client.post("/accounts/login/", {"login": clinician.username, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], bool(cookie["httponly"]), cookie["samesite"]) == ("", True, "Lax")
    assert client.session.get_expiry_age() <= 8 * 60 * 60


def test_the_admin_gets_just_the_policy_that_its_scripts_need(clinician: User) -> None:
    admin = at_the_desk(clinician).get("/admin/").headers["Content-Security-Policy"]
    login = Client().get("/accounts/login/").headers["Content-Security-Policy"]
    assert ("'unsafe-eval'" in admin, "'unsafe-inline'" in admin) == (True, True)
    assert "unsafe" not in login
    assert "script-src 'self' 'unsafe-inline'" not in admin
    assert "default-src 'none'" in admin


def test_what_system_checks_look_for_is_where_it_is() -> None:
    """The checks that are silenced look in MIDDLEWARE."""
    wanted = ["sessions.middleware.Session", "auth.middleware.Auth", "csrf.Csrf", "messages.middleware", "axes."]
    assert all(any(part in name for name in settings.PEOPLE_MIDDLEWARE) for part in wanted)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_api_meets_no_cookie_and_no_query(method: str, knee: Topic, publish: Publish, clinician: User) -> None:
    """Also with the session of somebody who is logged in."""
    publish(knee)
    client = at_the_desk(clinician)
    releases.catalogue()
    ask: Callable[[], Any] = {
        "GET": lambda: client.get("/v1/topics/knie"),
        "POST": lambda: client.post("/v1/topics/knie/assessments", {"answers": []}, "application/json"),
    }[method]
    ask()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = ask()
    assert (len(queries), "Set-Cookie" in answer.headers, answer.cookies.output()) == (0, False, "")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_who_lost_their_phone_sets_it_up_anew(clinician: User) -> None:
    boss = User.objects.create_superuser("baas")
    at_the_desk(clinician)
    data = {"action": "forget_second_step", "_selected_action": [clinician.pk]}
    at_the_desk(boss).post("/admin/auth/user/", data)
    assert not Authenticator.objects.filter(user=clinician).exists()
