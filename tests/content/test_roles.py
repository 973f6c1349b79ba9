"""Who may do what: the web role in the database, the owner's mistakes, and people by their groups."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import DatabaseError, connections, models
from pghistory.models import Event

from content import publishing
from content.accountability import NOT_ALLOWED, keep_export, keep_refusal
from content.drafts import Recorded
from content.models import (
    Advice,
    ClinicalReview,
    Comment,
    Export,
    Publication,
    Refusal,
    Release,
    RolesHeld,
    SendBack,
    Submission,
    Topic,
)
from content.roles import GROUPS, append_only, set_roles
from tests.conftest import person
from tests.plugin import OwnDatabase

Publish = Callable[[Topic], Release]
DRAFT_MODELS = [model for model in apps.get_models() if issubclass(model, Recorded)]
RECORD_NAMES = ("submission", "release", "publication", "comment", "sendback", "clinicalreview")
RECORDS: list[type[models.Model]] = [Submission, Release, Publication, Comment, SendBack, ClinicalReview]
KEPT_ASIDE: list[type[models.Model]] = [RolesHeld, Export, Refusal]  # nobody has a page of these
HISTORIES: list[type[models.Model]] = [model for model in apps.get_models() if issubclass(model, Event)]
every_record = pytest.mark.parametrize("model", [*RECORDS, *KEPT_ASIDE, *HISTORIES], ids=lambda model: model.__name__)
STATEMENTS = ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
every_statement = pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.split()[0])


def run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


def filled_in(statement: str, model: type[models.Model]) -> str:
    column = model._meta.pk.column if model._meta.pk else ""
    return statement.format(model._meta.db_table, column, column)


def privileges(table: str) -> set[str]:
    asked = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(%s::text[]) AS p WHERE has_table_privilege(current_user, %s, p)", [list(asked), table]
        )
        return {row[0] for row in cursor.fetchall()}


def test_there_is_a_history_of_every_draft_model() -> None:
    """A new draft model without `tracked` would have none, and the tests below would pass it by."""
    from content.drafts import Recorded

    tracked = {event.pgh_tracked_model for event in HISTORIES}  # type: ignore[attr-defined]
    assert tracked == {model for model in apps.get_models() if issubclass(model, Recorded)}


@every_record
@every_statement
def test_the_web_role_may_not_change_a_record(model: type[models.Model], statement: str, db: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        run("default", filled_in(statement, model))


@every_record
def test_the_web_role_may_read_and_add_records(model: type[models.Model], db: None) -> None:
    assert privileges(model._meta.db_table) == {"SELECT", "INSERT"}


def test_the_web_role_may_change_drafts_and_never_empties_a_table(db: None) -> None:
    assert privileges(Advice._meta.db_table) == {"SELECT", "INSERT", "UPDATE", "DELETE"}


def test_the_web_role_reaches_every_table(db: None) -> None:
    """The last app to be migrated too."""
    tables = connections["default"].introspection.table_names()
    assert "triage_rule" in tables
    assert all({"SELECT", "INSERT"} <= privileges(table) for table in tables)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "DROP TABLE content_release",
        "ALTER TABLE content_release DISABLE TRIGGER ALL",
        "ALTER TABLE content_submission DROP CONSTRAINT submission_digest",
        "CREATE ROLE mine",
        "SET ROLE rugpijn_owner",
    ],
)
def test_the_web_role_may_not_change_the_house(statement: str, db: None) -> None:
    with pytest.raises(DatabaseError):
        run("default", statement)


def test_the_web_role_may_not_switch_triggers_off(db: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        run("default", "SET session_replication_role = replica")


@pytest.fixture
def published(own_database: OwnDatabase) -> Topic:
    """In a database of its own, so that the owner sees it: a row in every record, and history."""
    from content import loading
    from tests.conftest import TOPICS

    topic = loading.load(TOPICS / "knie").topic
    submission = publishing.submit(topic=topic, by=person("eva", "editor"), note="eerste")
    reviewer = person("ruud", "reviewer")
    publishing.comment(submission=submission, by=reviewer, text="Mooi.")
    other = publishing.submit(topic=topic, by=submission.submitted_by, note="nog een")
    publishing.send_back(submission=other, by=reviewer, why="dubbel")
    release = publishing.approve(submission=submission, by=reviewer, why="goed")
    publishing.sign(release=release, by=reviewer, name="R. Ruud", profession="doctor", registration="12345678901")
    keep_export(by=reviewer, topic=topic, chosen="alles")
    keep_refusal(by=reviewer, topic=topic, about="goedkeuren, inzending 1", why=NOT_ALLOWED)
    return topic


@pytest.mark.parametrize("statement", STATEMENTS[:2], ids=lambda statement: statement.split()[0])
def test_triggers_stop_the_owner_from_changing_rows(published: Topic, statement: str) -> None:
    """All tables in one database, as each database takes a moment."""
    for model in (*RECORDS, *KEPT_ASIDE, Advice.pgh_event_model, Topic.pgh_event_model):  # type: ignore[attr-defined]
        assert model.objects.exists(), model
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
            run("owner", filled_in(statement, model))


def test_triggers_stop_the_owner_from_emptying_any_table(published: Topic) -> None:
    for model in (*RECORDS, *KEPT_ASIDE, *HISTORIES):
        with pytest.raises(DatabaseError, match="its rows are a record"):
            run("owner", filled_in(STATEMENTS[2], model))


def test_every_record_and_history_has_triggers_against_changing_rows() -> None:
    assert all(append_only(model) for model in (*RECORDS, *KEPT_ASIDE, *HISTORIES))


def test_drafts_are_no_record() -> None:
    assert not append_only(Advice)


def test_setting_the_roles_twice_changes_nothing(published: Topic) -> None:
    set_roles(using="owner")
    assert privileges("content_release") == {"SELECT", "INSERT"}
    assert Group.objects.get(name="auditor").permissions.count() == len(DRAFT_MODELS) + len(RECORDS) + len(
        GROUPS["auditor"].actions
    )


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("editor", {"content.submit", "content.comment"}),
        ("reviewer", {"content.comment", "content.approve", "content.sign"}),
        ("partner-manager", set()),
        ("auditor", {"content.export_history"}),
    ],
)
def test_a_group_has_its_actions(db: None, group: str, expected: set[str]) -> None:
    mine = person("iemand", group).get_all_permissions()
    actions = ("submit", "comment", "approve", "sign", "export_history")
    assert mine & {f"content.{action}" for action in actions} == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("editor", {"add", "change", "delete", "view"}),
        ("reviewer", {"view"}),
        ("partner-manager", set()),
        ("auditor", {"view"}),
    ],
)
def test_a_group_may_do_the_same_to_every_draft(db: None, group: str, expected: set[str]) -> None:
    """Triage's too: content does not know its models by name."""
    mine = person("iemand", group).get_all_permissions()
    for model in DRAFT_MODELS:
        label, name = model._meta.app_label, model._meta.model_name
        assert {may for may in ("add", "change", "delete", "view") if f"{label}.{may}_{name}" in mine} == expected


@pytest.mark.parametrize("group", ["editor", "reviewer", "partner-manager", "auditor"])
def test_nobody_may_change_or_delete_the_record(db: None, group: str) -> None:
    mine = person("iemand", group).get_all_permissions()
    changing = {f"content.{may}_{name}" for may in ("add", "change", "delete") for name in RECORD_NAMES}
    assert not mine & changing
    assert {f"content.view_{name}" for name in RECORD_NAMES} <= mine


def test_nobody_has_every_permission_through_one_group(db: None) -> None:
    for group in Group.objects.all():
        assert not {"submit", "approve"} <= set(group.permissions.values_list("codename", flat=True))
