"""Who may do what: people through groups, and the web role in the database. Set after every migration, in one place.

The web role reads and adds everywhere, and changes only what is not a record: what was submitted, approved and
published, and every history row, stays as it was written.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connections, models, transaction
from django.db.models import Q
from psycopg import sql

from content.drafts import Recorded

DRAFTS = ("add", "change", "delete", "view")
RECORDS = ("submission", "release", "publication", "comment", "sendback", "clinicalreview")


@dataclass(frozen=True)
class Role:
    """What a group may do: named actions of the publishing door, to drafts, and whether it may look at the record."""

    actions: tuple[str, ...]
    drafts: tuple[str, ...]
    records: bool = True


GROUPS = {
    "editor": Role(("submit", "comment"), DRAFTS),
    "reviewer": Role(("comment", "approve", "sign"), ("view",)),
    "partner-manager": Role((), ()),
    "auditor": Role(("export_history",), ("view",)),
}


def set_roles(using: str, **_: Any) -> None:
    """After `migrate`: the groups with their permissions, and the privileges of the web role."""
    for name, role in GROUPS.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(_permissions(role, using))
    _grant(using)


def _permissions(role: Role, using: str) -> "models.QuerySet[Permission]":
    """Also of a part that content does not know: its draft models are those that keep a record."""
    wanted = Q(content_type__app_label="content", codename__in=role.actions)
    if role.records:
        wanted |= Q(content_type__app_label="content", codename__in=[f"view_{name}" for name in RECORDS])
    for model in apps.get_models():
        if issubclass(model, Recorded):
            label, name = model._meta.app_label, model._meta.model_name
            wanted |= Q(content_type__app_label=label, codename__in=[f"{may}_{name}" for may in role.drafts])
    return Permission.objects.using(using).filter(wanted)


def append_only(model: type[models.Model]) -> bool:
    """Whether rows of this model are only ever added: records, and the history of drafts."""
    triggers = getattr(model._meta, "triggers", [])
    return any(trigger.name == "append_only" for trigger in triggers)


def _grant(using: str) -> None:
    owner, web = settings.DATABASES["owner"]["USER"], settings.WEB_ROLE
    if owner == web:
        return
    # At once: between granting and revoking nobody may see the web role with the right to change a record.
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        role = sql.Identifier(web)
        everything = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}"
        cursor.execute(sql.SQL(everything).format(role))
        cursor.execute(sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
        for model in filter(append_only, apps.get_models()):
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(table, role))
