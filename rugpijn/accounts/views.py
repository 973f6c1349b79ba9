"""Pages around logging in that allauth does not have."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.csrf import csrf_failure

from rugpijn.accounts import typed


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Too many wrong passwords for this name from this address."""
    return render(request, "accounts/locked_out.html", status=429)


def form_not_valid(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a session before this one. Its writer gets it back; it is never saved by itself."""
    theirs = not request.user.is_authenticated or typed.writer(request) == request.user.pk
    if theirs and typed.keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return csrf_failure(request, reason)
