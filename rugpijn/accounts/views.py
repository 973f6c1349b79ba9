"""Pages around logging in that allauth does not have."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Too many wrong passwords for this name from this address."""
    return render(request, "accounts/locked_out.html", status=429)
