"""The number by which a client and an administrator can talk about one request. Always ours, never the client's."""

from uuid import uuid4

from django.http import HttpRequest

KEY = "rugpijn.request_id"


def request_id(request: HttpRequest) -> str:
    """Made at the first question, and the same from then on, for Django's and DRF's request alike."""
    found: str = request.META.setdefault(KEY, "") or str(uuid4())
    request.META[KEY] = found
    return found
