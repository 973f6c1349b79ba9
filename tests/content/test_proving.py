"""Nobody approves what was not proved, or what the proofs found and nobody mended, accepted or explained."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from pytest import MonkeyPatch

from content import parts, publishing
from content.documents import Document
from content.models import Advice, Proof, Release, Submission, Topic
from content.proven import NOTHING_ACCEPTED, Acceptance, Finding, Proven, Weight

Proves = Callable[..., None]


def finding(weight: Weight, name: str = "een") -> Finding:
    return Finding(weight, name, "advice", "rest", f"Bevinding {name}.", ("Een patiënt.",))


@pytest.fixture
def proves(monkeypatch: MonkeyPatch) -> Proves:
    """From here on proving finds this, as with a protocol that is not sound."""

    def find(*findings: Finding) -> None:
        monkeypatch.setattr("content.proving.prove", lambda _document, _before: Proven(findings, {"cases": 3}))

    return find


def submitted(topic: Topic, editor: User) -> Submission:
    return publishing.submit(topic=topic, by=editor, note="proef")


def approve(submission: Submission, by: User, acceptance: Acceptance = NOTHING_ACCEPTED) -> Release:
    return publishing.approve(submission=submission, by=by, why="gezien", acceptance=acceptance)


def test_a_submission_is_proved_at_once(knee: Topic, editor: User, proves: Proves) -> None:
    proves(finding(Weight.ACCEPT))
    proof = submitted(knee, editor).proofs.get()
    assert (proof.by, proof.base_digest, proof.version) == (editor, "", parts.proof_version())
    assert proof.proven == Proven((finding(Weight.ACCEPT),), {"cases": 3})


def test_what_blocks_cannot_be_approved_nor_accepted(knee: Topic, editor: User, reviewer: User, proves: Proves) -> None:
    proves(finding(Weight.BLOCKS))
    submission = submitted(knee, editor)
    with pytest.raises(publishing.NotProved, match="Bevinding een"):
        approve(submission, reviewer, Acceptance(frozenset({"een"}), "toch"))


def test_each_finding_is_accepted_by_itself(knee: Topic, editor: User, reviewer: User, proves: Proves) -> None:
    proves(finding(Weight.ACCEPT, "een"), finding(Weight.ACCEPT, "twee"))
    submission = submitted(knee, editor)
    with pytest.raises(publishing.NotProved, match=r"punt voor punt: Bevinding twee\.$"):
        approve(submission, reviewer, Acceptance(frozenset({"een"})))
    release = approve(submission, reviewer, Acceptance(frozenset({"een", "twee", "drie"})))
    assert release.accepted == ["een", "twee"]


def test_going_over_the_budget_takes_a_reason(knee: Topic, editor: User, reviewer: User, proves: Proves) -> None:
    proves(finding(Weight.REASON))
    submission = submitted(knee, editor)
    with pytest.raises(publishing.NotProved, match="Schrijf op waarom"):
        approve(submission, reviewer, Acceptance(why_over_budget="  "))
    assert approve(submission, reviewer, Acceptance(why_over_budget="winter")).why_over_budget == "winter"


def test_without_a_proof_nobody_approves(knee: Topic, editor: User, reviewer: User, monkeypatch: MonkeyPatch) -> None:
    submission = submitted(knee, editor)
    monkeypatch.setattr("content.proving.proof_version", lambda: "newer")
    with pytest.raises(publishing.NotProved, match="nog niets bewezen"):
        approve(submission, reviewer)
    publishing.prove(submission=submission, by=reviewer)
    assert approve(submission, reviewer).proof == submission.proofs.first()


def test_a_proof_of_another_document_does_not_count(knee: Topic, editor: User, reviewer: User) -> None:
    submission = submitted(knee, editor)
    forged = Proof.objects.create(
        submission=submission, digest="sha256:" + "0" * 64, version=parts.proof_version(), findings=[], figures={},
        by=editor,
    )  # fmt: skip
    assert approve(submission, reviewer).proof != forged


def test_the_database_refuses_a_release_that_was_not_proved(knee: Topic, editor: User, reviewer: User) -> None:
    submission = submitted(knee, editor)
    with pytest.raises(DatabaseError, match="proof of its own document"), transaction.atomic():
        Release.objects.create(
            topic=knee, number=1, submission=submission, digest=submission.digest,
            submitted_by=editor, approved_by=reviewer, why="onbewezen",
        )  # fmt: skip


def test_the_database_refuses_a_release_whose_proof_blocks(
    knee: Topic, editor: User, reviewer: User, proves: Proves
) -> None:
    proves(finding(Weight.BLOCKS))
    submission = submitted(knee, editor)
    with pytest.raises(DatabaseError, match="nothing blocks it"), transaction.atomic():
        Release.objects.create(
            topic=knee, number=1, submission=submission, digest=submission.digest, proof=submission.proofs.get(),
            submitted_by=editor, approved_by=reviewer, why="toch",
        )  # fmt: skip


def test_a_proof_cannot_be_changed(knee: Topic, editor: User) -> None:
    submission = submitted(knee, editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        submission.proofs.update(findings=[])


def test_who_may_neither_submit_nor_approve_may_not_prove(knee: Topic, editor: User) -> None:
    submission = submitted(knee, editor)
    with pytest.raises(publishing.NotAllowed):
        publishing.prove(submission=submission, by=User.objects.create(username="gast"))


def test_it_is_compared_with_the_release_that_it_builds_on(
    knee: Topic, editor: User, publish: Callable[[Topic], Release], monkeypatch: MonkeyPatch
) -> None:
    release = publish(knee)
    seen: list[Document | None] = []

    def prove(_document: Document, before: Document | None) -> Proven:
        seen.append(before)
        return Proven()

    monkeypatch.setattr("content.proving.prove", prove)
    Advice.objects.filter(topic=knee).update(order=99)
    submission = submitted(knee, editor)
    assert seen == [publishing.document_of(release)]
    assert submission.proofs.get().base_digest == release.digest
