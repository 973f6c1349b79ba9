"""A small topic with triage, published: the engine's example protocol with content that it can point to."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.utils import timezone

from content.documents import Document
from content.history import acting
from content.models import Release, Topic
from content.parts import complete, draft_kinds, examine, restore_draft
from tests.triage.engine.example import example

Records = dict[str, dict[str, dict[str, Any]]]
SOURCE = {"order": 1, "title": "Richtlijn", "publisher": "Niemand", "kind": "guideline", "language": "nl"}
CONTENT: Records = {
    "topic": {"rugpijn": {"title": "Rugpijn", "summary": "Kort.", "disclaimer": "Geen diagnose."}},
    "source": {"guideline": SOURCE},
    "section": {
        "what": {
            "order": 1,
            "kind": "definition",
            "title": "Wat",
            "blocks": [{"kind": "paragraph", "text": "Pijn in de rug."}],
        }
    },
}


def small_records() -> Records:
    """The example protocol and the content that it points to, as in a library; a test may change its own copy."""
    records = {**example(), **deepcopy(CONTENT)}
    del records["calendar"]
    records["alarmSign"] = {slug: _sign(slug, sign["urgency"]) for slug, sign in records["alarmSign"].items()}
    records["advice"] = {slug: _advice(slug) for slug in records["advice"]}
    return records


def _sign(slug: str, urgency: str) -> dict[str, Any]:
    words = {"title": slug, "text": "Dit merkt u.", "pointsTo": "Kan wijzen op iets."}
    return {"order": 1, **words, "urgency": urgency, "sources": ["guideline"], "evidence": "guideline"}


def _advice(slug: str) -> dict[str, Any]:
    return {"order": 1, "category": "activity", "title": f"Advies {slug}", "body": "Doe dit.", "evidence": "unverified"}


def drafts(records: Records) -> Topic:
    """Put these records into the drafts of the topic, as loading a library does."""
    document, faults = examine(complete(Document("rugpijn", records), timezone.localdate()))
    if faults:
        raise AssertionError(faults)
    topic, _ = Topic.objects.get_or_create(slug="rugpijn")
    kept = {kind: found for kind, found in document.records.items() if kind in draft_kinds()}
    with acting(None, "test"):
        restore_draft(topic, Document("rugpijn", kept))
    return topic


@pytest.fixture
def small(publish: Callable[[Topic], Release]) -> Release:
    """Release 1 of the small topic."""
    return publish(drafts(small_records()))
