"""The test topic, published, in two languages where a test asks for that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from content import publishing, releases
from content.documents import Document
from content.models import Advice, Release, Topic
from content.parts import draft_of, restore_draft
from tests.conftest import person

Publish = Callable[[Topic], Release]
Get = Callable[..., dict[str, Any]]


@pytest.fixture
def published(knee: Topic, publish: Publish) -> Release:
    return publish(knee)


@pytest.fixture
def superseded(published: Release, publish: Publish) -> Release:
    """Release 1; release 2 has another title for the one advice."""
    Advice.objects.update(title={"nl": "Rust uit"})
    publish(published.topic)
    return published


@pytest.fixture
def withdrawn(superseded: Release) -> Release:
    """Release 1; release 2 is live."""
    publishing.withdraw(release=superseded, by=person("wim", "reviewer"), why="klopt niet")
    releases.forget()
    return superseded


@pytest.fixture
def translated(knee: Topic, publish: Publish) -> Release:
    """Every text in English too: the Dutch with (en) behind it."""
    restore_draft(knee, Document(knee.slug, in_english(draft_of(knee).records)))
    return publish(knee)


def in_english(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("nl"), str):
        return {"nl": value["nl"], "en": f"{value['nl']} (en)"}
    if isinstance(value, dict):
        return {name: in_english(inner) for name, inner in value.items()}
    return [in_english(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture
def get(client: Client) -> Get:
    """The JSON at a path of the topic: a 200."""

    def do(path: str, **headers: str) -> dict[str, Any]:
        response = client.get(f"/v1/topics{path}", headers=headers)
        assert response.status_code == 200, response.content
        found: dict[str, Any] = response.json()
        return found

    return do
