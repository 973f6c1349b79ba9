"""Pages around logging in that allauth does not have."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure

from rugpijn.accounts import typed
from rugpijn.http.exceptions import handler500, is_for_people

_AGAIN_AFTER = 5  # seconds


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Too many wrong passwords for this name from this address."""
    return render(request, "accounts/locked_out.html", status=429)


def form_not_valid(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a session before this one. Its writer gets it back; it is never saved by itself."""
    theirs = not request.user.is_authenticated or typed.writer(request) == request.user.pk
    if theirs and typed.keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return csrf_failure(request, reason)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django calls this while it handles the exception. A database that is away or too busy is no fault of anybody."""
    if is_for_people(request) and isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _busy(request)
    return handler500(request)


def _busy(request: HttpRequest) -> HttpResponse:
    """With everything that was typed, to be sent again with one press. Made without the database."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    secret = any("password" in name or name == "code" for name, _ in sent)
    page = render_to_string("503.html", {"typed": [] if secret else sent, "here": request.get_full_path()})
    return HttpResponse(page, status=503, headers={"Retry-After": str(_AGAIN_AFTER), "Cache-Control": "no-store"})
