"""The headers that every answer carries, as plain values: also for whoever answers without Django's middleware."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.conf import settings

from rugpijn.http.version import API_VERSION

API_ROOT: Final = "/v1"
API_PREFIX: Final = f"{API_ROOT}/"
DOCS_PATH: Final = "/docs"
ALLOWED_REQUEST_HEADERS: Final = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
)
EXPOSED_HEADERS: Final = (
    "API-Version, Content-Language, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
)
NOTHING_RUNS: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Swagger UI: our own files alone, and icons that its style sheet carries as data.
DOCS_RUN: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

SECURITY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Server": "rugpijn",  # else the server under us names itself, and what we are built with is nobody's concern
    }
)
# No cookies and no log-in, so any web page may read what anybody may read.
OPEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED_HEADERS,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)
CLOSED: Final[Mapping[str, str]] = MappingProxyType({"Cross-Origin-Resource-Policy": "same-origin"})
API: Final[Mapping[str, str]] = MappingProxyType({"API-Version": API_VERSION, "Content-Security-Policy": NOTHING_RUNS})


def transport_security() -> dict[str, str]:
    """Only where the deployer promised HTTPS by setting SECURE_HSTS_SECONDS."""
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    subdomains = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    preload = "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}{subdomains}{preload}"}


def preflight_headers(methods: str) -> dict[str, str]:
    return {
        **OPEN,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": ALLOWED_REQUEST_HEADERS,
        "Access-Control-Max-Age": "3600",
    }
