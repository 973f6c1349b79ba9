"""Many at the same moment, through the real server: no edit lost unseen, no approval doubled, no answer mixed."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User

from content import loading, publishing
from content.models import Advice, Publication, Release, Submission, Topic
from rugpijn.accounts import typed
from tests.conftest import TOPICS, person
from tests.content.admin.test_forms import advice, change
from tests.content.admin.test_workflow import page_of
from tests.desk import Form, at_the_desk, form_of
from tests.plugin import OwnDatabase
from tests.processes import wait_until
from tests.rugpijn.serving import Answer, Served, production, serving

EDITS, APPROVALS = 50, 10
TOKEN = "a" * 32


@pytest.fixture
def topic(own_database: OwnDatabase) -> Topic:
    """With release 1; the editor is eva and the reviewer ruud."""
    del own_database
    found = loading.load(TOPICS / "knie").topic
    submission = publishing.submit(topic=found, by=person("eva", "editor"), note="eerste")
    publishing.approve(submission=submission, by=person("ruud", "reviewer"), why="goed")
    return found


@pytest.fixture
def served(topic: Topic, own_database: OwnDatabase, settings: Any) -> Iterator[Served]:
    settings.SECRET_KEY = production(own_database)["SECRET_KEY"]  # sessions of this process hold there too
    with serving(own_database) as found:
        yield found


def sender(served: Served, user: User) -> Callable[[str, Form], Answer]:
    """Posts as this person's browser would."""
    session = at_the_desk(user).cookies["sessionid"].value
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "Origin": "https://api.example.nl",
        "Content_Type": "application/x-www-form-urlencoded",
    }

    def post(url: str, form: Form) -> Answer:
        body = urlencode(form | {"csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        return served.ask(url, method="POST", body=body, **headers)

    return post


def together(count: int, act: Callable[[int], Answer]) -> list[Answer]:
    ready = threading.Barrier(count)

    def start(place: int) -> Answer:
        ready.wait()
        return act(place)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def test_of_fifty_edits_at_once_one_is_saved_and_the_others_see_both(served: Served, topic: Topic) -> None:
    eva = User.objects.get(username="eva")
    url, opened = change(advice()), form_of(at_the_desk(eva), change(advice())) | {"typed_by": typed.by(eva)}
    post = sender(served, eva)

    def save(place: int) -> Answer:
        """Once more where the machine has too much to do: then the page says so, with what was typed in it."""
        while (answer := post(url, opened | {"title_nl": f"Advies {place}."})).status == 503:
            assert f'name="title_nl" value="Advies {place}."' in answer.body.decode()
        return answer

    answers = together(EDITS, save)
    assert Counter(answer.status for answer in answers) == {302: 1, 200: EDITS - 1}
    (winner,) = [place for place, answer in enumerate(answers) if answer.status == 302]
    assert advice().title["nl"] == f"Advies {winner}."
    for place, answer in enumerate(answers):
        if place != winner:
            page = answer.body.decode()
            assert f"Advies <mark>{place}.</mark>" in page
            assert f"Advies <mark>{winner}.</mark>" in page
    events = Advice.pgh_event_model.objects.filter(pgh_label="update")  # type: ignore[attr-defined]
    assert [event.title["nl"] for event in events] == [f"Advies {winner}."]


def test_ten_approvals_at_once_give_one_release_and_no_answer_is_mixed(served: Served, topic: Topic) -> None:
    titles = {1: "Neem rust", 2: "Rust even uit"}
    Advice.objects.update(title={"nl": titles[2]})
    submission = publishing.submit(topic=topic, by=User.objects.get(username="eva"), note="korter")
    post, seen_by_all = sender(served, User.objects.get(username="ruud")), threading.Event()
    read: list[tuple[int, str]] = []

    def look() -> None:
        while not seen_by_all.is_set():
            told = json.loads(served.ask("/v1/topics/knie/advice/rest").body)
            read.append((told["release"]["number"], told["advice"]["title"]))

    reader = threading.Thread(target=look)
    reader.start()
    answers = together(APPROVALS, lambda _: post(page_of(submission), {"action": "approve", "why": "goed"}))
    try:
        assert {answer.status for answer in answers} == {302}, answers[0].body.decode()
        wait_until(lambda: read and read[-1][0] == 2, "the server shows the new release", 20)
    finally:
        seen_by_all.set()
        reader.join()
    assert (Release.objects.count(), Publication.objects.count(), Submission.objects.count()) == (2, 2, 2)
    assert {titles[number] == title for number, title in read} == {True}
    assert {number for number, _ in read} == {1, 2}
    assert [number for number, _ in read] == sorted(number for number, _ in read)
