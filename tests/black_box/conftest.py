"""One database and one server for all of these tests, made once for each worker."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from content import loading, publishing
from content.documents import Document
from content.models import Release, Topic
from content.parts import draft_of, restore_draft
from tests.conftest import OVER_BUDGET, TOPICS, person
from tests.content.api.v1.conftest import in_english
from tests.plugin import OwnDatabase, new_database, pointed_at
from tests.rugpijn.serving import Answer, Served, serving

from .cases import BROKEN, CASES, Case

SECRET = "incontinent"  # a word that people would rather not read in a log
Asked = tuple[Case, Answer]


@pytest.fixture(scope="session")
def database(django_db_blocker: DjangoDbBlocker) -> OwnDatabase:
    """The shipped library, and a small topic in two languages whose first release is withdrawn."""
    own = new_database()
    with django_db_blocker.unblock(), pointed_at(own):
        _publish(loading.load(settings.LIBRARY_DIR / "rugpijn").topic)
        _publish_and_translate(loading.load(TOPICS / "knie").topic)
    return own


def _publish(topic: Topic) -> Release:
    editor, reviewer = person(f"eva {topic}", "editor"), person(f"ruud {topic}", "reviewer")
    submission = publishing.submit(topic=topic, by=editor, note="voor de test")
    return publishing.approve(submission=submission, by=reviewer, why="voor de test", acceptance=OVER_BUDGET)


def _publish_and_translate(topic: Topic) -> None:
    first = _publish(topic)
    restore_draft(topic, Document(topic.slug, in_english(draft_of(topic).records)))
    editor, reviewer = person("els", "editor"), person("rik", "reviewer")
    submission = publishing.submit(topic=topic, by=editor, note="nu ook in het Engels")
    publishing.approve(submission=submission, by=reviewer, why="gelezen")
    publishing.withdraw(release=first, by=reviewer, why="klopt niet")


@pytest.fixture(scope="session")
def served(database: OwnDatabase) -> Iterator[Served]:
    with serving(database) as server:
        yield server


@pytest.fixture(scope="session")
def broken(database: OwnDatabase) -> Iterator[Served]:
    """A server that has never reached its database, with a view that nobody foresaw."""
    elsewhere = OwnDatabase(database.name, "postgresql://rugpijn_web@127.0.0.1:1/rugpijn", "")
    with serving(elsewhere, DJANGO_SETTINGS_MODULE="tests.black_box.broken") as server:
        yield server


@pytest.fixture(params=[*CASES, *BROKEN])
def asked(request: pytest.FixtureRequest) -> Asked:
    """Every kind of answer that there is, with what was asked."""
    name = request.param
    case = CASES.get(name) or BROKEN[name]
    server: Served = request.getfixturevalue("served" if name in CASES else "broken")
    answer = case.put_to(server)
    assert answer.status == case.status, answer.body
    return case, answer


@pytest.fixture
def hostile(served: Served) -> Iterator[Served]:
    """The server, which afterwards must have kept to itself what was said, and have met nothing unforeseen."""
    before = len(served.said)
    yield served
    said = served.said[before:]
    assert SECRET not in said.lower()
    assert '"level":"error"' not in said, said
    assert "Traceback" not in said, said
    assert "panicked" not in said, said
    assert served.ask("/v1/topics").status == 200
