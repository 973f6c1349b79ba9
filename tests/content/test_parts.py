"""Documents made of parts: also with content alone, and strictly nothing that no part knows."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from content import loading, publishing
from content.documents import Document, Records
from content.faults import Fault
from content.models import Advice, Release, Topic
from content.parts import complete, draft_kinds, draft_of, examine, parts
from tests.conftest import TOPICS

Publish = Callable[[Topic], Release]


@pytest.fixture
def content_alone(settings: Settings) -> Iterator[None]:
    settings.RELEASE_PARTS = ["content.part.PART"]
    parts.cache_clear()
    yield
    parts.cache_clear()


@pytest.fixture(scope="module")
def knee_document() -> Document:
    return loading.read(TOPICS / "knie").document


def test_the_parts_come_in_the_order_of_the_settings() -> None:
    assert [part.name for part in parts()] == ["content", "triage"]


def test_no_kind_belongs_to_two_parts() -> None:
    kinds = [kind for part in parts() for kind in part.kinds]
    assert len(kinds) == len(set(kinds))


def test_each_kind_with_drafts_is_a_kind_of_its_part() -> None:
    for part in parts():
        assert {model.record_kind for model in part.models} <= set(part.kinds)


def test_a_kind_that_is_computed_has_no_drafts() -> None:
    assert {kind for part in parts() for kind in part.kinds} - draft_kinds() == {"calendar"}


def test_a_topic_with_content_alone_can_be_published(knee: Topic, publish: Publish) -> None:
    assert set(publishing.document_of(publish(knee)).records) == {
        "topic", "section", "advice", "alarmSign", "faq", "term", "source"
    }  # fmt: skip


@pytest.mark.usefixtures("content_alone")
def test_content_can_do_without_triage(knee: Topic, publish: Publish) -> None:
    publish(knee)
    assert publishing.pending_changes(knee) == ()


@pytest.mark.usefixtures("content_alone")
def test_without_its_part_a_kind_is_unknown(knee_document: Document) -> None:
    _, found = examine(Document("knie", {**knee_document.records, "question": {"koorts": {}}}))
    assert [fault.kind for fault in found] == ["question"]


def test_an_unknown_kind_is_a_fault_that_names_the_kinds(knee_document: Document) -> None:
    _, found = examine(Document("knie", {**knee_document.records, "advise": {"rust": {}}}))
    (fault,) = (fault for fault in found if fault.kind == "advise")
    assert "no kind of record `advise`" in fault.message
    assert "'advice'" in fault.message


def test_what_is_examined_comes_out_canonical(knee_document: Document) -> None:
    document, faults = examine(knee_document)
    assert faults == ()
    assert examine(document)[0].canonical == document.canonical


def test_every_fault_of_every_part_comes_at_once(knee_document: Document) -> None:
    records: Records = {**knee_document.records, "faq": {"walk": {}}, "screen": {"een": {}}}
    _, found = examine(Document("knie", records))
    assert {"faq", "screen"} <= {fault.kind for fault in found}


def test_faults_come_in_a_fixed_order(knee_document: Document) -> None:
    _, found = examine(Document("knie", {"source": {"b": {}, "a": {}}, "faq": {"c": {}}}))
    assert list(found) == sorted(found)
    assert all(isinstance(fault, Fault) for fault in found)


def test_content_alone_needs_nothing_computed(knee_document: Document) -> None:
    assert complete(knee_document, date(2026, 1, 1)).records == knee_document.records


def test_a_draft_may_be_unfinished(db: None) -> None:
    topic = Topic.objects.create(slug="heup")
    Advice.objects.create(topic=topic, slug="half")
    assert draft_of(topic).records == {"topic": {"heup": {}}, "advice": {"half": {"order": 0}}}
