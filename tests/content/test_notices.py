"""Mail to whoever must act: to the right people, without a word of content, and never in the way."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail

from content import publishing
from content.models import Submission, Topic
from tests.conftest import person

Captured = Callable[..., Any]


@pytest.fixture
def people(editor: User, reviewer: User, settings: Any) -> tuple[User, User]:
    settings.EMAIL_HOST, settings.PUBLIC_URL = "mail.example.nl", "https://api.example.nl"
    for user in (editor, reviewer):
        user.email = f"{user.username}@example.nl"
        user.save()
    return editor, reviewer


@pytest.fixture
def kept(django_capture_on_commit_callbacks: Captured) -> Captured:
    def do(action: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return do


@pytest.fixture
def submission(knee: Topic, people: tuple[User, User], kept: Captured) -> Submission:
    made: Submission = kept(lambda: publishing.submit(topic=knee, by=people[0], note="geheime note"))
    return made


def to() -> list[str]:
    return [address for one in mail.outbox for address in one.to]


def test_who_may_approve_hears_of_a_submission(submission: Submission) -> None:
    assert to() == ["ruud@example.nl"]
    (told,) = mail.outbox
    assert "eva heeft iets ingezonden" in told.subject
    assert f"https://api.example.nl/admin/content/submission/{submission.pk}/change/" in told.body


def test_nothing_of_the_content_is_in_it(submission: Submission, people: tuple[User, User], kept: Captured) -> None:
    kept(lambda: publishing.comment(submission=submission, by=people[1], text="geheime reactie"))
    kept(lambda: publishing.send_back(submission=submission, by=people[1], why="geheime reden"))
    assert len(mail.outbox) == 3
    assert not any("geheim" in one.subject + str(one.body) for one in mail.outbox)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (lambda one, by: publishing.comment(submission=one, by=by, text="Hm."), "gereageerd"),
        (lambda one, by: publishing.send_back(submission=one, by=by, why="nee"), "teruggestuurd"),
        (lambda one, by: publishing.approve(submission=one, by=by, why="ja"), "goedgekeurd"),
    ],
    ids=["comment", "send back", "approve"],
)
def test_who_submitted_hears_what_became_of_it(
    submission: Submission, people: tuple[User, User], kept: Captured, action: Callable[..., Any], said: str
) -> None:
    mail.outbox.clear()
    kept(lambda: action(submission, people[1]))
    assert to() == ["eva@example.nl"]
    assert "ruud heeft" in mail.outbox[0].subject
    assert said in mail.outbox[0].subject


def test_nobody_hears_of_what_they_did_themselves(
    submission: Submission, people: tuple[User, User], kept: Captured
) -> None:
    mail.outbox.clear()
    kept(lambda: publishing.comment(submission=submission, by=people[0], text="Nog iets."))
    assert to() == []


def test_who_was_switched_off_hears_nothing(knee: Topic, people: tuple[User, User], kept: Captured) -> None:
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    kept(lambda: publishing.submit(topic=knee, by=people[0], note="eerste"))
    assert to() == []


def test_without_a_mail_server_nothing_is_sent(
    knee: Topic, people: tuple[User, User], kept: Captured, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    kept(lambda: publishing.submit(topic=knee, by=people[0], note="eerste"))
    assert to() == []


def test_a_refused_action_tells_nobody(submission: Submission, kept: Captured) -> None:
    mail.outbox.clear()
    with pytest.raises(publishing.NotAllowed):
        kept(lambda: publishing.approve(submission=submission, by=person("ander", "editor"), why="ja"))
    assert to() == []


def test_a_mail_server_that_fails_fails_nothing(
    knee: Topic, people: tuple[User, User], kept: Captured, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.content.test_notices.Broken"
    with caplog.at_level(logging.WARNING, "content.notices"):
        made = kept(lambda: publishing.submit(topic=knee, by=people[0], note="eerste"))
    assert Submission.objects.get() == made
    assert [record.getMessage() for record in caplog.records] == ["1 notices were not sent (ConnectionRefusedError)"]


class Broken:
    def __init__(self, **_: Any) -> None:
        pass

    def send_messages(self, _mails: Any) -> None:
        raise ConnectionRefusedError("secret.example.nl eva@example.nl")
