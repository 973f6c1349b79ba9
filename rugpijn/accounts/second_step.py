"""Whether somebody passed the second step in this session: a code from their phone, or a recovery code."""

import time
from collections.abc import Iterator
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

_ACTIVATED = "second_step_activated"
_FRESH = 5 * 60


def second_step_done(request: HttpRequest) -> bool:
    """With an authenticator that is still theirs: who loses their phone also loses the sessions that it opened.

    A session that logged in before the second step was set up elsewhere does not count, nor one from before this
    working day: a session that is used goes on in Django, and would never end.
    """
    used = [*_authenticators(request), request.session.get(_ACTIVATED)]
    recently = _typed_something(request, within=settings.SESSION_COOKIE_AGE)
    return recently and Authenticator.objects.filter(user_id=request.user.pk, pk__in=filter(None, used)).exists()


def _authenticators(request: HttpRequest) -> Iterator[int | None]:
    for record in get_authentication_records(request, request.user):
        if record.get("method") == "mfa":
            yield record.get("id")


def set_up_here(request: HttpRequest) -> bool:
    """Whether this very session set it up."""
    activated = request.session.get(_ACTIVATED)
    return activated is not None and Authenticator.objects.filter(user_id=request.user.pk, pk=activated).exists()


def remember_second_step(request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:
    """Who just set it up proved with a code that it works."""
    if authenticator.type == Authenticator.Type.TOTP:
        request.session[_ACTIVATED] = authenticator.pk


def password_is_fresh(request: HttpRequest) -> bool:
    """Whether the password was typed in the last five minutes, so that a first set-up need not ask it again."""
    return _typed_something(request, "password", within=_FRESH)


def _typed_something(request: HttpRequest, method: str = "", *, within: float) -> bool:
    """A password or a code."""
    records = get_authentication_records(request, request.user)
    return any(
        time.time() - record["at"] < within for record in records if not method or record.get("method") == method
    )
