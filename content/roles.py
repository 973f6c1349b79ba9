"""Who may do what: people through groups, and the web role in the database. Set after every migration, in one place.

The web role reads and adds everywhere, and changes only what is not a record: what was submitted, approved and
published, and every history row, stays as it was written.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connections, models, transaction
from psycopg import sql

EDITOR = ("submit", "comment")
REVIEWER = ("comment", "approve")
GROUPS = {"editor": EDITOR, "reviewer": REVIEWER}


def set_roles(using: str, **_: Any) -> None:
    """After `migrate`: the groups with their permissions, and the privileges of the web role."""
    for name, wanted in GROUPS.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            Permission.objects.using(using).filter(content_type__app_label="content", codename__in=wanted)
        )
    _grant(using)


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
