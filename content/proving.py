"""The proof of a submission: made on its frozen document, kept, and asked for by whoever approves."""

from collections.abc import Collection

from django.contrib.auth.models import User

from content.documents import Document
from content.models import Proof, Submission
from content.parts import proof_version, prove
from content.proven import Acceptance, Finding, Weight
from content.refused import NotProved


def make(submission: Submission, base: Document | None, by: User) -> Proof:
    """Prove this submission's document, compared with the one that it builds on, and keep what was found."""
    proven = prove(Document.read(submission.document, submission.digest), base)
    return Proof.objects.create(
        submission=submission,
        digest=submission.digest,
        base_digest=_base_digest(submission),
        version=proof_version(),
        findings=[finding.as_json() for finding in proven.findings],
        figures=proven.figures,
        by=by,
    )


def latest(submission: Submission) -> Proof | None:
    """The proof that counts: of this document, against this base, made with this version of the software."""
    found = submission.proofs.filter(
        digest=submission.digest, base_digest=_base_digest(submission), version=proof_version()
    )
    return found.order_by("-pk").first()


def _base_digest(submission: Submission) -> str:
    return "" if submission.base is None else submission.base.digest


def required(submission: Submission, acceptance: Acceptance) -> Proof:
    """The proof on which this may be approved. Raises NotProved, with what is left to do."""
    proof = latest(submission)
    if proof is None:
        raise NotProved("Van deze inzending is nog niets bewezen. Laat eerst de bewijzen maken.")
    if blocking := proof.proven.of(Weight.BLOCKS):
        raise NotProved(_told("Dit kan niemand goedkeuren. Verbeter het concept en zend het opnieuw in", blocking))
    if left := [finding for finding in proof.proven.of(Weight.ACCEPT) if finding.name not in acceptance.names]:
        raise NotProved(_told("Bekijk dit en accepteer het, punt voor punt", left))
    if (over := proof.proven.of(Weight.REASON)) and not acceptance.why_over_budget.strip():
        raise NotProved(_told("Schrijf op waarom dit toch goed is", over))
    return proof


def _told(lead: str, findings: Collection[Finding]) -> str:
    return f"{lead}: " + " ".join(finding.title for finding in findings)
