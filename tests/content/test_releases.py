"""What readers see: the live release, the older ones, and what happens when the database is away or wrong."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from content import publishing, releases, timeline
from content.documents import DocumentDamaged
from content.models import Release, Topic
from content.releases import TopicReleases, UnknownRelease, UnknownTopic, WithdrawnRelease, catalogue
from tests.conftest import person
from tests.content.knee import live, published_knee, say, title_of
from tests.plugin import OwnDatabase

Publish = Callable[[Topic], Release]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def seen() -> TopicReleases:
    return catalogue().topic("knie")


def test_a_published_release_is_live(knee: Topic, publish: Publish) -> None:
    release = publish(knee)
    assert (live().number, live().facts.digest, live().topic) == (1, release.digest, "knie")


def test_a_topic_without_release_is_unknown(knee: Topic) -> None:
    with pytest.raises(UnknownTopic):
        catalogue().topic("knie")


def test_the_newest_release_is_live(knee: Topic, publish: Publish) -> None:
    publish(knee)
    say(knee, "Rust uit")
    publish(knee)
    assert (live().number, title_of(live())) == (2, "Rust uit")


def test_an_edited_draft_is_not_seen(knee: Topic, publish: Publish) -> None:
    publish(knee)
    say(knee, "Nog niet af")
    releases.forget()
    assert title_of(live()) == "Neem rust"


def test_a_superseded_release_is_read_by_its_number(knee: Topic, publish: Publish) -> None:
    publish(knee)
    say(knee, "Rust uit")
    publish(knee)
    assert title_of(seen().numbered(1, timezone.now())) == "Neem rust"


def test_a_number_that_does_not_exist_is_unknown(knee: Topic, publish: Publish) -> None:
    publish(knee)
    with pytest.raises(UnknownRelease):
        seen().numbered(2, timezone.now())


def test_a_release_compiles_each_part_once(knee: Topic, publish: Publish) -> None:
    publish(knee)
    assert live() is live()
    assert set(live().compiled) == {"content", "triage"}


def test_a_planned_release_is_not_there_before_its_moment(knee: Topic, editor: object, publish: Publish) -> None:
    publish(knee)
    plan(knee, timezone.now() + DAY)
    assert live().number == 1
    with pytest.raises(UnknownRelease):
        seen().numbered(2, timezone.now())


def test_a_planned_release_is_live_from_its_moment_without_another_look(knee: Topic, publish: Publish) -> None:
    publish(knee)
    moment = timezone.now() + DAY
    plan(knee, moment)
    look = seen()
    assert (look.live(moment - timedelta(microseconds=1)), look.live(moment)) == (1, 2)


def plan(topic: Topic, moment: datetime) -> Release:
    say(topic, "Straks")
    submission = publishing.submit(topic=topic, by=person("evert", "editor"), note="straks")
    release = publishing.approve(submission=submission, by=person("rosa", "reviewer"), why="straks", publish_at=moment)
    releases.forget()
    return release


def test_after_a_withdrawal_the_one_before_is_live(knee: Topic, publish: Publish, reviewer: object) -> None:
    publish(knee)
    say(knee, "Fout")
    withdraw(publish(knee))
    assert live().number == 1


def withdraw(release: Release, *, recall: bool = False) -> None:
    publishing.withdraw(release=release, by=person("wim", "reviewer"), why="klopt niet", recall=recall)
    releases.forget()


@pytest.mark.parametrize("recall", [False, True])
def test_a_withdrawn_release_is_not_read(knee: Topic, publish: Publish, recall: bool) -> None:
    withdraw(publish(knee), recall=recall)
    with pytest.raises(WithdrawnRelease):
        seen().numbered(1, timezone.now())


@pytest.mark.parametrize("recall", [False, True])
def test_a_recall_is_known_as_one(knee: Topic, publish: Publish, recall: bool) -> None:
    withdraw(publish(knee), recall=recall)
    assert seen().withdrawn(timezone.now())[1].recall == recall


def test_with_every_release_withdrawn_nothing_is_live(knee: Topic, publish: Publish) -> None:
    withdraw(publish(knee))
    assert seen().live(timezone.now()) is None
    assert list(catalogue().live(timezone.now())) == []
    with pytest.raises(UnknownTopic):
        live()


def test_every_live_topic_is_listed(knee: Topic, publish: Publish) -> None:
    publish(knee)
    assert [topic.topic for topic, _ in catalogue().live(timezone.now())] == ["knie"]


START = datetime(2026, 1, 1, tzinfo=timezone.get_fixed_timezone(0))


def history(*rows: tuple[str, int, timedelta]) -> TopicReleases:
    """Publications as the reader keeps them: (published | withdrawn, release, how long after the start)."""
    events = [
        timeline.Event(order, release, what == "withdrawn", False, START + after)
        for order, (what, release, after) in enumerate(rows)
    ]
    return TopicReleases("knie", {}, tuple(events))


TWO = history(("published", 1, 0 * HOUR), ("published", 2, 48 * HOUR))


@pytest.mark.parametrize(
    ("number", "now", "at", "expected"),
    [
        (2, 50, 50, True),  # the current one
        (1, 49, 49, True),  # superseded an hour ago
        (1, 72, 72, False),  # superseded a day ago, to the second
        (1, 71.99, 71.99, True),
        (1, 999, 999, False),
        (1, 999, 10, True),  # a replay of a moment at which it was live
        (1, 999, 0, True),
        (1, 999, -1, False),  # it was not there yet
        (1, 999, 71, True),  # a replay of a moment at which it still answered
        (1, 999, 73, False),
        (2, 10, 10, False),  # planned
        (3, 50, 50, False),  # never heard of
    ],
)
def test_which_release_answers(number: int, now: float, at: float, expected: bool) -> None:
    assert TWO.answers(number, START + now * HOUR, START + at * HOUR) is expected


def test_how_long_a_superseded_release_answers_is_a_setting(settings: Settings) -> None:
    settings.SUPERSEDED_RELEASE_HOURS = 1
    assert not TWO.answers(1, START + 49.5 * HOUR, START + 49.5 * HOUR)


@pytest.mark.parametrize("at", [1, 3])
def test_a_withdrawn_release_does_not_answer_and_is_not_replayed(at: int) -> None:
    look = history(("published", 1, 0 * HOUR), ("withdrawn", 1, 2 * HOUR))
    assert not look.answers(1, START + 3 * HOUR, START + at * HOUR)


def test_a_release_that_was_published_again_answers_again() -> None:
    look = history(("published", 1, 0 * HOUR), ("withdrawn", 1, 2 * HOUR), ("published", 1, 4 * HOUR))
    assert look.answers(1, START + 5 * HOUR, START + 5 * HOUR)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["published", "withdrawn"]), st.integers(1, 3), st.integers(0, 6).map(lambda n: n * HOUR)
    ),
    max_size=8,
)


@hypothesis_settings(deadline=None, database=None)
@given(ROWS, st.integers(-1, 7))
def test_what_was_worked_out_once_is_what_the_timeline_says(rows: list[tuple[str, int, timedelta]], hours: int) -> None:
    look, now = history(*rows), START + hours * HOUR
    assert look.spans(now) == timeline.spans(look.events, now)
    assert look.live(now) == timeline.current(look.events, now)


def test_a_look_lasts_as_long_as_the_settings_say(knee: Topic, publish: Publish, settings: Settings) -> None:
    settings.RELEASE_REFRESH_SECONDS = 3600
    publish(knee)
    before = live().number
    say(knee, "Rust uit")
    publishing.approve(
        submission=publishing.submit(topic=knee, by=person("evert", "editor"), note="x"),
        by=person("rosa", "reviewer"),
        why="x",
    )
    assert live().number == before


def test_without_waiting_the_next_look_sees_it(knee: Topic, publish: Publish, settings: Settings) -> None:
    settings.RELEASE_REFRESH_SECONDS = 0
    publish(knee)
    assert live().number == 1
    say(knee, "Rust uit")
    publishing.approve(
        submission=publishing.submit(topic=knee, by=person("evert", "editor"), note="x"),
        by=person("rosa", "reviewer"),
        why="x",
    )
    assert live().number == 2


def test_a_damaged_document_is_refused(own_database: OwnDatabase) -> None:
    """No role can do this by accident: the owner has to take every lock off first."""
    published_knee()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE content_submission DROP CONSTRAINT submission_digest, DISABLE TRIGGER USER")
        cursor.execute("UPDATE content_submission SET document = replace(document, 'Neem rust', 'Neem lust')")
    with pytest.raises(DocumentDamaged):
        live()
