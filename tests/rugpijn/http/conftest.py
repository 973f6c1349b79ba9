"""The ground floor alone: its own addresses and its own middleware, without a database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

Post = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def ground_floor(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.rugpijn.http.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.READINESS_CHECKS = []
    settings.SECURE_HSTS_SECONDS = 0
    settings.MIDDLEWARE = [
        "rugpijn.http.middleware.RequestIdMiddleware",
        "rugpijn.http.middleware.ConventionsMiddleware",
    ]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def post(client: Client) -> Post:
    """Posts bytes as they are."""

    def posted(content: bytes | str, content_type: str = "application/json", **extra: Any) -> HttpResponse:
        return client.post("/v1/echoes", data=content, content_type=content_type, **extra)

    return posted
