"""The shipped release, made through the real actions."""

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from content import publishing, releases
from content.models import Advice, Release, Topic
from tests.conftest import person


@pytest.fixture
def shipped(db: None) -> Release:
    """Release 1 of the shipped library."""
    call_command("load_library", settings.LIBRARY_DIR / "rugpijn", "--first-run", verbosity=0)
    releases.forget()
    return Release.objects.get()


@pytest.fixture
def superseded(shipped: Release, settings: Any) -> Release:
    """Release 1, which no longer answers; release 2 is live."""
    Advice.objects.filter(slug="stay-active").update(title={"nl": "Blijf in beweging"})
    submission = publishing.submit(topic=Topic.objects.get(), by=person("eva", "editor"), note="duidelijker")
    publishing.approve(submission=submission, by=person("ruud", "reviewer"), why="duidelijker")
    settings.SUPERSEDED_RELEASE_HOURS = 0
    releases.forget()
    return shipped


@pytest.fixture
def withdrawn(superseded: Release) -> Release:
    """Release 1; release 2 is live."""
    publishing.withdraw(release=superseded, by=person("wim", "reviewer"), why="klopt niet")
    releases.forget()
    return superseded
