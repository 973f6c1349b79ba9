"""The names by which we may be asked: an answer under another name would not be ours to give (RFC 9110, 7.4).

Django looks at the name only where it needs one, so an answer of the API never had it looked at.
"""

from typing import Final

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from rugpijn.http import kinds
from rugpijn.http.kinds import Text
from rugpijn.http.problems import Problem

# Asked from within, by address: by the container itself, by Kubernetes, by Prometheus.
PROBES: Final = frozenset({"/healthz", "/readyz", "/metrics"})
UNKNOWN: Final = Text(
    "Deze server kent de naam in de header Host niet. Controleer het adres.",
    "This server does not know the name in the Host header. Check the address.",
)


def refusal(request: HttpRequest) -> Problem | None:
    """What to say to who asks for a host that is not in ALLOWED_HOSTS."""
    if request.path in PROBES:
        return None
    try:
        request.get_host()
    except DisallowedHost:
        return Problem(kinds.INVALID_REQUEST, detail=UNKNOWN)
    return None
