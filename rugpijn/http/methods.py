"""For addresses outside the API that can only be read."""

from django.http import HttpRequest

from rugpijn.http import kinds
from rugpijn.http.problems import Problem


def only_reading(request: HttpRequest) -> None:
    """Raises a Problem for every method but GET and HEAD."""
    if request.method not in ("GET", "HEAD"):
        raise Problem(kinds.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
