"""The ground floor alone: its own addresses and its own middleware, without a database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from rugpijn.http import schema
from rugpijn.http.wsgi import Request

from .asking import Answer

Post = Callable[..., Answer]


@pytest.fixture(autouse=True)
def ground_floor(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.rugpijn.http.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.READINESS_CHECKS = []
    settings.SECURE_HSTS_SECONDS = 0
    settings.MIDDLEWARE = [
        "rugpijn.http.middleware.RequestIdMiddleware",
        "rugpijn.http.middleware.ConventionsMiddleware",
    ]
    _forget_contract()
    yield
    _forget_contract()


def _forget_contract() -> None:
    """It is made once per process, of the addresses that there are then."""
    for made in (schema.contract, schema._as_json, schema._as_yaml):
        made.cache_clear()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Reads a request as the server does."""
    monkeypatch.setattr("django.test.client.WSGIRequest", Request)
    return Client(raise_request_exception=False)


@pytest.fixture
def post(client: Client) -> Post:
    """Posts bytes as they are."""

    def posted(content: bytes | str, content_type: str = "application/json", **extra: Any) -> Answer:
        sent = content.encode() if isinstance(content, str) else content
        return client.generic("POST", "/v1/echoes", sent, content_type, **extra)

    return posted
