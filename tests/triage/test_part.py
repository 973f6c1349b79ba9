from datetime import date

import pytest
from django.contrib.auth.models import User

from content import publishing
from content.documents import Document
from content.faults import Faulty
from content.models import Release, Topic
from content.parts import draft_of, examine, restore_draft
from tests.triage.conftest import drafts, small_records
from triage import part
from triage.compiling import compiled
from triage.engine.protocol import Protocol
from triage.models import Question, Rule


def test_drafts_say_what_was_put_into_them(small: Release) -> None:
    assert publishing.pending_changes(small.topic) == ()


def test_a_release_carries_its_calendar(small: Release) -> None:
    calendar = publishing.document_of(small).records["calendar"]["rugpijn"]
    assert {"date": "2026-12-25", "name": "Eerste kerstdag"} in calendar["holidays"]


def test_the_calendar_is_no_draft(small: Release) -> None:
    assert "calendar" not in draft_of(small.topic).records


def test_restoring_gives_back_every_row(small: Release) -> None:
    Question.objects.filter(topic=small.topic).delete()
    restore_draft(small.topic, publishing.document_of(small))
    assert publishing.pending_changes(small.topic) == ()


@pytest.mark.django_db
def test_a_rule_about_an_unknown_question_is_refused(editor: User) -> None:
    topic = drafts(small_records())
    Rule.objects.filter(topic=topic, slug="fever").update(when=[{"question": "feever", "is": "yes"}])
    with pytest.raises(Faulty) as refused:
        publishing.submit(topic=topic, by=editor, note="fout")
    assert {(fault.kind, fault.slug, fault.path) for fault in refused.value.faults} == {
        ("rule", "fever", "/when/0/question")
    }


def test_an_alarm_sign_without_a_rule_is_refused() -> None:
    records = small_records()
    del records["rule"]["fever"]
    _, faults = examine(Document("rugpijn", records))
    assert ("alarmSign", "fever") in {(fault.kind, fault.slug) for fault in faults}


def test_a_topic_with_content_alone_has_no_protocol(knee: Topic) -> None:
    assert compiled(draft_of(knee)) is None


def test_a_topic_with_content_alone_gets_no_calendar(knee: Topic) -> None:
    assert part.complete(draft_of(knee), date(2026, 1, 1)) == {}


def test_half_a_protocol_is_refused() -> None:
    records = small_records()
    del records["protocol"]
    _, faults = examine(Document("rugpijn", records))
    assert any(fault.kind == "protocol" for fault in faults)


def test_a_release_compiles_to_its_protocol(small: Release) -> None:
    assert isinstance(compiled(publishing.document_of(small)), Protocol)
