"""The commands for operators: each does one action of the publishing door, in somebody's name."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from content import publishing
from content.models import Advice, Publication, Release, Submission, Topic

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def submitted(knee: Topic, editor: User) -> str:
    """The number of a submission."""
    run("submit", "knie", "--note", "eerste", "--as", "eva")
    return str(Submission.objects.get().pk)


@pytest.fixture
def released(submitted: str, reviewer: User) -> Release:
    run("approve", submitted, "--why", "gelezen", "--as", "ruud")
    return Release.objects.get()


def test_nothing_waits() -> None:
    assert run("submissions") == "nothing waits for approval"


def test_what_waits_is_told(submitted: str) -> None:
    told = run("submissions")
    assert told.startswith(f"{submitted}: knie, ")
    assert "as the first release, by eva" in told
    assert told.endswith(": eerste")


def test_what_is_approved_waits_no_more(released: Release) -> None:
    assert run("submissions") == "nothing waits for approval"


def test_what_is_sent_back_waits_no_more(submitted: str, reviewer: User) -> None:
    assert run("send_back", submitted, "--why", "dosering", "--as", "ruud") == f"knie: submission {submitted} sent back"
    assert run("submissions") == "nothing waits for approval"


def test_submitting_is_recorded_in_the_name(submitted: str) -> None:
    assert Submission.objects.get().submitted_by.username == "eva"


def test_one_change_alone(released: Release) -> None:
    Advice.objects.update(title={"nl": "Rust uit"})
    run("submit", "knie", "--note", "rust", "--change", "advice/rest", "--as", "eva")
    assert Submission.objects.first().changes == [["advice", "rest"]]  # type: ignore[union-attr]


def test_approving_publishes(released: Release) -> None:
    assert (released.approved_by.username, released.why) == ("ruud", "gelezen")
    assert publishing.tip_of(released.topic) == released


def test_nobody_approves_their_own(submitted: str, editor: User) -> None:
    with pytest.raises(CommandError, match="mag niet goedkeuren"):
        run("approve", submitted, "--why", "prima", "--as", "eva")
    assert not Release.objects.exists()


def test_withdrawing(released: Release) -> None:
    assert run("withdraw", "knie", "1", "--why", "fout", "--as", "ruud") == (
        "knie: release 1 withdrawn. Nothing is published now."
    )
    assert not Publication.objects.get(event="withdrawn").recall


def test_recalling(released: Release) -> None:
    assert "release 1 recalled" in run("withdraw", "knie", "1", "--recall", "--why", "gevaar", "--as", "ruud")
    assert Publication.objects.get(event="withdrawn").recall


def test_publishing_again(released: Release) -> None:
    run("withdraw", "knie", "1", "--why", "fout", "--as", "ruud")
    assert run("publish", "knie", "1", "--why", "toch goed", "--as", "ruud") == "knie: release 1 published"
    assert publishing.tip_of(released.topic) == released


def test_restoring_drafts(released: Release) -> None:
    Advice.objects.update(title={"nl": "Fout"})
    assert "drafts as in release 1" in run("restore", "knie", "1", "--why", "vergissing", "--as", "eva")
    assert Advice.objects.get().title == {"nl": "Neem rust"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["approve", "1", "--why", "x", "--as", "niemand"], "There is no account niemand"),
        (["approve", "999999", "--why", "x", "--as", "ruud"], "There is no submission 999999"),
        (["withdraw", "heup", "1", "--why", "x", "--as", "ruud"], "There is no topic heup"),
        (["withdraw", "knie", "7", "--why", "x", "--as", "ruud"], "knie has no release 7"),
        (["withdraw", "knie", "1", "--why", " ", "--as", "ruud"], "Zonder reden"),
        (["submit", "knie", "--note", "x", "--change", "advice", "--as", "eva"], "is not KIND/SLUG"),
        (["submit", "knie", "--note", "x", "--as", "eva"], "Er is niets veranderd"),
        (["withdraw", "knie", "1", "--why", "x"], "--as"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(released: Release, words: list[str], said: str) -> None:
    before = (Submission.objects.count(), Publication.objects.count())
    with pytest.raises(CommandError, match=said):
        run(*words)
    assert (Submission.objects.count(), Publication.objects.count()) == before
