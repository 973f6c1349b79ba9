"""What is kept of an assessment, for who asked for it: nothing that names anybody, and not for long."""

import pgtrigger
from django.db import models
from django.db.models import Q

KEPT = (
    "id",
    "fingerprint",
    "topic",
    "release_number",
    "release_digest",
    "at",
    "language",
    "answers",
    "consent_version",
    "consent_given_at",
    "stored_at",
)
"""Everything that goes when it is erased: what is left says only that this key was used."""
WHOLE = Q(**{f"{name}__isnull": False for name in KEPT})
ERASED = Q(**{f"{name}__isnull": True for name in (*KEPT, "worse")})


class StoredAssessment(models.Model):
    """One assessment and the consent to keep it; or, once erased, the hashed key alone.

    No history, no link to an account or to another assessment, and no outcome: that is made again from the release.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    id = models.UUIDField(unique=True, null=True)
    # A keyed hash of what was sent: there are few enough sheets of answers to try them all against a plain one.
    fingerprint = models.CharField(max_length=64, null=True)
    topic = models.CharField(max_length=60, null=True)
    release_number = models.PositiveIntegerField(null=True)
    release_digest = models.CharField(max_length=71, null=True)
    at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, null=True)
    answers = models.JSONField(null=True)
    # Whether it was worse than an earlier one; None: not compared.
    worse = models.BooleanField(null=True)
    consent_version = models.CharField(max_length=40, null=True)
    consent_given_at = models.DateTimeField(null=True)
    stored_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "bewaarde beoordeling"
        verbose_name_plural = "bewaarde beoordelingen"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=WHOLE | ERASED, name="stored_whole_or_erased")]
        triggers = [
            pgtrigger.Protect(
                name="only_erased",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.id IS NOT NULL OR NEW.key_hash <> OLD.key_hash"),
            )
        ]

    def __str__(self) -> str:
        return "bewaarde beoordeling"
