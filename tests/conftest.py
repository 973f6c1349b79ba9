"""People and topics for the tests, made through the same actions that people use."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from content import loading, publishing, releases
from content.models import Release, Topic
from content.parts import prove
from content.proven import Acceptance
from tests.plugin import OwnDatabase
from tests.proved_once import proved_once
from tests.shipped import shipped_database
from triage import remembered

# No test depends on the machine's speed, and a run in CI finds what the run before it found.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("house")

TOPICS = Path(__file__).parent / "topics"
# The shipped protocol passes one budget (decision 0024): whoever publishes it first says why.
OVER_BUDGET = Acceptance(why_over_budget="voor de test")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Nothing to create: `tests.plugin` gave each worker its database. It stands here to outrank pytest-django's."""


@pytest.fixture(autouse=True)
def _fresh_releases() -> Iterator[None]:
    """What one test published is not what the next one reads."""
    releases.forget()
    remembered.forget()
    yield
    releases.forget()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for this run, whichever worker asks."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def copy_of_shipped(run_folder: Path, django_db_blocker: DjangoDbBlocker) -> Callable[[], OwnDatabase]:
    """Makes a database with the shipped library as its first release."""

    def do() -> OwnDatabase:
        with django_db_blocker.unblock():
            return shipped_database(run_folder)

    return do


@pytest.fixture(scope="session", autouse=True)
def _library_proved_once(run_folder: Path) -> Iterator[None]:
    folder = run_folder / "proofs"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("content.proving.prove", proved_once(prove, folder))
        yield


def person(name: str, *groups: str) -> User:
    user = User.objects.create(username=name)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def editor(db: None) -> User:
    return person("eva", "editor")


@pytest.fixture
def reviewer(db: None) -> User:
    return person("ruud", "reviewer")


@pytest.fixture
def knee(db: None) -> Topic:
    """The drafts of the small test topic."""
    return loading.load(TOPICS / "knie").topic


@pytest.fixture
def publish(editor: User, reviewer: User) -> Callable[[Topic], Release]:
    """Submit everything that changed, have it approved, and let readers see it."""

    def do(topic: Topic) -> Release:
        submission = publishing.submit(topic=topic, by=editor, note="voor de test")
        release = publishing.approve(submission=submission, by=reviewer, why="voor de test", acceptance=OVER_BUDGET)
        releases.forget()
        return release

    return do


@pytest.fixture
def one_connection() -> Iterator[None]:
    """For a test that asks the WSGI application itself: a request closes the connections of its thread, and in a test
    that would be the test's own."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)
