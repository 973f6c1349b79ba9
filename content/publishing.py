"""The one door through which content and protocol change state.

Submit, comment, send back, approve, sign, publish, withdraw, restore.

Every action is a function that says who does it and why, is atomic, and raises a `Refused` that tells the reader what
to do. The admin, the commands and the tests all come through here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content import notices, proving, timeline
from content.documents import Change, Document, Key, difference, with_changes
from content.faults import Fault, Faulty
from content.history import acting
from content.models import Proof, Publication, Release, Submission, Topic
from content.parts import complete, draft_kinds, draft_of, examine, restore_draft
from content.permits import require, require_reason
from content.proven import NOTHING_ACCEPTED, Acceptance, Weight
from content.refused import BaseMoved, NotAllowed, NothingChanged, NotProved, NotPublishable, Refused
from content.reviewing import comment, locked, refuse_sent_back, send_back
from content.signing import sign
from content.snapshots import consistent_reads
from content.summaries import Summary

__all__ = [
    "After",
    "BaseMoved",
    "Candidate",
    "NotAllowed",
    "NotProved",
    "NotPublishable",
    "NothingChanged",
    "Refused",
    "after_withdrawal",
    "approve",
    "candidate",
    "comment",
    "document_of",
    "events_of",
    "pending_changes",
    "prove",
    "publish",
    "restore",
    "send_back",
    "sign",
    "submit",
    "tip_of",
    "withdraw",
]


def events_of(topic: Topic) -> list[timeline.Event]:
    """The topic's publications, as the timeline reads them."""
    rows = Publication.objects.filter(topic=topic).values_list(
        "pk", "release__number", "event", "recall", "effective_at"
    )
    return [timeline.Event(pk, number, event == "withdrawn", recall, at) for pk, number, event, recall, at in rows]


def tip_of(topic: Topic) -> Release | None:
    """The release that a new submission builds on."""
    tip = timeline.tip(events_of(topic))
    return None if tip is None else topic.releases.select_related("submission").get(number=tip.release)


def document_of(release: Release) -> Document:
    """The release's document, checked against its digest."""
    return Document.read(release.submission.document, release.digest)


def pending_changes(topic: Topic) -> tuple[Change, ...]:
    """What the draft says otherwise than the release that a submission would build on."""
    tip = tip_of(topic)
    return _pending(document_of(tip) if tip else None, draft_of(topic))


def _pending(base: Document | None, draft: Document) -> tuple[Change, ...]:
    """Records that are computed at submission have no draft, and are no change."""
    kinds = draft_kinds()
    records = base.records if base else {}
    return difference(Document(draft.topic, {kind: records[kind] for kind in records if kind in kinds}), draft)


def submit(
    *, topic: Topic, by: User, note: str, changes: Collection[Key] | None = None, demo: bool = False
) -> Submission:
    """Freeze the tip with the chosen changed records put in (None: all of them), and prove what can be proved of it.

    Raises NotAllowed, NothingChanged, or Faulty with every fault of the resulting document. What the proofs find does
    not stop a submission: people can look at it, mend the draft and submit again.
    """
    submission = _freeze(topic, by, note, changes, demo)
    proving.make(submission, _base_document(submission), by)
    notices.submitted(submission)
    return submission


@consistent_reads()
def _freeze(topic: Topic, by: User, note: str, changes: Collection[Key] | None, demo: bool) -> Submission:
    require(by, "submit", "inzenden")
    require_reason(note)
    base, draft = tip_of(topic), draft_of(topic)  # read once: what is compared is what is frozen
    before = document_of(base) if base else None
    pending = {change.key for change in _pending(before, draft)}
    chosen = pending if changes is None else set(changes)
    _refuse_unchanged(chosen, pending)
    document, faults = _built(before, draft, chosen)
    if faults:
        raise Faulty(faults)
    return Submission.objects.create(
        topic=topic,
        base=base,
        document=document.canonical.decode(),
        digest=document.digest,
        changes=sorted(map(list, chosen)),
        note=note,
        demo=demo,
        submitted_by=by,
    )


def _built(before: Document | None, draft: Document, chosen: Collection[Key]) -> tuple[Document, tuple[Fault, ...]]:
    return examine(complete(with_changes(before, draft, chosen), timezone.localdate()))


@dataclass(frozen=True)
class Candidate:
    """What submitting everything that changed would freeze, its faults, and the document that it builds on."""

    document: Document
    faults: tuple[Fault, ...]
    before: Document | None


@consistent_reads()
def candidate(topic: Topic) -> Candidate:
    """By the same code as a submission. Nothing is stored."""
    base, draft = tip_of(topic), draft_of(topic)
    before = document_of(base) if base else None
    document, faults = _built(before, draft, {change.key for change in _pending(before, draft)})
    return Candidate(document, faults, before)


def prove(*, submission: Submission, by: User) -> Proof:
    """Prove a submission again, such as after an update of the software. Raises NotAllowed."""
    if not by.has_perm("content.approve"):
        require(by, "submit", "bewijzen laten maken")
    return proving.make(submission, _base_document(submission), by)


def _refuse_unchanged(chosen: Collection[Key], pending: Collection[Key]) -> None:
    if not chosen:
        raise NothingChanged("Er is niets veranderd sinds de laatste uitgave. Pas eerst een concept aan.")
    if unchanged := sorted(set(chosen) - set(pending)):
        names = ", ".join(f"{kind} {slug}" for kind, slug in unchanged)
        raise NothingChanged(f"Niet veranderd sinds de laatste uitgave: {names}. Laat dit weg uit de inzending.")


def _base_document(submission: Submission) -> Document | None:
    return None if submission.base is None else document_of(submission.base)


@transaction.atomic
def approve(
    *,
    submission: Submission,
    by: User,
    why: str,
    publish_at: datetime | None = None,
    acceptance: Acceptance = NOTHING_ACCEPTED,
) -> Release:
    """Make the submission a release and publish it, now or from a moment. Approving twice gives the same release.

    `acceptance`: what the approver accepts of what the proofs found; it stays with the release.
    Raises NotAllowed (also when `by` submitted it), BaseMoved, NotProved, NotPublishable, Faulty, or Refused when it
    was sent back.
    """
    require(by, "approve", "goedkeuren")
    require_reason(why)
    if by.pk == submission.submitted_by_id:
        raise NotAllowed("Wie inzendt, keurt niet zelf goed. Vraag een ander om dit te bekijken.")
    topic = locked(submission.topic)
    if earlier := Release.objects.filter(submission=submission).first():
        return earlier
    refuse_sent_back(submission)
    _refuse_moved_base(submission, tip_of(topic))
    _refuse_stale_checks(submission)
    proof = proving.required(submission, acceptance)
    release = Release.objects.create(
        topic=topic,
        number=topic.releases.count() + 1,
        submission=submission,
        digest=submission.digest,
        submitted_by=submission.submitted_by,
        approved_by=by,
        why=why,
        proof=proof,
        accepted=sorted(finding.name for finding in proof.proven.of(Weight.ACCEPT)),
        why_over_budget=acceptance.why_over_budget if proof.proven.of(Weight.REASON) else "",
        summary=Summary.of(Document.read(submission.document, submission.digest)).as_json(),
    )
    _publication(release, by, why, publish_at)
    notices.approved(submission, by)
    return release


def _refuse_moved_base(submission: Submission, tip: Release | None) -> None:
    if submission.base_id == (tip.pk if tip else None):
        return
    now = f"uitgave {tip.number}" if tip else "geen enkele uitgave"
    before = f"uitgave {submission.base.number}" if submission.base else "geen enkele uitgave"
    raise BaseMoved(f"Deze inzending bouwt op {before}, maar nu geldt {now}. Zend de wijzigingen opnieuw in.")


def _refuse_stale_checks(submission: Submission) -> None:
    """The checks of today on the frozen document: they may have become stricter since it was submitted."""
    document, faults = examine(Document.read(submission.document, submission.digest))
    if faults:
        raise Faulty(faults)
    if document.digest != submission.digest:
        raise NotPublishable("Dit document is door een andere versie van de software gemaakt. Zend het opnieuw in.")


def _publication(release: Release, by: User, why: str, publish_at: datetime | None) -> Publication:
    now = timezone.now()
    _refuse_moment(release.topic, publish_at or now, now)
    return Publication.objects.create(
        topic=release.topic,
        release=release,
        event=Publication.Event.PUBLISHED,
        effective_at=publish_at or now,
        by=by,
        at=now,
        why=why,
    )


def _refuse_moment(topic: Topic, moment: datetime, now: datetime) -> None:
    if moment < now:
        raise NotPublishable("Dit moment is al voorbij. Kies een later moment, of publiceer nu.")
    planned = timeline.tip(events_of(topic))
    if planned and planned.effective_at > moment:
        when = f"{timezone.localtime(planned.effective_at):%d-%m-%Y %H:%M}"
        raise NotPublishable(
            f"Uitgave {planned.release} staat gepland voor {when} en zou deze daarna vervangen. "
            "Kies een later moment, of trek die uitgave eerst in."
        )


@transaction.atomic
def publish(*, release: Release, by: User, why: str, publish_at: datetime | None = None) -> Publication:
    """Make an approved release live (again), now or from a moment. Raises NotAllowed, NotPublishable or Faulty."""
    require(by, "approve", "publiceren")
    require_reason(why)
    locked(release.topic)
    _refuse_stale_checks(release.submission)
    return _publication(release, by, why, publish_at)


@dataclass(frozen=True)
class After:
    """What is live once a release is withdrawn. None: nothing at all."""

    release: int | None


def after_withdrawal(release: Release) -> After:
    """What withdrawing this release now would leave live."""
    now, events = timezone.now(), events_of(release.topic)
    last = max((event.order for event in events), default=0)
    taken_back = timeline.Event(last + 1, release.number, withdrawn=True, recall=False, effective_at=now)
    return After(timeline.current([*events, taken_back], now))


@transaction.atomic
def withdraw(
    *, release: Release, by: User, why: str, recall: bool = False, in_view: After | None = None
) -> Publication:
    """Take a release back from now on; the one before it becomes live. `recall`: clients must stop showing it.

    `in_view`: what whoever does it was told would then be live. Raises NotAllowed, NotPublishable when it is not
    published, or Refused when something else would become live than was in view.
    """
    require(by, "approve", "intrekken")
    require_reason(why)
    topic = locked(release.topic)
    if not _is_standing(topic, release):
        raise NotPublishable(f"Uitgave {release.number} is niet gepubliceerd, dus ook niet in te trekken.")
    if in_view is not None and in_view != after_withdrawal(release):
        raise Refused("Intussen is er iets anders gepubliceerd of ingetrokken. Kijk wat er nu live zou worden.")
    now = timezone.now()
    return Publication.objects.create(
        topic=topic,
        release=release,
        event=Publication.Event.WITHDRAWN,
        recall=recall,
        effective_at=now,
        by=by,
        at=now,
        why=why,
    )


def _is_standing(topic: Topic, release: Release) -> bool:
    return any(event.release == release.number for event in timeline.standing(events_of(topic)))


@transaction.atomic
def restore(*, release: Release, by: User, why: str) -> None:
    """Put the topic's drafts back to what this release says. Submitting and approving them is the next step."""
    require(by, "submit", "concepten terugzetten")
    require_reason(why)
    with acting(by, why):
        restore_draft(locked(release.topic), document_of(release))
