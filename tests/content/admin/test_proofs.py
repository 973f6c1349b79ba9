"""The reviewer reads what the proofs found, and accepts each by itself."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import publishing
from content.models import Advice, Release, Submission, Topic
from content.proven import Figures, Finding, Proven, Weight

Page = Callable[[Client], str]


def submitted(topic: Topic, by: User, monkeypatch: pytest.MonkeyPatch, *weights: Weight) -> str:
    """The page of a submission in which proving finds this."""
    found = tuple(
        Finding(weight, f"naam-{place}", "advice", "rest", f"Punt {place}.", (f"Patiënt {place}",))
        for place, weight in enumerate(weights)
    )
    monkeypatch.setattr("content.proving.prove", lambda _document, _before: Proven(found))
    submission = publishing.submit(topic=topic, by=by, note="proef")
    return reverse("admin:content_submission_change", args=[submission.pk])


def test_what_blocks_is_shown_with_its_patient_and_cannot_be_approved(
    knee: Topic, editor: User, reviewing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reviewing.get(submitted(knee, editor, monkeypatch, Weight.BLOCKS)).content.decode()
    assert "Punt 0." in page
    assert "Patiënt 0" in page
    assert "Goedkeuren</button>" not in page


def test_a_point_that_was_not_ticked_stops_the_approval(
    knee: Topic, editor: User, reviewing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = submitted(knee, editor, monkeypatch, Weight.ACCEPT, Weight.ACCEPT)
    answer = reviewing.post(page, {"action": "approve", "why": "gezien", "accept-0": "on"}, follow=True)
    assert "Punt 1." in answer.content.decode()
    assert not Release.objects.exists()
    reviewing.post(page, {"action": "approve", "why": "gezien", "accept-0": "on", "accept-1": "on"})
    assert Release.objects.get().accepted == ["naam-0", "naam-1"]


def test_going_over_the_budget_asks_for_a_reason(
    knee: Topic, editor: User, reviewing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = submitted(knee, editor, monkeypatch, Weight.REASON)
    answer = reviewing.post(page, {"action": "approve", "why": "gezien"})
    assert "Schrijf op waarom er meer mensen" in answer.content.decode()
    reviewing.post(page, {"action": "approve", "why": "gezien", "why_over_budget": "griep"})
    assert Release.objects.get().why_over_budget == "griep"


@pytest.mark.parametrize(
    ("figures", "again", "told", "untold"),
    [
        ({}, False, "Dit onderwerp heeft geen vragenlijst; er valt niets te bewijzen.", "Alle beloften houden"),
        ({"quality": {"cases": 1}}, False, "geen eerdere uitgave om mee te vergelijken", "Niets werd minder dringend"),
        ({"quality": {"cases": 1}}, True, "Niets werd minder dringend.", "geen eerdere uitgave"),
    ],
    ids=["no questions", "first release", "later release"],
)
def test_what_is_said_when_nothing_was_found(
    figures: Figures,
    again: bool,
    told: str,
    untold: str,
    knee: Topic,
    editor: User,
    reviewing: Client,
    publish: Callable[[Topic], Release],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if again:
        publish(knee)
        Advice.objects.update(title={"nl": "Rust even uit"})
    monkeypatch.setattr("content.proving.prove", lambda _document, _before: Proven((), figures))
    submission = publishing.submit(topic=knee, by=editor, note="proef")
    page = reviewing.get(reverse("admin:content_submission_change", args=[submission.pk])).content.decode()
    assert told in page
    assert untold not in page


def test_a_proof_of_an_older_version_is_made_again_with_one_button(
    knee: Topic, editor: User, reviewing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = submitted(knee, editor, monkeypatch)
    monkeypatch.setattr("content.proving.proof_version", lambda: "newer")
    assert "nog niets bewezen" in reviewing.get(page).content.decode()
    reviewing.post(page, {"action": "prove"})
    assert "nog niets bewezen" not in reviewing.get(page).content.decode()
    assert Submission.objects.get().proofs.count() == 2
