"""Where a made-up population goes, on the pages of a submission, a release and the checks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import publishing
from content.models import Release, Topic
from content.proven import Proven
from tests.desk import at_the_desk
from triage.admin.shift import told
from triage.models import Rule

NOW = {"emergency": 0.004, "immediate": 0.048, "sameDay": 0.09, "withinDays": 0.32, "selfCare": 0.538}
BEFORE = {**NOW, "immediate": 0.047, "sameDay": 0.088, "selfCare": 0.541}
MOVED: dict[str, Any] = {"people": 4000, "shares": NOW, "before": BEFORE, "moreUrgent": 0.007, "lessUrgent": 0.004}


def test_numbers_before_and_after_with_the_budget(topic: Topic) -> None:
    page = told({"population": MOVED}, topic)
    for words in ("4.000 bedachte mensen", "0,7 % gaat naar iets dringenders", "8,8 %", "9 %", "hoogstens 10 %"):
        assert words in page
    assert "vandaag nog: was 8,8 %, wordt 9 %; hoogstens 10 %" in page
    assert page.count("<svg") == 5


def test_what_passes_the_budget_is_marked(topic: Topic) -> None:
    page = told({"population": MOVED}, topic)
    assert page.count('class="over"') == 1
    assert '<td data-label="wordt" class="over">4,8 %' in page


def test_too_few_at_home_is_marked_too(topic: Topic) -> None:
    page = told({"population": {**MOVED, "shares": {**NOW, "immediate": 0.0, "selfCare": 0.49}}}, topic)
    assert '<td data-label="wordt" class="over">49 %' in page


def test_a_first_release_has_no_before(topic: Topic) -> None:
    page = told({"population": {**MOVED, "before": None}}, topic)
    assert 'data-label="aandeel"' in page
    assert "was " not in page


def test_it_says_that_these_people_are_made_up(topic: Topic) -> None:
    assert "Zij zeggen niet hoeveel mensen echt ziek zijn." in told({"population": MOVED}, topic)


@pytest.mark.parametrize("figures", [{}, {"population": None}, {"quality": {}, "moreUrgent": []}])
def test_what_was_not_measured_is_not_shown(figures: dict[str, Any], topic: Topic) -> None:
    assert told(figures, topic) == ""


def test_what_becomes_more_urgent_is_told_as_a_patient(topic: Topic) -> None:
    upward = [{"rule": "fever", "title": "Was <b>, wordt ‘meteen bellen’.", "story": ["‘Hebt u koorts?’ ja"]}]
    page = told({"moreUrgent": upward}, topic)
    assert reverse("admin:triage_rule_change", args=[Rule.objects.get(slug="fever").pk]) in page
    assert "‘Hebt u koorts?’ ja" in page
    assert "Was &lt;b&gt;" in page


def test_it_stands_on_the_page_of_a_submission_and_of_a_release(
    editing: Client, topic: Topic, editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.proving.prove", lambda _document, _before: Proven((), {"population": MOVED}))
    submission = publishing.submit(topic=topic, by=editor, note="zo")
    release = publishing.approve(submission=submission, by=reviewer, why="goed")
    for record in (submission, release):
        page = reverse(f"admin:content_{record._meta.model_name}_change", args=[record.pk])
        assert "Waar mensen terechtkomen" in editing.get(page).content.decode()


def test_the_checks_of_a_draft_tell_whom_an_edit_touches(
    topic: Topic, editor: User, publish: Callable[[Topic], Release]
) -> None:
    publish(topic)
    Rule.objects.filter(slug="factors-together").update(at_least="immediate")
    Rule.objects.filter(slug="limited").update(if_uncertain="withinDays")
    page = b"".join(at_the_desk(editor).post(reverse("admin:content_topic_checks", args=[topic.pk]))).decode()
    assert "Wat dringender wordt" in page
    assert "Was ‘vandaag nog’, wordt ‘meteen bellen’, door regel ‘Daarom.’." in page
