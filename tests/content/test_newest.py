"""How soon a process sees what is published, what it costs whoever asks, and that nothing ends it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from content import loaded, newest, publishing, release_facts, releases
from content.models import Release, Topic
from content.models.record import CHANNEL
from content.newest import Newest
from content.releases import catalogue
from tests.conftest import person
from tests.content.knee import approve_all, live, published_knee, say, title_of
from tests.plugin import OwnDatabase
from tests.processes import wait_until

Publish = Callable[[Topic], Release]
DAY = timedelta(days=1)


@pytest.fixture
def knee_here(own_database: OwnDatabase) -> Topic:
    return published_knee()


@pytest.fixture
def next_release(knee_here: Topic) -> Callable[[], Release]:
    """Publish it, for all to see."""
    editor, reviewer = person("evert", "editor"), person("rosa", "reviewer")

    def do() -> Release:
        say(knee_here, "Rust uit")
        return approve_all(knee_here, editor, reviewer)

    return do


@pytest.fixture
def only_when_told(settings: Settings) -> None:
    """A look is for who was told that there is something to see."""
    settings.RELEASE_REFRESH_SECONDS = 3600


@pytest.fixture
def looks_often(settings: Settings) -> None:
    settings.RELEASE_REFRESH_SECONDS = 0


def stop_telling() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE content_publication DISABLE TRIGGER USER")


def is_seen(number: int) -> None:
    wait_until(lambda: live().number == number, f"release {number} is live")


@pytest.mark.usefixtures("only_when_told")
def test_a_publication_and_a_recall_are_told(next_release: Callable[[], Release]) -> None:
    assert live().number == 1
    release = next_release()
    is_seen(2)
    assert title_of(live()) == "Rust uit"
    publishing.withdraw(release=release, by=person("wim", "reviewer"), why="klopt niet", recall=True)
    is_seen(1)


def test_what_is_told_is_what_was_committed(next_release: Callable[[], Release], own_database: OwnDatabase) -> None:
    with psycopg.connect(own_database.web_url, autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")

        def told() -> int:
            first = list(listening.notifies(timeout=60, stop_after=1))
            return len(first) + len(list(listening.notifies(timeout=0)))

        with transaction.atomic():
            next_release()
            transaction.set_rollback(True)
        release = next_release()
        assert told() == 1
        publishing.sign(
            release=release,
            by=person("rita", "reviewer"),
            name="Rita Vos",
            profession="doctor",
            registration="12345678901",
        )
        assert told() == 1


@pytest.mark.usefixtures("looks_often")
def test_what_nobody_tells_is_seen_as_well(next_release: Callable[[], Release]) -> None:
    assert live().number == 1
    stop_telling()
    next_release()
    is_seen(2)


@pytest.mark.usefixtures("only_when_told")
def test_a_listener_that_was_cut_off_listens_again(
    next_release: Callable[[], Release], own_database: OwnDatabase
) -> None:
    assert live().number == 1
    connections.close_all()
    own_database.cut_off()
    next_release()
    is_seen(2)


@pytest.mark.usefixtures("looks_often")
def test_where_nobody_can_listen_looking_is_enough(
    next_release: Callable[[], Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a replica."""
    monkeypatch.setattr("content.watching.CHANNEL", "no channel at all")
    assert live().number == 1
    next_release()
    is_seen(2)


@pytest.mark.parametrize("told", [True, False])
def test_one_that_comes_late_is_seen(
    next_release: Callable[[], Release],
    own_database: OwnDatabase,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    told: bool,
) -> None:
    """Of two publications at the same time, the lower number may be the last that can be seen."""
    settings.RELEASE_REFRESH_SECONDS = 3600 if told else 0
    if told:
        monkeypatch.setattr(release_facts, "MARKED", 1)
    else:
        stop_telling()
    with psycopg.connect(own_database.web_url) as late:
        late.execute(
            "INSERT INTO content_publication (topic_id, release_id, event, recall, effective_at, by_id, at, why)"
            " SELECT topic_id, id, 'published', false, now(), approved_by_id, now(), 'laat' FROM content_release"
        )
        assert live().number == 1
        next_release()
        is_seen(2)
        late.commit()
    wait_until(lambda: len(catalogue().topic("knie").events) == 3, "the late one is seen")


@pytest.mark.usefixtures("only_when_told")
def test_who_asks_pays_for_no_query(next_release: Callable[[], Release], knee_here: Topic) -> None:
    """Not for the look, not for reading what is new, and not for what was planned when its moment comes."""
    assert live().number == 1
    next_release()
    moment = timezone.now() + DAY
    say(knee_here, "Straks")
    approve_all(knee_here, person("els", "editor"), person("rik", "reviewer"), publish_at=moment)
    with CaptureQueriesContext(connection) as asked:
        wait_until(lambda: len(catalogue().topic("knie").events) == 3, "both are seen")
        assert [title_of(live()), title_of(live(moment))] == ["Rust uit", "Straks"]
    assert len(asked) == 0


def test_a_release_that_cannot_be_read_hides_no_recall(
    next_release: Callable[[], Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = next_release()
    is_seen(2)
    with monkeypatch.context() as now:
        now.setattr(loaded, "_load", _unreadable)
        publishing.withdraw(release=release, by=person("wim", "reviewer"), why="klopt niet", recall=True)
        wait_until(lambda: 2 in catalogue().topic("knie").withdrawn(timezone.now()), "the recall is seen")


def _unreadable(*_: object) -> None:
    raise releases.Unreadable


@pytest.fixture
def database_away(own_database: OwnDatabase) -> Iterator[Callable[[], None]]:
    """Call it, and from then on nothing listens where the database was."""
    port = connections.settings["default"]["PORT"]

    def away() -> None:
        connections["default"].close()
        connections.settings["default"]["PORT"] = 1
        own_database.cut_off()

    yield away
    connections["default"].close()
    connections.settings["default"]["PORT"] = port


@pytest.mark.usefixtures("looks_often")
def test_without_database_the_last_look_stays(
    database_away: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    published_knee()
    before = live()
    database_away()
    wait_until(lambda: "The releases cannot be read (OperationalError)" in caplog.text, "a look failed")
    assert live() is before


@pytest.mark.usefixtures("looks_often")
def test_when_the_database_is_back_readers_see_again(
    database_away: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    topic = published_knee()
    port = connections.settings["default"]["PORT"]
    assert live().number == 1
    database_away()
    wait_until(lambda: "The releases cannot be read (OperationalError)" in caplog.text, "a look failed")
    connections["default"].close()
    connections.settings["default"]["PORT"] = port
    say(topic, "Rust uit")
    approve_all(topic, person("evert", "editor"), person("rosa", "reviewer"))
    is_seen(2)


def test_without_database_a_first_look_raises(database_away: Callable[[], None]) -> None:
    database_away()
    with pytest.raises(OperationalError):
        catalogue()


@pytest.mark.usefixtures("looks_often")
def test_threads_never_see_a_mix_of_releases(own_database: OwnDatabase) -> None:
    """While releases are published, each look is one release: its number and its text belong together."""
    topic, editor, reviewer = published_knee(), person("evert", "editor"), person("rosa", "reviewer")
    last = 8
    expected = {1: "Neem rust", **{number: f"Titel {number}" for number in range(2, last + 1)}}
    found: list[list[tuple[int, str]]] = [[] for _ in range(4)]
    done = threading.Event()

    def read(place: int) -> None:
        try:
            while not done.wait(0.001):
                release = live()
                found[place].append((release.number, title_of(release)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=read, args=(place,)) for place in range(len(found))]
    for thread in threads:
        thread.start()
    try:
        for number in range(2, last + 1):
            say(topic, expected[number])
            approve_all(topic, editor, reviewer)
            is_seen(number)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    for reads in found:
        assert reads
        assert all(expected[number] == title for number, title in reads)
        assert [number for number, _ in reads] == sorted(number for number, _ in reads)
    assert len({number for reads in found for number, _ in reads}) > 2


@pytest.mark.usefixtures("looks_often")
def test_a_look_at_what_did_not_change_is_one_small_query(
    knee: Topic, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(knee)
    before = catalogue().topics
    with django_assert_num_queries(1):
        assert catalogue().topics is before


@dataclass(frozen=True)
class Count:
    """What the looks below find: how many there were."""

    number: int = 0
    looked_at: datetime | None = None


@dataclass
class Looking:
    """A look that counts, and that does what a test wants of it."""

    tried: int = 0
    fault: type[Exception] | None = None
    may_end: threading.Event = field(default_factory=threading.Event)

    def __call__(self, before: Count, _afresh: bool) -> Count:
        self.tried += 1
        self.may_end.wait()
        if self.fault is not None:
            raise self.fault
        return Count(before.number + 1, timezone.now())


@pytest.fixture
def looking() -> Looking:
    look = Looking()
    look.may_end.set()
    return look


@pytest.fixture
def counted(looking: Looking) -> Iterator[Newest[Count]]:
    kept = Newest(Count(), looking, lambda _before, _found: None)
    yield kept
    looking.may_end.set()
    kept.forget()


@pytest.mark.usefixtures("looks_often")
def test_nobody_waits_for_a_look(counted: Newest[Count], looking: Looking) -> None:
    assert counted.get()
    looking.may_end.clear()
    tried = looking.tried
    wait_until(lambda: looking.tried > tried, "somebody looks, and it does not end")
    before = counted.get()
    assert counted.get() is before


@pytest.mark.usefixtures("looks_often")
def test_another_thread_takes_over(counted: Newest[Count], looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "LATE", 0.0)
    assert counted.get()
    watch = counted._watch
    assert watch is not None
    watch.stop()
    assert not watch.is_alive()
    tried = looking.tried
    wait_until(lambda: counted.get() and looking.tried > tried, "somebody looks again")


@pytest.mark.usefixtures("looks_often")
@pytest.mark.parametrize("fault", [OperationalError, ValueError])
def test_a_look_that_fails_is_told_once_and_tried_again(
    counted: Newest[Count], looking: Looking, fault: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    counted.get()
    looking.fault = fault
    tried = looking.tried
    wait_until(lambda: looking.tried > tried + 2, "it was tried again")
    before = counted.get()
    assert caplog.text.count(f"The releases cannot be read ({fault.__name__})") == 1
    looking.fault = None
    wait_until(lambda: counted.get().number > before.number, "it goes on")


@pytest.mark.usefixtures("only_when_told")
def test_a_first_look_that_failed_is_not_tried_again_at_once(counted: Newest[Count], looking: Looking) -> None:
    """Else every request of a cold start waits for the database, one after the other."""
    looking.fault = OperationalError
    for _ in range(3):
        with pytest.raises(OperationalError):
            counted.get()
    assert looking.tried == 1


@pytest.mark.usefixtures("only_when_told")
def test_nobody_waits_long_for_the_first_look(
    counted: Newest[Count], looking: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "FIRST_LOOK_PATIENCE", 0.05)
    looking.may_end.clear()
    with pytest.raises(OperationalError):
        counted.get()


@pytest.mark.usefixtures("only_when_told")
def test_a_long_first_look_is_waited_for_while_the_database_answers(
    own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is much to see, and each query of it is a sign of life."""
    monkeypatch.setattr(newest, "FIRST_LOOK_PATIENCE", 0.5)

    def look(_before: Count, _afresh: bool) -> Count:
        for _ in range(5):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.2)")
        return Count(1, timezone.now())

    kept = Newest(Count(), look, lambda _before, _found: None)
    assert kept.get().number == 1
    kept.forget()


@pytest.mark.usefixtures("looks_often")
def test_a_first_look_is_shown_before_it_is_ready_and_a_next_one_when_it_is(looking: Looking) -> None:
    """At first there is nothing else to show, and who asks can have what they ask for read; later there is."""
    ready, waits = threading.Event(), threading.Event()

    def make_ready(_before: Count, _found: Count) -> None:
        waits.set()
        ready.wait()

    kept = Newest(Count(), looking, make_ready)
    try:
        assert kept.get().number == 1
        ready.set()
        wait_until(lambda: kept.get().number > 1, "a next look is shown")
        ready.clear()
        waits.clear()
        waits.wait()
        assert kept.get().number == looking.tried - 1
    finally:
        ready.set()
        kept.forget()


@pytest.mark.usefixtures("only_when_told")
def test_threads_that_come_together_look_once(counted: Newest[Count], looking: Looking) -> None:
    looks: list[object] = []
    barrier = threading.Barrier(6)

    def read() -> None:
        barrier.wait()
        looks.append(counted.get())

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(look) for look in looks}) == 1
    assert (len(looks), looking.tried) == (6, 1)
