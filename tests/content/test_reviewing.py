"""Sending a submission back: said once, kept, and final for that submission."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from content import publishing
from content.models import Release, SendBack, Submission, Topic
from tests.conftest import person

Publish = Callable[[Topic], Release]


@pytest.fixture
def submission(knee: Topic, editor: User) -> Submission:
    return publishing.submit(topic=knee, by=editor, note="eerste")


@pytest.fixture
def sent_back(submission: Submission, reviewer: User) -> SendBack:
    return publishing.send_back(submission=submission, by=reviewer, why="de dosering klopt niet")


def test_it_says_who_and_why(sent_back: SendBack, reviewer: User) -> None:
    assert (sent_back.by, sent_back.why) == (reviewer, "de dosering klopt niet")


def test_what_was_sent_back_is_not_approved(submission: Submission, sent_back: SendBack) -> None:
    with pytest.raises(publishing.Refused, match=r"teruggestuurd, door ruud: de dosering klopt niet"):
        publishing.approve(submission=submission, by=person("rosa", "reviewer"), why="goed")


def test_the_database_refuses_it_too(submission: Submission, sent_back: SendBack, reviewer: User) -> None:
    with pytest.raises(DatabaseError, match="sent back is not approved"), transaction.atomic():
        Release.objects.create(
            topic=submission.topic,
            number=1,
            submission=submission,
            digest=submission.digest,
            submitted_by=submission.submitted_by,
            approved_by=reviewer,
            why="langs de deur om",
            proof=submission.proofs.get(),
        )


def test_what_was_approved_is_not_sent_back(submission: Submission, reviewer: User) -> None:
    publishing.approve(submission=submission, by=reviewer, why="goed")
    with pytest.raises(publishing.Refused, match="al goedgekeurd, als uitgave 1"):
        publishing.send_back(submission=submission, by=reviewer, why="toch niet")
    with pytest.raises(DatabaseError, match="approved submission is not sent back"), transaction.atomic():
        SendBack.objects.create(submission=submission, by=reviewer, why="langs de deur om")


def test_it_is_sent_back_once(submission: Submission, sent_back: SendBack, reviewer: User) -> None:
    with pytest.raises(publishing.Refused, match="al teruggestuurd, door ruud"):
        publishing.send_back(submission=submission, by=reviewer, why="nog eens")


def test_a_reason_is_asked(submission: Submission, reviewer: User) -> None:
    with pytest.raises(publishing.Refused, match="Zonder reden"):
        publishing.send_back(submission=submission, by=reviewer, why=" ")


def test_who_submitted_does_not_send_back(knee: Topic) -> None:
    both = person("beide", "editor", "reviewer")
    submission = publishing.submit(topic=knee, by=both, note="eerste")
    with pytest.raises(publishing.NotAllowed, match="stuurt niet zelf terug"):
        publishing.send_back(submission=submission, by=both, why="nee")


def test_the_same_changes_can_be_submitted_again(
    knee: Topic, editor: User, sent_back: SendBack, reviewer: User
) -> None:
    again = publishing.submit(topic=knee, by=editor, note="verbeterd")
    assert publishing.approve(submission=again, by=reviewer, why="goed").number == 1
