"""Whether somebody passed the second step in this session: a code from their phone, or a recovery code."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

_ACTIVATED = "second_step_activated"


def second_step_done(request: HttpRequest) -> bool:
    """A session that logged in before the second step was set up elsewhere does not count."""
    return set_up_here(request) or any(
        record.get("method") == "mfa" for record in get_authentication_records(request, request.user)
    )


def set_up_here(request: HttpRequest) -> bool:
    """Whether this very session set it up."""
    return bool(request.session.get(_ACTIVATED) == request.user.pk)


def remember_second_step(request: HttpRequest, user: Any, **_: Any) -> None:
    """Who just set it up proved with a code that it works."""
    request.session[_ACTIVATED] = user.pk


def password_is_fresh(request: HttpRequest) -> bool:
    """Whether the password was typed in the last five minutes, so that a first set-up need not ask it again."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "password" and time.time() - record["at"] < 300 for record in records)
