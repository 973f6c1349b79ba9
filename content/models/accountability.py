"""What NEN 7513 asks besides what was done: in which role, what was refused, and what was taken along."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from content.history import APPEND_ONLY, dated_now
from content.models.draft import Topic


class RolesHeld(models.Model):
    """The roles that somebody has from this moment on. The database writes it, whichever way they were given."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    roles = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        triggers = [*APPEND_ONLY, dated_now("at")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.roles or 'geen rol'}"


_WRITE_ROLES = """
    INSERT INTO content_rolesheld (user_id, roles, at)
    SELECT u.id, concat_ws(' ', CASE WHEN u.is_superuser THEN 'administrator' END,
                           (SELECT string_agg(g.name, ' ' ORDER BY g.name) FROM auth_user_groups m
                            JOIN auth_group g ON g.id = m.group_id WHERE m.user_id = u.id)), now()
    FROM auth_user u WHERE u.id = {user};
    RETURN NULL;
"""


def _writes_roles(operation: Any, user: str) -> pgtrigger.Trigger:
    """`user`: whose row or membership it was."""
    return pgtrigger.Trigger(
        name="writes_roles",
        when=pgtrigger.After,
        operation=operation,
        func=_WRITE_ROLES.format(user=user),
    )


_BECAME = pgtrigger.UpdateOf("is_superuser")  # type: ignore[no-untyped-call]


class Account(User):
    """Of accounts: whether somebody is an administrator."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [_writes_roles(pgtrigger.Insert | _BECAME, "NEW.id")]


class Membership(User.groups.through):  # type: ignore[misc, name-defined]
    """Of accounts: their groups."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [_writes_roles(pgtrigger.Insert | pgtrigger.Delete, "COALESCE(NEW.user_id, OLD.user_id)")]


class Export(models.Model):
    """Somebody took the history of a topic along. `chosen`: what of it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    chosen = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        triggers = [*APPEND_ONLY, dated_now("at")]

    def __str__(self) -> str:
        return f"uitvoer {self.pk} over {self.topic}"


class Refusal(models.Model):
    """Somebody was refused something. Never what they typed: what it was about, and which kind of refusal.

    `topic`: None where it was about no topic, such as the list of accounts.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.TextField(help_text="Record or address.")
    why = models.TextField(help_text="The kind of refusal, in fixed words.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        triggers = [*APPEND_ONLY, dated_now("at")]

    def __str__(self) -> str:
        return f"weigering {self.pk}"
