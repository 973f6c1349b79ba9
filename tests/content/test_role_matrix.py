"""Role by action, cell by cell, through the real pages and through the door. Every refusal says who may."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from content import publishing
from content.models import (
    Advice,
    ClinicalReview,
    Comment,
    Proof,
    Publication,
    Release,
    SendBack,
    Submission,
    Topic,
)
from tests.conftest import person
from tests.desk import at_the_desk, form_of

Publish = Callable[[Topic], Release]
ROLES = ("editor", "reviewer", "partner-manager", "auditor", "administrator", "nobody")
ADMIN = "administrator"
WRITES = {"editor", ADMIN}
JUDGES = {"reviewer", ADMIN}
READS = {"editor", "reviewer", "auditor", ADMIN}
SEES_RECORDS = {"editor", "reviewer", "partner-manager", "auditor", ADMIN}
SIGN = {"name": "R. Ruud", "profession": "doctor", "registration": "12345678901"}


@dataclass(frozen=True)
class World:
    """Release 1 and 2, and a submission that waits, all by other people than whoever tries."""

    topic: Topic
    first: Release
    second: Release
    waiting: Submission
    editor_form: dict[str, Any]


@pytest.fixture
def world(knee: Topic, editor: User, publish: Publish) -> World:
    first = publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    second = publish(knee)
    Advice.objects.update(title={"nl": "Neem even pauze"})
    waiting = publishing.submit(topic=knee, by=editor, note="korter")
    return World(knee, first, second, waiting, form_of(at_the_desk(editor), advice()))


def somebody(role: str) -> User:
    user = person(f"iemand-{role}", *([] if role in (ADMIN, "nobody") else [role]))
    user.is_staff, user.is_superuser = True, role == ADMIN
    user.save()
    return User.objects.get(pk=user.pk)


def advice(action: str = "change") -> str:
    return reverse(f"admin:content_advice_{action}", args=[Advice.objects.get(slug="rest").pk])


def page(record: Any) -> str:
    return reverse(f"admin:content_{record._meta.model_name}_change", args=[record.pk])


def state() -> list[Any]:
    """Everything that an action could change."""
    records: list[Any] = [Submission, Release, Publication, Comment, SendBack, ClinicalReview, Proof]
    return [model.objects.count() for model in records] + sorted(Advice.objects.values_list("slug", "title__nl"))


Act = Callable[[Client, World], Any]


def changes_url(world: World) -> str:
    return reverse("admin:content_topic_changes", args=[world.topic.pk])


def journal(world: World, **asked: str) -> tuple[str, dict[str, str]]:
    return reverse("admin:content_topic_journal", args=[world.topic.pk]), asked


LOOKING: dict[str, tuple[Collection[str], Act]] = {
    "read the list of drafts": (READS, lambda c, w: c.get(reverse("admin:content_advice_changelist"))),
    "read a draft": (READS, lambda c, w: c.get(advice())),
    "read its history": (READS, lambda c, w: c.get(advice("history"))),
    "see what is pending": (READS, lambda c, w: c.get(changes_url(w))),
    "read everything that happened": (READS, lambda c, w: c.get(*journal(w))),
    "export everything that happened": ({"auditor", ADMIN}, lambda c, w: c.get(*journal(w, **{"as": "csv"}))),
    "read submissions": (SEES_RECORDS, lambda c, w: c.get(page(w.waiting))),
    "read releases": (SEES_RECORDS, lambda c, w: c.get(page(w.second))),
    "manage accounts": ({ADMIN}, lambda c, w: c.get(reverse("admin:auth_user_changelist"))),
    "open the form of a new draft": (WRITES, lambda c, w: c.get(reverse("admin:content_advice_add"))),
}
DOING: dict[str, tuple[Collection[str], Act]] = {
    "change a draft": (WRITES, lambda c, w: c.post(advice(), w.editor_form | {"title_nl": "Anders"})),
    "delete a draft": (WRITES, lambda c, w: c.post(advice("delete"), {"post": "yes"})),
    "submit": (WRITES, lambda c, w: c.post(changes_url(w), {"changes": ["advice:rest"], "note": "beter"})),
    "comment": (WRITES | JUDGES, lambda c, w: c.post(page(w.waiting), {"action": "comment", "text": "Hm."})),
    "prove again": (WRITES | JUDGES, lambda c, w: c.post(page(w.waiting), {"action": "prove"})),
    "send back": (JUDGES, lambda c, w: c.post(page(w.waiting), {"action": "send-back", "back-why": "nee"})),
    "approve": (JUDGES, lambda c, w: c.post(page(w.waiting), {"action": "approve", "why": "ja"})),
    "withdraw": (JUDGES, lambda c, w: c.post(page(w.second), {"action": "withdraw", "withdraw-why": "fout"})),
    "publish again": (JUDGES, lambda c, w: c.post(page(w.first), {"action": "publish", "publish-why": "toch"})),
    "restore": (
        WRITES,
        lambda c, w: c.post(page(w.first), {"action": "restore", "restore-why": "terug", "restore-sure": "on"}),
    ),
    "sign": (
        JUDGES,
        lambda c, w: c.post(
            page(w.second),
            {"action": "sign", "sign-sure": "on", **{f"sign-{name}": said for name, said in SIGN.items()}},
        ),
    ),
}
NOBODY: dict[str, Act] = {
    "delete a release": lambda c, w: c.post(
        reverse("admin:content_release_delete", args=[w.second.pk]), {"post": "yes"}
    ),
    "delete a submission": lambda c, w: c.post(
        reverse("admin:content_submission_delete", args=[w.waiting.pk]), {"post": "yes"}
    ),
    "add a release": lambda c, w: c.post(reverse("admin:content_release_add"), {"number": "9"}),
}


def tell_who_may(answer: Any) -> bool:
    said = answer.content.decode()
    return "Dat mag " in said or "Niemand kan " in said


@pytest.mark.parametrize("action", LOOKING)
def test_who_may_look(world: World, action: str) -> None:
    may, act = LOOKING[action]
    answers = {role: act(at_the_desk(somebody(role)), world) for role in ROLES}
    assert {role for role, answer in answers.items() if answer.status_code == 200} == set(may)
    assert all(tell_who_may(answer) for role, answer in answers.items() if role not in may)


@pytest.mark.parametrize("action", DOING)
def test_who_may_do_it_on_the_pages(world: World, action: str) -> None:
    may, act = DOING[action]
    before, did = state(), set()
    for role in ROLES:
        with transaction.atomic():
            answer = act(at_the_desk(somebody(role)), world)
            if state() != before:
                did.add(role)
            else:
                assert tell_who_may(answer), role
            transaction.set_rollback(True)
    assert did == set(may)


@pytest.mark.parametrize("action", NOBODY)
def test_what_nobody_may(world: World, action: str) -> None:
    before = state()
    for role in ROLES:
        answer = NOBODY[action](at_the_desk(somebody(role)), world)
        assert (answer.status_code, state()) == (403, before), role
        assert "Niemand kan" in answer.content.decode(), role


DOOR: dict[str, tuple[Collection[str], Callable[[User, World], Any]]] = {
    "submit": (WRITES, lambda by, w: publishing.submit(topic=w.topic, by=by, note="beter")),
    "prove": (WRITES | JUDGES, lambda by, w: publishing.prove(submission=w.waiting, by=by)),
    "comment": (WRITES | JUDGES, lambda by, w: publishing.comment(submission=w.waiting, by=by, text="Hm.")),
    "send back": (JUDGES, lambda by, w: publishing.send_back(submission=w.waiting, by=by, why="nee")),
    "approve": (JUDGES, lambda by, w: publishing.approve(submission=w.waiting, by=by, why="ja")),
    "publish": (JUDGES, lambda by, w: publishing.publish(release=w.first, by=by, why="toch")),
    "withdraw": (JUDGES, lambda by, w: publishing.withdraw(release=w.second, by=by, why="fout")),
    "restore": (WRITES, lambda by, w: publishing.restore(release=w.first, by=by, why="terug")),
    "sign": (JUDGES, lambda by, w: publishing.sign(release=w.second, by=by, **SIGN)),
}


@pytest.mark.parametrize("action", DOOR)
def test_who_may_do_it_through_the_door(world: World, action: str) -> None:
    may, act = DOOR[action]
    did = set()
    for role in ROLES:
        with transaction.atomic():
            try:
                act(somebody(role), world)
                did.add(role)
            except publishing.NotAllowed as refused:
                assert "Dat mag " in str(refused), role
            transaction.set_rollback(True)
    assert did == set(may)


def test_no_action_of_the_door_is_left_out() -> None:
    """What changes state is in the matrix; what only reads is not."""
    reading = {"After", "after_withdrawal", "candidate", "document_of", "events_of", "pending_changes", "tip_of"}
    refusals = {name for name in publishing.__all__ if name[0].isupper()}
    assert {name.replace("_", " ") for name in set(publishing.__all__) - reading - refusals} == set(DOOR)


def test_an_account_that_was_switched_off_does_nothing(world: World) -> None:
    reviewer = somebody("reviewer")
    reviewer.is_active = False
    with pytest.raises(publishing.NotAllowed, match="staat uit"):
        publishing.approve(submission=world.waiting, by=reviewer, why="ja")
