"""Many topics and releases: what that costs whoever looks, lists, probes, or asks for an old one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from content import loaded, metrics, publishing, readiness, releases
from content.documents import Document
from content.models import Release, Topic
from content.parts import draft_of, restore_draft
from content.releases import catalogue
from tests.conftest import person
from tests.content.knee import approve_all, live, say, title_of

Publish = Callable[[Topic], Release]
MANY = ("elleboog", "enkel", "heup", "pols")


@pytest.fixture
def many(knee: Topic, publish: Publish) -> None:
    """The same small topic by several names; the knee has two releases."""
    records = draft_of(knee).records
    publish(knee)
    for slug in MANY:
        topic = Topic.objects.create(slug=slug)
        restore_draft(topic, Document(slug, {**records, "topic": {slug: records["topic"]["knie"]}}))
        publish(topic)
    say(knee, "Rust uit")
    publish(knee)
    releases.forget()


@pytest.fixture
def nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> None:
        raise AssertionError("This needs no document.")

    monkeypatch.setattr(loaded, "_load", load)


@pytest.mark.usefixtures("many", "nothing_is_loaded")
def test_the_probe_and_the_numbers_need_no_document() -> None:
    assert readiness.releases().detail.startswith("elleboog 1, enkel 1, heup 1, knie 2, pols 1")
    numbers, *_ = metrics._releases(catalogue())
    assert {sample.labels["topic"]: sample.value for sample in numbers.samples}["knie"] == 2


@pytest.mark.usefixtures("many", "nothing_is_loaded")
def test_the_probe_names_no_thousand_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "MOST_NAMED", 2)
    assert readiness.releases().detail.startswith("elleboog 1, enkel 1, 3 more, looked at")


@pytest.mark.usefixtures("many", "nothing_is_loaded")
def test_the_list_of_topics_needs_no_document(client: Client) -> None:
    listed = client.get("/v1/topics").json()["topics"]
    assert [(topic["slug"], topic["title"], topic["release"]["number"]) for topic in listed] == [
        *((slug, "Kniepijn", 1) for slug in MANY[:3]),
        ("knie", "Kniepijn", 2),
        ("pols", "Kniepijn", 1),
    ]


@pytest.mark.usefixtures("many")
def test_what_the_list_says_is_what_the_documents_say(client: Client) -> None:
    """Also of a release from before there were summaries."""
    with_summaries = client.get("/v1/topics").content
    releases.forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releases, "summaries_of", lambda _releases: {})
        assert client.get("/v1/topics").content == with_summaries


@pytest.mark.usefixtures("many")
def test_a_planned_release_is_listed_from_its_moment_without_its_document(
    knee: Topic, monkeypatch: pytest.MonkeyPatch, editor: User, reviewer: User
) -> None:
    knee.title = {"nl": "Straks"}
    knee.save()
    approve_all(knee, editor, reviewer, publish_at=timezone.now() + timedelta(days=1))
    releases.forget()
    seen = catalogue().topic("knie")
    monkeypatch.setattr(loaded, "_load", None)
    told = [seen.summary(timezone.now() + timedelta(days=days)) for days in (0, 2)]
    assert [summary and summary.record["title"]["nl"] for summary in told] == ["Kniepijn", "Straks"]


@pytest.mark.usefixtures("many")
def test_a_first_look_at_many_is_as_many_queries_as_at_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):
        assert len(catalogue().topics) == 5


@pytest.mark.usefixtures("many")
def test_a_look_after_a_publication_reads_only_the_topic_that_changed(
    knee: Topic, publish: Publish, settings: Settings
) -> None:
    settings.RELEASE_REFRESH_SECONDS = 0
    before = catalogue().topics
    say(knee, "Weer uit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releases, "forget", lambda: None)
        publish(knee)
    with CaptureQueriesContext(connection) as asked:
        after = catalogue().topics
    assert after["knie"].live(timezone.now()) == 3
    assert [slug for slug in after if after[slug] is not before[slug]] == ["knie"]
    assert not [query["sql"] for query in asked if "content_publication" in query["sql"] and "pols" in query["sql"]]
    assert list(after) == sorted(after)


@pytest.mark.usefixtures("many")
def test_who_asks_for_old_releases_throws_no_current_one_out(settings: Settings) -> None:
    current = live()
    settings.MEMORY_MB = current.size * 10 / 6 / 1_000_000 * 1.01
    assert title_of(catalogue().topic("knie").numbered(1, timezone.now())) == "Neem rust"
    assert live() is current


@pytest.mark.usefixtures("many")
def test_current_releases_stay_as_long_as_there_is_room(settings: Settings) -> None:
    current = live()
    settings.MEMORY_MB = current.size * 10 / 6 / 1_000_000 * 2.5
    _current("pols")
    assert live() is current
    _current("heup")
    assert live() is current
    _current("enkel")
    _current("heup")
    assert live() is not current
    assert loaded._live.bytes <= settings.MEMORY_MB * 600_000


def _current(slug: str) -> None:
    catalogue().topic(slug).current(timezone.now())


@pytest.mark.usefixtures("many")
def test_a_protocol_is_compiled_when_triage_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr(loaded, "parts", lambda: [_part(name, compiled) for name in ("content", "triage")])
    release = live()
    assert (release.languages, compiled) == (("nl",), [])
    assert release.compiled["triage"] is release.compiled["triage"]
    assert compiled == ["triage"]


def _part(name: str, compiled: list[str]) -> object:
    class Part:
        def __init__(self) -> None:
            self.name = name

        def compile(self, _document: Document) -> object:
            compiled.append(name)
            return object()

    return Part()


@pytest.mark.usefixtures("many")
def test_a_document_that_was_not_asked_for_lately_is_the_same() -> None:
    release = live()
    before = release.document
    loaded._document.cache_clear()
    assert release.document is not before
    assert release.document == before


@pytest.mark.usefixtures("many")
def test_a_signature_reads_nothing_again(settings: Settings) -> None:
    settings.RELEASE_REFRESH_SECONDS = 0
    before = live()
    publishing.sign(
        release=Release.objects.get(topic__slug="knie", number=2),
        by=person("rita", "reviewer"),
        name="Rita Vos",
        profession="doctor",
        registration="12345678901",
    )
    after = live()
    assert (after.facts.clinical_review, after.compiled is before.compiled) == ("signed", True)
