"""A database with something of everything: old, withdrawn and current releases, and a topic without triage."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from content import loading, publishing
from content.models import Advice, Release, Topic
from tests.conftest import OVER_BUDGET, TOPICS, person

WHY = "voor de proef"


def publish_everything(*, thoroughly: bool) -> None:
    """By the actions that people use: the library as it is shipped, and a small topic with a past.

    A proof of the library takes seconds, so only a thorough run gives that a past as well.
    """
    release = _publisher()
    if thoroughly:
        _publish_past(release, settings.LIBRARY_DIR / "rugpijn")
    release(settings.LIBRARY_DIR / "rugpijn")
    _publish_past(release, TOPICS / "knie")
    release(TOPICS / "knie")


def _publish_past(release: Callable[..., Release], folder: Path) -> None:
    """Release 1 is to be superseded, 2 is recalled."""
    release(folder, "Eerst.")
    recalled = release(folder, "Dit klopt niet.")
    publishing.withdraw(release=recalled, by=recalled.approved_by, why=WHY, recall=True)


def _publisher() -> Callable[..., Release]:
    editor, reviewer = person("eva", "editor"), person("ruud", "reviewer")

    def release(folder: Path, addition: str = "") -> Release:
        topic = loading.load(folder, replace=True).topic
        _add_to_an_advice(topic, addition)
        submission = publishing.submit(topic=topic, by=editor, note=WHY)
        return publishing.approve(submission=submission, by=reviewer, why=WHY, acceptance=OVER_BUDGET)

    return release


def _add_to_an_advice(topic: Topic, addition: str) -> None:
    advice = Advice.objects.filter(topic=topic).order_by("pk")[0]
    advice.body = {language: f"{text}\n\n{addition}".strip() for language, text in advice.body.items()}
    advice.save()
