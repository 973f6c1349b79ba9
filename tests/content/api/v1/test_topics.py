"""GET /v1/topics"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from content import publishing, releases
from content.documents import Document
from content.models import Proof, Publication, Release, Submission, Topic
from content.parts import draft_of, restore_draft
from content.texts import digest
from tests.conftest import person
from tests.content.api.v1.conftest import Get

Publish = Callable[[Topic], Release]


def another_topic(knee: Topic, slug: str) -> Topic:
    records = draft_of(knee).records
    topic = Topic.objects.create(slug=slug)
    restore_draft(topic, Document(slug, {**records, "topic": {slug: records["topic"][knee.slug]}}))
    return topic


@pytest.mark.usefixtures("knee")
def test_nothing_is_published_yet(get: Get) -> None:
    assert get("") == {"topics": []}


def test_a_topic_in_short(published: Release, get: Get) -> None:
    assert get("") == {
        "topics": [
            {
                "slug": "knie",
                "title": "Kniepijn",
                "summary": "Pijn in of rond de knie.",
                "disclaimer": "Dit is algemene informatie, geen diagnose.",
                "languages": ["nl"],
                "release": {"number": 1, "digest": published.digest},
            }
        ]
    }


def test_every_topic_that_is_live(knee: Topic, publish: Publish, get: Get) -> None:
    publish(another_topic(knee, "heup"))
    publish(knee)
    another_topic(knee, "enkel")
    assert {topic["slug"] for topic in get("")["topics"]} == {"heup", "knie"}


def test_topics_come_in_the_same_order_whichever_was_published_first(knee: Topic, publish: Publish, get: Get) -> None:
    publish(knee)
    publish(another_topic(knee, "heup"))
    assert [topic["slug"] for topic in get("")["topics"]] == ["heup", "knie"]


def test_a_withdrawn_topic_is_not_listed(published: Release, get: Get) -> None:
    publishing.withdraw(release=published, by=person("wim", "reviewer"), why="klopt niet")
    releases.forget()
    assert get("") == {"topics": []}


def test_in_english_when_every_topic_is(translated: Release, client: Client) -> None:
    response = client.get("/v1/topics?language=en")
    assert response["Content-Language"] == "en"
    assert response.json()["topics"][0]["title"] == "Kniepijn (en)"
    assert response.json()["topics"][0]["languages"] == ["nl", "en"]


def test_in_dutch_when_a_topic_is_not_translated(published: Release, client: Client) -> None:
    assert client.get("/v1/topics?language=en")["Content-Language"] == "nl"


def test_of_one_topic_only_is_no_release(published: Release, client: Client) -> None:
    assert client.get("/v1/topics?release=1").status_code == 400


def test_a_release_that_cannot_be_read_takes_no_other_along(knee: Topic, publish: Publish, get: Get) -> None:
    publish(knee)
    unreadable(person("els"), person("bas"))
    assert [topic["slug"] for topic in get("")["topics"]] == ["knie"]


def unreadable(editor: User, reviewer: User) -> None:
    """As a later version of the code may have written it."""
    topic = Topic.objects.create(slug="schouder")
    document = '{"format":99,"records":{},"topic":"schouder"}'
    submission = Submission.objects.create(
        topic=topic, document=document, digest=digest(document.encode()), changes=[], note="x", submitted_by=editor
    )
    proof = Proof.objects.create(
        submission=submission, digest=submission.digest, version="x", findings=[], figures={}, by=editor
    )
    release = Release.objects.create(
        topic=topic, number=1, submission=submission, digest=submission.digest,
        submitted_by=editor, approved_by=reviewer, why="x", proof=proof,
    )  # fmt: skip
    now = timezone.now()
    Publication.objects.create(
        topic=topic, release=release, event="published", effective_at=now, at=now, by=reviewer, why="x"
    )
    releases.forget()
