"""What was submitted, approved and published. Rows are added, never changed: triggers and privileges refuse it."""

from typing import Final

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from content.drafts import word_field
from content.history import APPEND_ONLY, dated_now
from content.models.draft import Topic
from content.proven import Finding, Proven
from content.vocabulary import PROFESSIONS

NEXT_NUMBER = pgtrigger.Trigger(
    name="next_number",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM content_release WHERE topic_id = NEW.topic_id) THEN
            RAISE EXCEPTION 'A release has the next number of its topic';
        END IF;
        RETURN NEW;
    """,
)


PROVED = pgtrigger.Trigger(
    name="proved",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT 1 FROM content_proof proof
                       WHERE proof.id = NEW.proof_id AND proof.submission_id = NEW.submission_id
                         AND proof.digest = NEW.digest AND NOT proof.findings @> '[{"weight": "blocks"}]') THEN
            RAISE EXCEPTION 'A release has a proof of its own document, in which nothing blocks it';
        END IF;
        RETURN NEW;
    """,
)


# Whoever locks the topic decides; these stop who does not come through the door.
NOT_APPROVED = pgtrigger.Trigger(
    name="not_approved",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (SELECT 1 FROM content_release WHERE submission_id = NEW.submission_id) THEN
            RAISE EXCEPTION 'An approved submission is not sent back';
        END IF;
        RETURN NEW;
    """,
)
NOT_SENT_BACK = pgtrigger.Trigger(
    name="not_sent_back",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (SELECT 1 FROM content_sendback WHERE submission_id = NEW.submission_id) THEN
            RAISE EXCEPTION 'A submission that was sent back is not approved';
        END IF;
        RETURN NEW;
    """,
)


SIGNABLE = pgtrigger.Trigger(
    name="signable",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT 1 FROM content_release release JOIN content_submission s ON s.id = release.submission_id
                       WHERE release.id = NEW.release_id AND release.digest = NEW.digest AND NOT s.demo
                         AND release.submitted_by_id <> NEW.by_id) THEN
            RAISE EXCEPTION 'Signed is the digest of a release that is no demonstration, by who did not submit it';
        END IF;
        RETURN NEW;
    """,
)


# What every process that serves listens to; said when the row can be seen, and not before.
CHANNEL: Final = "content_published"
ANNOUNCED = pgtrigger.Trigger(
    name="announced",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    func=f"NOTIFY {CHANNEL}; RETURN NULL;",
)


class Submission(models.Model):
    """The current release with chosen changes put in, frozen: what is checked and approved is this document."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="submissions")
    base = models.ForeignKey("content.Release", on_delete=models.PROTECT, null=True, related_name="+")
    # Canonical JSON (RFC 8785) as text: jsonb would not keep the bytes that the digest is of.
    document = models.TextField()
    digest = models.CharField(max_length=71)
    changes = models.JSONField(help_text="The chosen records: [[kind, slug], ...]")
    note = models.TextField()
    demo = models.BooleanField(default=False, help_text="Published by a first run, not by clinicians.")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ("-pk",)
        permissions = [("submit", "Mag wijzigingen inzenden"), ("comment", "Mag op inzendingen reageren")]
        triggers = [*APPEND_ONLY, dated_now("submitted_at")]

    def __str__(self) -> str:
        return f"inzending {self.pk} over {self.topic}"


class Proof(models.Model):
    """What was found when a submission's document was proved, compared with the release that it builds on."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="proofs")
    digest = models.CharField(max_length=71, help_text="Of the document that was proved.")
    base_digest = models.CharField(max_length=71, blank=True, help_text="Of the release it was compared with.")
    version = models.CharField(max_length=200, help_text="What it was proved with.")
    findings = models.JSONField()
    figures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bewijs"
        verbose_name_plural = "bewijzen"
        ordering = ("-pk",)
        triggers = [*APPEND_ONLY, dated_now("at")]

    def __str__(self) -> str:
        return f"bewijs {self.pk} van inzending {self.submission_id}"

    @property
    def proven(self) -> Proven:
        return Proven(tuple(map(Finding.from_json, self.findings)), self.figures)


class Comment(models.Model):
    """What somebody said about a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ("pk",)
        triggers = [*APPEND_ONLY, dated_now("at")]

    def __str__(self) -> str:
        return f"reactie {self.pk} op inzending {self.submission_id}"


class SendBack(models.Model):
    """A submission that was not approved, and why. It waits no longer; mended, it is submitted anew."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="send_back")
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "terugzending"
        verbose_name_plural = "terugzendingen"
        ordering = ("pk",)
        triggers = [*APPEND_ONLY, dated_now("at"), NOT_APPROVED]

    def __str__(self) -> str:
        return f"terugzending van inzending {self.submission_id}"


class Release(models.Model):
    """An approved submission, numbered per topic. A foreign key holds submitter and digest to the submission."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="release")
    digest = models.CharField(max_length=71)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    why = models.TextField()
    # None: approved before there were proofs. A trigger refuses that today.
    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, null=True, related_name="+")
    accepted = models.JSONField(default=list, help_text="The names of the findings that the approver accepted.")
    why_over_budget = models.TextField(blank=True, help_text="Why it may send more people to a doctor than the budget.")
    # What the list of topics says of it, so that listing many reads no documents. None: approved before there was this.
    summary = models.JSONField(null=True)

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        ordering = ("-number",)
        permissions = [("approve", "Mag goedkeuren, publiceren en intrekken")]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="release_number"),
            models.CheckConstraint(condition=~Q(approved_by=F("submitted_by")), name="release_two_people"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_from_one"),
        ]
        triggers = [*APPEND_ONLY, dated_now("approved_at"), NEXT_NUMBER, PROVED, NOT_SENT_BACK]

    def __str__(self) -> str:
        return f"uitgave {self.number} van {self.topic}"


class Publication(models.Model):
    """An event: this release is live from `effective_at`, or withdrawn. What is current is computed from these."""

    class Event(models.TextChoices):
        PUBLISHED = "published", "gepubliceerd"
        WITHDRAWN = "withdrawn", "ingetrokken"

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="publications")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="publications")
    event = models.CharField(max_length=9, choices=Event)
    recall = models.BooleanField(default=False, help_text="Clients must stop showing this release at once.")
    effective_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(event__in=["published", "withdrawn"]), name="publication_event"),
            models.CheckConstraint(condition=Q(recall=False) | Q(event="withdrawn"), name="publication_recall"),
            models.CheckConstraint(condition=Q(effective_at__gte=F("at")), name="publication_not_backdated"),
        ]
        triggers = [*APPEND_ONLY, dated_now("at"), ANNOUNCED]

    def __str__(self) -> str:
        return f"{self.release} {self.get_event_display()}"


class ClinicalReview(models.Model):
    """A clinician's signature under one release: what that person states of these bytes, unchecked."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=71, help_text="Of the document that was signed.")
    name = models.CharField(max_length=200)
    profession = word_field(PROFESSIONS, "beroep")
    registration = models.CharField(max_length=11, help_text="The BIG number: eleven digits.")
    statement = models.TextField(help_text="What was signed, word for word.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "klinische beoordeling"
        verbose_name_plural = "klinische beoordelingen"
        ordering = ("pk",)
        permissions = [("sign", "Mag een uitgave tekenen als geregistreerde zorgverlener")]
        constraints = [
            models.UniqueConstraint(fields=["release", "registration"], name="review_once_per_registration"),
            models.UniqueConstraint(fields=["release", "by"], name="review_once_per_person"),
            models.CheckConstraint(condition=Q(registration__regex=r"^[0-9]{11}$"), name="review_registration"),
        ]
        triggers = [*APPEND_ONLY, dated_now("at"), SIGNABLE, ANNOUNCED]

    def __str__(self) -> str:
        return f"beoordeling van {self.release} door {self.name}"
