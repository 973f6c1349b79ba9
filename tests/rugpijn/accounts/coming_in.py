"""Logging in through the real pages."""

from django.contrib.auth.models import User
from django.test import Client

from tests.totp import code

PASSWORD = "een heel lang wachtwoord"
LOGIN = "/accounts/login/"
CODE = "/accounts/2fa/authenticate/"
SET_UP = "/accounts/2fa/totp/activate/"


def log_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Where it leads; the status where it leads nowhere."""
    answer = client.post(LOGIN, {"login": user.username, "password": password})
    return answer.headers.get("Location", f"{answer.status_code}")


def set_up(client: Client) -> str:
    """The first time: returns the secret that the phone keeps. Its code counts as used only from the next log-in on."""
    page = client.get(SET_UP)
    secret = str(page.context["form"].secret)
    client.post(SET_UP, {"code": code(secret)})
    return secret


def with_phone(user: User) -> str:
    """Somebody who set up the second step before; returns the secret that the phone keeps."""
    client = Client()
    log_in(client, user)
    return set_up(client)


def come_in(user: User, secret: str) -> Client:
    client = Client()
    log_in(client, user)
    client.post(CODE, {"code": code(secret)})
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200
