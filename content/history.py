"""History of draft rows: every insert, update and delete, also in bulk and by plain SQL, kept by triggers.

Who and why stand in each history row (`pgh_context`), put there by `acting`. History rows cannot be changed.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models

Model = TypeVar("Model", bound=type[models.Model])
_REMEMBERED = ["pghistory.context_id", "pghistory.context_metadata"]

# Rows that are only ever added. The web role lacks the privilege as well; this also stops the owner's mistakes.
APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'Cannot truncate %: its rows are a record', TG_TABLE_NAME;",
    ),
]


def dated_now(*columns: str) -> pgtrigger.Trigger:
    """These moments are of when the row was really added: nobody writes the past, not even with SQL."""
    between = "NOT BETWEEN now() - interval '5 minutes' AND now() + interval '5 minutes'"
    wrong = " OR ".join(f"NEW.{column} {between}" for column in columns)
    raising = "RAISE EXCEPTION 'A row of % is dated when it is added', TG_TABLE_NAME"
    return pgtrigger.Trigger(
        name="dated_now",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"IF {wrong} THEN {raising}; END IF; RETURN NEW;",
    )


def tracked(model: Model) -> Model:
    """Class decorator: keep the history of this model's rows."""
    track: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        append_only=False,
        meta={"triggers": APPEND_ONLY},
    )
    return track(model)


@contextlib.contextmanager
def acting(user: AbstractBaseUser | None, why: str = "") -> Iterator[None]:
    """Everything changed inside is done by `user` (None: the system itself), for the reason `why`."""
    with pghistory.context(user=user.pk if user else None, username=user.get_username() if user else "", why=why):
        yield
    _act_no_longer()


def _act_no_longer() -> None:
    """PostgreSQL remembers who acts until the transaction ends; what comes later in it is not theirs."""
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(name, '', true) FROM unnest(%s::text[]) AS name", [_REMEMBERED])
