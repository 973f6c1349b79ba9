"""How often triage ended how, by day: counts for the people who edit it, never a person."""

from django.db import models
from django.db.models import Q


class UseCount(models.Model):
    """How many outcomes of one day had this urgency, this rule, or this answer "weet ik niet".

    No moment, no release, no combination: a row says nothing about anybody. `day` is a Dutch day.
    """

    class Kind(models.TextChoices):
        URGENCY = "urgency", "uitkomst"
        RULE = "rule", "regel die meetelde"
        UNKNOWN = "unknown", "vraag met ‘weet ik niet’"

    topic = models.CharField(max_length=60)
    day = models.DateField()
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=100)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = "telling van gebruik"
        verbose_name_plural = "tellingen van gebruik"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["topic", "day", "kind", "name"], name="use_counted_once"),
            models.CheckConstraint(condition=Q(kind__in=["urgency", "rule", "unknown"]), name="use_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.day} {self.kind} {self.name}"
