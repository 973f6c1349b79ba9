"""The one door: who may do what, what is frozen, what is refused. On the real database with the web role."""

import copy
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils import timezone

from content import loading, publishing
from content.documents import Document
from content.faults import Faulty
from content.models import Advice, AlarmSign, Publication, Release, Section, Submission, Topic
from content.parts import draft_of
from content.texts import digest
from tests.conftest import TOPICS, person
from tests.plugin import OwnDatabase

pytestmark = pytest.mark.filterwarnings("error")
Publish = Callable[[Topic], Release]


def advice(topic: Topic) -> Advice:
    return Advice.objects.get(topic=topic, slug="rest")


def say(topic: Topic, title: str) -> None:
    """An editor changes the title of the one advice."""
    row = advice(topic)
    row.title = {"nl": title}
    row.save()


def title_of(release: Release) -> str:
    return str(publishing.document_of(release).records["advice"]["rest"]["title"]["nl"])


def test_a_first_submission_has_every_record(knee: Topic, editor: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    assert ["advice", "rest"] in submission.changes
    assert submission.base is None


def test_a_submission_has_only_the_chosen_changes(knee: Topic, editor: User, publish: Publish) -> None:
    publish(knee)
    say(knee, "Rust uit")
    sign = AlarmSign.objects.get(topic=knee)
    sign.text = {"nl": "Nog niet af"}
    sign.save()
    submission = publishing.submit(topic=knee, by=editor, note="alleen rust", changes=[("advice", "rest")])
    assert "Rust uit" in submission.document
    assert "Nog niet af" not in submission.document


def test_editing_after_submitting_does_not_change_the_submission(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    say(knee, "Later bedacht")
    release = publishing.approve(submission=submission, by=reviewer, why="goed")
    assert title_of(release) == "Neem rust"


def test_nothing_changed_is_refused(knee: Topic, editor: User, publish: Publish) -> None:
    publish(knee)
    with pytest.raises(publishing.NothingChanged, match="niets veranderd"):
        publishing.submit(topic=knee, by=editor, note="nog eens")


def test_choosing_an_unchanged_record_is_refused(knee: Topic, editor: User, publish: Publish) -> None:
    publish(knee)
    with pytest.raises(publishing.NothingChanged, match="advice rest"):
        publishing.submit(topic=knee, by=editor, note="niets", changes=[("advice", "rest")])


def test_an_incomplete_draft_is_refused_with_every_fault(knee: Topic, editor: User) -> None:
    Advice.objects.create(topic=knee, slug="half", category="activity", evidence="unverified", title={"nl": "Half"})
    say(knee, "")
    with pytest.raises(Faulty) as refused:
        publishing.submit(topic=knee, by=editor, note="half")
    assert {(fault.slug, fault.path) for fault in refused.value.faults} == {("half", ""), ("rest", "/title")}
    assert not Submission.objects.exists()


def test_removing_a_record_that_is_still_shown_is_refused(knee: Topic, editor: User, publish: Publish) -> None:
    publish(knee)
    advice(knee).delete()
    with pytest.raises(Faulty, match="advice `rest` bestaat niet"):
        publishing.submit(topic=knee, by=editor, note="weg ermee")


def test_the_submitter_may_not_approve(knee: Topic) -> None:
    both = person("beide", "editor", "reviewer")
    submission = publishing.submit(topic=knee, by=both, note="zelf")
    with pytest.raises(publishing.NotAllowed, match="keurt niet zelf goed"):
        publishing.approve(submission=submission, by=both, why="zelf")


def test_the_database_too_refuses_one_person(knee: Topic, editor: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="zelf")
    with pytest.raises(IntegrityError, match="release_two_people"), transaction.atomic():
        Release.objects.create(
            topic=knee, number=1, submission=submission, digest=submission.digest,
            submitted_by=editor, approved_by=editor, why="zelf", proof=submission.proofs.get(),
        )  # fmt: skip


def test_the_database_refuses_another_submitter_than_the_submissions(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="wie")
    with pytest.raises(IntegrityError, match="release_is_its_submission"), transaction.atomic():
        Release.objects.create(
            topic=knee, number=1, submission=submission, digest=submission.digest,
            submitted_by=person("ander"), approved_by=editor, why="wie", proof=submission.proofs.get(),
        )  # fmt: skip
        connections["default"].check_constraints()


def test_the_database_refuses_a_digest_that_is_not_the_documents(knee: Topic, editor: User) -> None:
    with pytest.raises(IntegrityError, match="submission_digest"), transaction.atomic():
        Submission.objects.create(
            topic=knee, document="{}", digest="sha256:" + "0" * 64, changes=[], note="vals", submitted_by=editor
        )


def test_the_database_refuses_a_number_that_is_not_the_next(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="nummer")
    with pytest.raises(DatabaseError, match="next number"), transaction.atomic():
        Release.objects.create(
            topic=knee, number=99, submission=submission, digest=submission.digest,
            submitted_by=editor, approved_by=reviewer, why="nummer",
        )  # fmt: skip


def test_the_database_refuses_to_write_the_past(knee: Topic, reviewer: User, publish: Publish) -> None:
    release = publish(knee)
    then = timezone.now() - timedelta(days=900)
    with pytest.raises(DatabaseError, match="dated when it is added"), transaction.atomic():
        Publication.objects.create(
            topic=knee, release=release, event="published", effective_at=then, at=then, by=reviewer, why="vroeger"
        )


def test_the_database_refuses_a_document_that_is_no_json(knee: Topic, editor: User) -> None:
    with pytest.raises(IntegrityError, match="submission_document"), transaction.atomic():
        Submission.objects.create(
            topic=knee, document="nee", digest=digest(b"nee"), changes=[], note="vals", submitted_by=editor
        )


def test_a_topic_keeps_its_name(knee: Topic) -> None:
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Topic.objects.filter(pk=knee.pk).update(slug="heup")


@pytest.mark.parametrize(
    ("groups", "action"), [((), "submit"), (("reviewer",), "submit"), ((), "approve"), (("editor",), "approve")]
)
def test_each_action_needs_its_role(knee: Topic, editor: User, groups: tuple[str, ...], action: str) -> None:
    other = person("ander", *groups)
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    with pytest.raises(publishing.NotAllowed, match="Vraag een beheerder"):
        if action == "submit":
            publishing.submit(topic=knee, by=other, note="mag niet")
        else:
            publishing.approve(submission=submission, by=other, why="mag niet")


def test_an_inactive_person_may_do_nothing(knee: Topic, editor: User) -> None:
    editor.is_active = False
    with pytest.raises(publishing.NotAllowed):
        publishing.submit(topic=knee, by=editor, note="weg")


def test_approving_twice_gives_one_release(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    first = publishing.approve(submission=submission, by=reviewer, why="goed")
    assert publishing.approve(submission=submission, by=reviewer, why="nog eens") == first
    assert (Release.objects.count(), Publication.objects.count()) == (1, 1)


def test_a_submission_whose_base_moved_is_refused(knee: Topic, editor: User, reviewer: User, publish: Publish) -> None:
    publish(knee)
    say(knee, "Rust uit")
    one = publishing.submit(topic=knee, by=editor, note="een")
    other = publishing.submit(topic=knee, by=editor, note="ander")
    publishing.approve(submission=one, by=reviewer, why="goed")
    with pytest.raises(publishing.BaseMoved, match="bouwt op uitgave 1, maar nu geldt uitgave 2"):
        publishing.approve(submission=other, by=reviewer, why="ook goed")
    assert Release.objects.count() == 2


def test_releases_are_numbered_per_topic(knee: Topic, publish: Publish) -> None:
    numbers = []
    for title in ("Een", "Twee", "Drie"):
        say(knee, title)
        numbers.append(publish(knee).number)
    assert numbers == [1, 2, 3]


def test_a_publication_may_be_planned(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="straks")
    tomorrow = timezone.now() + timedelta(days=1)
    release = publishing.approve(submission=submission, by=reviewer, why="goed", publish_at=tomorrow)
    assert release.publications.get().effective_at == tomorrow


def test_a_moment_in_the_past_is_refused(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="straks")
    yesterday = timezone.now() - timedelta(days=1)
    with pytest.raises(publishing.NotPublishable, match="al voorbij"):
        publishing.approve(submission=submission, by=reviewer, why="goed", publish_at=yesterday)
    assert not Release.objects.exists()


def test_a_plan_is_not_overtaken_by_what_builds_on_it(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="straks")
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.approve(submission=submission, by=reviewer, why="goed", publish_at=tomorrow)
    say(knee, "Spoed")
    urgent = publishing.submit(topic=knee, by=editor, note="spoed")
    with pytest.raises(publishing.NotPublishable, match="staat gepland"):
        publishing.approve(submission=urgent, by=reviewer, why="spoed")


def test_withdrawing_makes_the_one_before_live(knee: Topic, reviewer: User, publish: Publish) -> None:
    first = publish(knee)
    say(knee, "Fout")
    second = publish(knee)
    publishing.withdraw(release=second, by=reviewer, why="klopt niet")
    assert publishing.tip_of(knee) == first


def test_withdrawing_what_is_not_published_is_refused(knee: Topic, reviewer: User, publish: Publish) -> None:
    release = publish(knee)
    publishing.withdraw(release=release, by=reviewer, why="klopt niet")
    with pytest.raises(publishing.NotPublishable, match="niet gepubliceerd"):
        publishing.withdraw(release=release, by=reviewer, why="nog eens")


def test_a_withdrawn_release_may_be_published_again(knee: Topic, reviewer: User, publish: Publish) -> None:
    release = publish(knee)
    publishing.withdraw(release=release, by=reviewer, why="twijfel")
    publishing.publish(release=release, by=reviewer, why="toch goed")
    assert publishing.tip_of(knee) == release


def test_restoring_puts_the_drafts_back(knee: Topic, editor: User, publish: Publish) -> None:
    first = publish(knee)
    say(knee, "Anders")
    Section.objects.get(topic=knee).blocks.all().delete()
    publishing.restore(release=first, by=editor, why="terug")
    assert publishing.pending_changes(knee) == ()


def test_restoring_changes_no_release(knee: Topic, editor: User, publish: Publish) -> None:
    first = publish(knee)
    say(knee, "Anders")
    publish(knee)
    publishing.restore(release=first, by=editor, why="terug")
    tip = publishing.tip_of(knee)
    assert tip is not None
    assert title_of(tip) == "Anders"


def test_an_empty_comment_is_refused(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    with pytest.raises(publishing.Refused, match="zonder tekst"):
        publishing.comment(submission=submission, by=reviewer, text="  ")


@pytest.mark.parametrize("why", ["", " \n"])
def test_nothing_is_done_without_a_reason(
    knee: Topic, editor: User, reviewer: User, publish: Publish, why: str
) -> None:
    release = publish(knee)
    say(knee, "Rust uit")
    submission = publishing.submit(topic=knee, by=editor, note="tweede")
    for action in (
        lambda: publishing.submit(topic=knee, by=editor, note=why),
        lambda: publishing.approve(submission=submission, by=reviewer, why=why),
        lambda: publishing.publish(release=release, by=reviewer, why=why),
        lambda: publishing.withdraw(release=release, by=reviewer, why=why),
        lambda: publishing.restore(release=release, by=editor, why=why),
    ):
        with pytest.raises(publishing.Refused, match="Zonder reden"):
            action()
    assert (Submission.objects.count(), Publication.objects.count()) == (2, 1)


def test_what_another_version_of_the_software_made_is_refused_in_words(
    knee: Topic, editor: User, reviewer: User
) -> None:
    """Its document is sound, and this version would write it otherwise: here with an empty list that is left out."""
    document = Document(knee.slug, copy.deepcopy(draft_of(knee).records))
    document.records["advice"]["rest"]["sources"] = []
    submission = Submission.objects.create(
        topic=knee, document=document.canonical.decode(), digest=document.digest, changes=[], note="oud",
        submitted_by=editor,
    )  # fmt: skip
    with pytest.raises(publishing.NotPublishable, match="andere versie van de software"):
        publishing.approve(submission=submission, by=reviewer, why="goed")


def test_a_comment_says_who(knee: Topic, editor: User, reviewer: User) -> None:
    submission = publishing.submit(topic=knee, by=editor, note="eerste")
    publishing.comment(submission=submission, by=reviewer, text="Waarom?")
    assert submission.comments.get().by == reviewer


def at_once(count: int, action: Callable[[int], object]) -> list[object]:
    """Run the action in threads that start together; gives results and exceptions in order."""
    results: list[object] = [None] * count
    barrier = threading.Barrier(count)

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = action(place)
        except publishing.Refused as refused:
            results[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_ten_approvals_at_once_give_one_release(own_database: OwnDatabase) -> None:
    editor, reviewer = person("eva", "editor"), person("ruud", "reviewer")
    topic = loading.load(TOPICS / "knie").topic
    submission = publishing.submit(topic=topic, by=editor, note="eerste")
    results = at_once(10, lambda _: publishing.approve(submission=submission, by=reviewer, why="goed"))
    assert {result.pk for result in results if isinstance(result, Release)} == {Release.objects.get().pk}
    assert len(results) == 10
    assert Publication.objects.count() == 1


def test_of_two_submissions_at_once_one_is_refused(own_database: OwnDatabase) -> None:
    editor, reviewer = person("eva", "editor"), person("ruud", "reviewer")
    topic = loading.load(TOPICS / "knie").topic
    pair = [publishing.submit(topic=topic, by=editor, note=note) for note in ("een", "twee")]
    results = at_once(2, lambda place: publishing.approve(submission=pair[place], by=reviewer, why="goed"))
    assert sorted(type(result).__name__ for result in results) == ["BaseMoved", "Release"]
