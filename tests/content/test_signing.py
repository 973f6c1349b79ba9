"""A clinician's signature: of one person, under one release, kept, and shown by the API for what it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client

from content import publishing, releases
from content.models import Advice, ClinicalReview, Release, Topic
from tests.conftest import person

Publish = Callable[[Topic], Release]
MINE: dict[str, Any] = {"name": "Ruud  de Vries", "profession": "doctor", "registration": "12345678901"}


@pytest.fixture
def release(knee: Topic, publish: Publish) -> Release:
    return publish(knee)


@pytest.fixture
def signed(release: Release, reviewer: User) -> ClinicalReview:
    review = publishing.sign(release=release, by=reviewer, **MINE)
    releases.forget()
    return review


def test_it_is_of_these_very_bytes(signed: ClinicalReview, release: Release) -> None:
    assert (signed.digest, signed.name) == (release.digest, "Ruud de Vries")
    assert "zelf beoordeeld" in signed.statement


def test_the_api_says_signed_and_by_whom(signed: ClinicalReview, client: Client) -> None:
    topic = client.get("/v1/topics/knie").json()
    assert topic["clinicalReview"] == "signed"
    (listed,) = client.get("/v1/topics/knie/releases").json()["releases"]
    assert listed["reviews"] == [
        {
            "name": "Ruud de Vries",
            "profession": "doctor",
            "registrationNumber": "12345678901",
            "signedAt": f"{signed.at:%Y-%m-%dT%H:%M:%SZ}",
        }
    ]


def test_what_was_read_before_is_another_representation(
    release: Release, reviewer: User, client: Client, settings: Any
) -> None:
    """Without forgetting anything: as a worker sees it that answered already."""
    settings.RELEASE_REFRESH_SECONDS = 0
    before = client.get("/v1/topics/knie")
    publishing.sign(release=release, by=reviewer, **MINE)
    after = client.get("/v1/topics/knie")
    assert (before.json()["clinicalReview"], after.json()["clinicalReview"]) == ("none", "signed")
    assert before["ETag"] != after["ETag"]


def test_the_next_release_is_not_signed(signed: ClinicalReview, knee: Topic, publish: Publish, client: Client) -> None:
    Advice.objects.update(title={"nl": "Rust even uit"})
    publish(knee)
    assert client.get("/v1/topics/knie").json()["clinicalReview"] == "none"
    assert client.get("/v1/topics/knie?release=1").json()["clinicalReview"] == "signed"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"registration": "1234567890"}, "elf cijfers"),
        ({"registration": "1234567890a"}, "elf cijfers"),
        ({"registration": "١٢٣٤٥٦٧٨٩٠١"}, "elf cijfers"),
        ({"name": "Ruud"}, "achternaam"),
        ({"profession": "wizard"}, "beroep"),
    ],
)
def test_what_is_no_registration_is_refused(
    release: Release, reviewer: User, said: dict[str, str], message: str
) -> None:
    with pytest.raises(publishing.Refused, match=message):
        publishing.sign(release=release, by=reviewer, **MINE | said)


@pytest.mark.parametrize("groups", [("editor",), ("auditor",), ()])
def test_only_a_reviewer_signs(release: Release, groups: tuple[str, ...]) -> None:
    with pytest.raises(publishing.NotAllowed, match=r"mag niet tekenen\. Dat mag een beoordelaar"):
        publishing.sign(release=release, by=person("ander", *groups), **MINE)


def test_who_submitted_does_not_sign(release: Release, editor: User) -> None:
    editor.groups.add(*person("ander", "reviewer").groups.all())
    with pytest.raises(publishing.NotAllowed, match="tekent niet zelf"):
        publishing.sign(release=release, by=User.objects.get(pk=editor.pk), **MINE)


def test_a_demonstration_is_not_signed(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste", demo=True)
    release = publishing.approve(submission=submission, by=reviewer, why="goed")
    with pytest.raises(publishing.Refused, match="demonstratie"):
        publishing.sign(release=release, by=reviewer, **MINE)
    with pytest.raises(DatabaseError, match="no demonstration"), transaction.atomic():
        ClinicalReview.objects.create(release=release, digest=release.digest, statement="x", by=reviewer, **MINE)


def test_another_digest_is_refused_by_the_database(release: Release, reviewer: User) -> None:
    with pytest.raises(DatabaseError, match="Signed is the digest"), transaction.atomic():
        ClinicalReview.objects.create(release=release, digest="sha256:0", statement="x", by=reviewer, **MINE)


def test_a_withdrawn_release_is_not_signed(release: Release, reviewer: User) -> None:
    publishing.withdraw(release=release, by=reviewer, why="fout")
    with pytest.raises(publishing.Refused, match="ingetrokken"):
        publishing.sign(release=release, by=reviewer, **MINE)


def test_nobody_signs_twice(signed: ClinicalReview, release: Release, reviewer: User) -> None:
    with pytest.raises(publishing.Refused, match="al getekend"):
        publishing.sign(release=release, by=reviewer, **MINE | {"registration": "10987654321"})


def test_a_second_clinician_signs_too(signed: ClinicalReview, release: Release, client: Client) -> None:
    other = {"name": "Rosa Bakker", "profession": "physiotherapist", "registration": "10987654321"}
    publishing.sign(release=release, by=person("rosa", "reviewer"), **other)
    releases.forget()
    (listed,) = client.get("/v1/topics/knie/releases").json()["releases"]
    assert [review["name"] for review in listed["reviews"]] == ["Ruud de Vries", "Rosa Bakker"]
