"""The small test topic in a database of its own: published for all to see, and read as readers read it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from content import loading, publishing
from content.models import Advice, Release, Topic
from content.releases import LiveRelease, catalogue
from tests.conftest import TOPICS, person


def say(topic: Topic, title: str) -> None:
    Advice.objects.filter(topic=topic).update(title={"nl": title})


def title_of(release: LiveRelease) -> str:
    return str(release.document.records["advice"]["rest"]["title"]["nl"])


def live(now: datetime | None = None) -> LiveRelease:
    return catalogue().topic("knie").current(now or timezone.now())


def published_knee() -> Topic:
    """In a database of its own, committed."""
    topic = loading.load(TOPICS / "knie").topic
    approve_all(topic, person("eva", "editor"), person("ruud", "reviewer"))
    return topic


def approve_all(topic: Topic, editor: User, reviewer: User, publish_at: datetime | None = None) -> Release:
    submission = publishing.submit(topic=topic, by=editor, note="test")
    return publishing.approve(submission=submission, by=reviewer, why="test", publish_at=publish_at)
