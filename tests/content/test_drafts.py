"""Rows and records say the same: what a document says of any kind can be restored into rows, and comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from pghistory.models import Event

from content import drafts, loading
from content.documents import Document, Record
from content.drafts import Detail, Draft, LocalizedField, SlugsField
from content.models import Release, Section, SectionBlock, Topic
from content.parts import draft_of, parts, restore_draft
from content.publishing import pending_changes

MODELS = [model for part in parts() for model in part.models]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
ITEMS = [{"title": {"nl": "Kop"}, "text": {"nl": "Een."}}, {"text": {"nl": "Twee.", "en": "Two."}}]
BLOCKS = [
    {"kind": "paragraph", "text": {"nl": "Zin."}},
    {"kind": "paragraph", "text": {"nl": "Nog een zin."}},
    {"kind": "list", "items": ITEMS},
    {"kind": "steps", "items": ITEMS},
    {"kind": "callout", "tone": "warning", "text": {"nl": "Let op."}},
    {"kind": "advice", "refs": ["b", "a"]},
    {"kind": "advice", "refs": ["a"]},
    {"kind": "list", "items": ITEMS[:1]},
]
Publish = Callable[[Topic], Release]


def filled(model: type[Draft | Detail], number: int = 0) -> Record:
    """A record in which every field and every row of detail says something."""
    record = {drafts.camel(name): value(model._meta.get_field(name), number) for name in model.record_fields}
    for name in model.record_children:
        child = getattr(model, name).field.model
        record[drafts.camel(name)] = BLOCKS if child is SectionBlock else [filled(child, 3), filled(child, 2)]
    return record


def value(field: Any, number: int) -> Any:
    if isinstance(field, LocalizedField):
        return {"nl": f"Zin {number}", "en": f"Line {number}", "translatedFrom": {"en": "sha256:0"}}
    if isinstance(field, SlugsField):
        return ["b", "a"]
    if isinstance(field, models.JSONField):
        return [{"question": "q", "anyOf": ["x", 5]}]
    if isinstance(field, models.DateField):
        return f"2027-11-{number + 1:02}"
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return number
    return field.choices[number % len(field.choices)][0] if field.choices else f"word-{number}"


def written(model: type[Draft], record: Record) -> Topic:
    """A topic with one row of this model, restored from a record."""
    topic = Topic.objects.create(slug="knie")
    restore_draft(topic, Document("knie", {model.record_kind: {"een": record}}))
    return topic


def said(topic: Topic, model: type[Draft]) -> Record | None:
    return draft_of(topic).get((model.record_kind, "een"))


@every_model
def test_a_record_with_everything_comes_back(model: type[Draft], db: None) -> None:
    assert said(written(model, filled(model)), model) == filled(model)


@every_model
def test_what_a_record_leaves_out_stays_out(model: type[Draft], db: None) -> None:
    """Only what has no empty value of its own is said: a number in the order, yes or no."""
    found = said(written(model, {"order": 7}), model) or {}
    own = {drafts.camel(name) for name in model.record_fields if _always_says(model._meta.get_field(name))}
    assert found.keys() == own


def _always_says(field: Any) -> bool:
    return isinstance(field, models.BooleanField | models.IntegerField) and not field.null


@every_model
def test_restoring_makes_empty_what_the_record_leaves_out(model: type[Draft], db: None) -> None:
    topic = written(model, filled(model))
    restore_draft(topic, Document("knie", {model.record_kind: {"een": {"order": 7}}}))
    found = said(topic, model)
    topic.delete()
    assert found == said(written(model, {"order": 7}), model)


@every_model
def test_restoring_removes_rows_that_the_document_does_not_have(model: type[Draft], db: None) -> None:
    topic = written(model, filled(model))
    restore_draft(topic, Document("knie", {}))
    assert not model._default_manager.exists()


@every_model
def test_rows_that_say_the_same_are_not_written_again(model: type[Draft], db: None) -> None:
    topic = written(model, filled(model))
    before = history_rows()
    restore_draft(topic, draft_of(topic))
    assert history_rows() == before


def history_rows() -> int:
    return sum(model._default_manager.count() for model in apps.get_models() if issubclass(model, Event))


@every_model
def test_a_slug_occurs_once_in_a_topic(model: type[Draft], db: None) -> None:
    topic = written(model, filled(model))
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(topic=topic, slug="een")


@every_model
def test_another_topic_is_left_alone(model: type[Draft], db: None) -> None:
    other = written(model, filled(model))
    restore_draft(Topic.objects.create(slug="heup"), Document("heup", {}))
    assert said(other, model) == filled(model)


def test_a_topic_says_its_own_words(db: None) -> None:
    record = filled(Topic)  # type: ignore[arg-type]
    topic = Topic.objects.create(slug="knie")
    restore_draft(topic, Document("knie", {"topic": {"knie": record}}))
    assert draft_of(Topic.objects.get()).get(("topic", "knie")) == record


def test_rows_of_detail_keep_their_order(db: None) -> None:
    topic = written(Section, {**filled(Section), "blocks": BLOCKS[::-1]})
    assert (said(topic, Section) or {})["blocks"] == BLOCKS[::-1]


def test_items_of_one_list_are_rows_of_their_own(db: None) -> None:
    written(Section, {**filled(Section), "blocks": [{"kind": "list", "items": ITEMS}]})
    assert list(SectionBlock.objects.values_list("kind", "order")) == [("list", 0), ("list", 1)]


def test_the_shipped_library_comes_back_as_it_was_checked(db: None) -> None:
    document = loading.checked(loading.read(settings.LIBRARY_DIR / "rugpijn"))
    topic = Topic.objects.create(slug="rugpijn")
    restore_draft(topic, document)
    assert draft_of(topic).canonical == document.canonical


@pytest.mark.parametrize("folder", ["rugpijn"])
def test_after_publishing_the_library_nothing_is_pending(folder: str, publish: Publish) -> None:
    topic = loading.load(settings.LIBRARY_DIR / folder).topic
    publish(topic)
    assert pending_changes(topic) == ()


@pytest.mark.parametrize("slug", ["a", "a-b", "2026-b"])
def test_a_slug_for_a_form(slug: str) -> None:
    drafts.valid_slug(slug)


@pytest.mark.parametrize("slug", ["A", "a--b", "-a", "a_b", "a\n"])
def test_a_form_refuses_what_is_no_slug(slug: str) -> None:
    with pytest.raises(ValidationError, match="kleine letters"):
        drafts.valid_slug(slug)


@pytest.mark.parametrize(("name", "expected"), [("order", "order"), ("points_to", "pointsTo"), ("a_b_c", "aBC")])
def test_records_have_camel_case(name: str, expected: str) -> None:
    assert drafts.camel(name) == expected
