"""A database with something of everything: old, withdrawn and current releases, and a topic without triage."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from content import loading, publishing
from content.models import Advice, Release, Topic
from tests.conftest import TOPICS, person

WHY = "voor de proef"


def publish_everything() -> None:
    """By the actions that people use: release 1 is old, 2 is recalled, and 3 is the library as it is shipped."""
    release = _publisher()
    release(settings.LIBRARY_DIR / "rugpijn", "Eerst.")
    recalled = release(settings.LIBRARY_DIR / "rugpijn", "Dit klopt niet.")
    publishing.withdraw(release=recalled, by=recalled.approved_by, why=WHY, recall=True)
    release(settings.LIBRARY_DIR / "rugpijn")
    release(TOPICS / "knie")


def _publisher() -> Callable[..., Release]:
    editor, reviewer = person("eva", "editor"), person("ruud", "reviewer")

    def release(folder: Path, addition: str = "") -> Release:
        topic = loading.load(folder, replace=True).topic
        _add_to_an_advice(topic, addition)
        submission = publishing.submit(topic=topic, by=editor, note=WHY)
        return publishing.approve(submission=submission, by=reviewer, why=WHY)

    return release


def _add_to_an_advice(topic: Topic, addition: str) -> None:
    advice = Advice.objects.filter(topic=topic).order_by("pk")[0]
    advice.body = {language: f"{text}\n\n{addition}".strip() for language, text in advice.body.items()}
    advice.save()
