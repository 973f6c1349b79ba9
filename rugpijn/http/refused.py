"""What was refused before there was a request of Django's, for the view to tell: it need not try again."""

from typing import Final

from django.http import HttpRequest

REFUSED: Final = "rugpijn.refused"


def raise_refused(request: HttpRequest) -> None:
    """Raises what stood in the way, where something did."""
    refused = request.META.get(REFUSED)
    if isinstance(refused, Exception):
        raise refused
