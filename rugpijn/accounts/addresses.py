"""From where somebody logs in, and as whom: what the lock-out counts by."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that our own outermost proxy saw. What a client itself puts before that is not believed."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if not proxies:
        return direct
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return seen[-proxies] if len(seen) >= proxies else direct


def username_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """As it was typed; our log-in form calls it `login`. Capitals and spaces around it make no other account."""
    typed = (credentials or {}).get("username") or request.POST.get("login") or request.POST.get("username") or ""
    return str(typed).strip().casefold()[:255]
