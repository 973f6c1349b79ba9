"""`manage.py load_library`: drafts for everybody, a demo release at a first run, and never one in production."""

import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from content import publishing
from content.models import Advice, Publication, Release, Submission, Topic
from tests.conftest import TOPICS

pytestmark = pytest.mark.django_db
KNEE = str(TOPICS / "knie")
Publish = Callable[[Topic], Release]


def load(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_library", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def shipped(settings: Settings, tmp_path: Path) -> Path:
    """A library of two small topics, as shipped."""
    for name in ("knie", "heup"):
        shutil.copytree(TOPICS / "knie", tmp_path / name)
    file = tmp_path / "heup" / "knie.yaml"
    file.write_text(file.read_text().replace("topic:\n  knie:", "topic:\n  heup:"))
    settings.LIBRARY_DIR = tmp_path
    return tmp_path


def test_drafts_are_written_and_nothing_is_published() -> None:
    assert load(KNEE) == "knie: 7 drafts written\n"
    assert (Advice.objects.count(), Submission.objects.count(), User.objects.count()) == (1, 0, 0)


def test_a_second_time_writes_nothing() -> None:
    load(KNEE)
    assert load(KNEE) == "knie: 0 drafts written\n"


@pytest.mark.usefixtures("shipped")
def test_without_a_folder_every_shipped_topic_is_loaded() -> None:
    load()
    assert set(Topic.objects.values_list("slug", flat=True)) == {"heup", "knie"}


def test_edited_drafts_are_kept_and_told() -> None:
    load(KNEE)
    Advice.objects.update(title={"nl": "Van ons"})
    assert "1 drafts differ from the library and were kept; --replace overwrites them" in load(KNEE)
    assert Advice.objects.get().title == {"nl": "Van ons"}


def test_edited_drafts_are_overwritten_when_asked() -> None:
    load(KNEE)
    Advice.objects.update(title={"nl": "Van ons"})
    assert load(KNEE, "--replace") == "knie: 1 drafts written\n"
    assert Advice.objects.get().title == {"nl": "Neem rust"}


def test_a_first_run_publishes_release_1_as_a_demonstration() -> None:
    said = load(KNEE, "--first-run")
    release = Release.objects.get()
    assert (release.number, release.submission.demo) == (1, True)
    assert "knie: release 1 published, marked as a demonstration" in said
    assert publishing.tip_of(release.topic) == release


def test_a_first_run_says_that_nobody_reviewed_it() -> None:
    load(KNEE, "--first-run")
    assert "niet beoordeeld door een clinicus" in Release.objects.get().why


def test_a_first_run_takes_two_people() -> None:
    load(KNEE, "--first-run")
    release = Release.objects.get()
    assert (release.submitted_by.username, release.approved_by.username) == ("demo-redacteur", "demo-beoordelaar")


def test_each_of_the_two_may_do_only_their_own_part() -> None:
    load(KNEE, "--first-run")
    editor, reviewer = User.objects.get(username="demo-redacteur"), User.objects.get(username="demo-beoordelaar")
    assert (editor.has_perm("content.submit"), editor.has_perm("content.approve")) == (True, False)
    assert (reviewer.has_perm("content.submit"), reviewer.has_perm("content.approve")) == (False, True)


def test_passwords_are_shown_and_work() -> None:
    shown = dict(re.findall(r"account (\S+), password (\S+) \(shown this once\)", load(KNEE, "--first-run")))
    assert set(shown) == {"demo-redacteur", "demo-beoordelaar"}
    for name, password in shown.items():
        assert len(password) >= 16
        assert check_password(password, User.objects.get(username=name).password)


def test_a_second_run_does_nothing_and_shows_no_password() -> None:
    load(KNEE, "--first-run")
    assert load(KNEE, "--first-run") == "knie: published already\n"
    assert (Release.objects.count(), Publication.objects.count(), User.objects.count()) == (1, 1, 2)


@pytest.mark.usefixtures("shipped")
def test_the_two_people_are_made_once_for_all_topics() -> None:
    said = load("--first-run")
    assert said.count("password") == 2
    assert (User.objects.count(), Release.objects.count()) == (2, 2)


def test_a_first_run_leaves_a_topic_that_was_released_alone(knee: Topic, publish: Publish) -> None:
    publish(knee)
    load(KNEE, "--first-run")
    assert Release.objects.count() == 1
    assert not User.objects.filter(username__startswith="demo").exists()


def test_a_first_run_publishes_nothing_that_people_changed(knee: Topic) -> None:
    Advice.objects.update(title={"nl": "Nog niet af"})
    assert "were kept" in load(KNEE, "--first-run")
    assert not Release.objects.exists()


def test_a_first_run_publishes_drafts_that_were_loaded_before() -> None:
    load(KNEE)
    load(KNEE, "--first-run")
    assert Release.objects.count() == 1


def test_in_production_loading_stops_at_the_drafts(settings: Settings) -> None:
    settings.PRODUCTION = True
    said = load(KNEE, "--first-run")
    assert "two people submit and approve them" in said
    assert "password" not in said
    assert (Advice.objects.count(), Submission.objects.count(), User.objects.count()) == (1, 0, 0)


def test_a_fault_in_the_library_is_told_with_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(TOPICS / "knie", tmp_path / "knie")
    (folder / "more.yaml").write_text("advice:\n  een: {}\n")
    with pytest.raises(CommandError, match=r"knie/more.yaml:2: advice een"):
        load(str(folder), "--first-run")
    assert not Topic.objects.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such folder"):
        load(str(tmp_path / "heup"))


def test_when_publishing_fails_no_draft_is_written_either() -> None:
    """The demo editor is there already, and may do nothing."""
    User.objects.create(username="demo-redacteur")
    with pytest.raises(CommandError, match="mag niet inzenden"):
        load(KNEE, "--first-run")
    assert not Topic.objects.exists()


def test_the_shipped_library_can_be_published() -> None:
    assert load("--first-run").count("release 1 published") == 1
