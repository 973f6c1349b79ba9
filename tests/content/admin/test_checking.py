"""`Alles controleren`: every check and proof of a draft as it stands, one after another, with nothing kept."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content import publishing
from content.models import Advice, Proof, Release, Submission, Topic
from content.proven import Finding, Proven, Step, Weight
from tests.desk import at_the_desk, colleague

Publish = Callable[[Topic], Release]
STORY = ("Een vrouw van 67 jaar.",)


def address(topic: Topic) -> str:
    return reverse("admin:content_topic_checks", args=[topic.pk])


def checked(client: Client, topic: Topic) -> str:
    """The whole page, when it has come in."""
    answer = client.post(address(topic))
    assert answer.status_code == 200
    return b"".join(answer).decode()


@pytest.fixture
def proving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Let the proofs be these steps; what they are made of is kept."""

    def do(*steps: Step) -> list[Any]:
        asked: list[Any] = []

        def proofs(document: Any, before: Any) -> Iterator[Step]:
            asked.append((document, before))
            yield from steps

        monkeypatch.setattr("content.admin.checking.proofs", proofs)
        return asked

    return do


def step(title: str, *findings: Finding) -> Step:
    return Step(title, lambda: Proven(findings, {"quality": {}}))


def finding(weight: Weight) -> Finding:
    return Finding(weight, weight, "advice", "rest", f"Punt {weight}.", STORY)


def test_the_page_says_what_is_checked_and_has_the_button(desk: Client, knee: Topic) -> None:
    page = desk.get(address(knee)).content.decode()
    assert "Er wordt niets ingezonden en niets bewaard." in page
    assert ">Alles controleren</button>" in page


@pytest.mark.parametrize("name", ["change", "changes"])
def test_the_button_is_on_the_pages_of_the_draft(name: str, desk: Client, knee: Topic) -> None:
    page = desk.get(reverse(f"admin:content_topic_{name}", args=[knee.pk])).content.decode()
    assert f'action="{address(knee)}"' in page


def test_what_is_looked_at_is_said_before_it_is_done(
    desk: Client, knee: Topic, proving: Callable[..., list[Any]]
) -> None:
    ran: list[str] = []

    def noted(name: str) -> Step:
        def run() -> Proven:
            ran.append(name)
            return Proven()

        return Step(name, run)

    proving(noted("Bewijs A"), noted("Bewijs B"))
    pieces: Any = iter(desk.post(address(knee)))
    seen = ""
    while "Bewijs B" not in seen:
        seen += next(pieces).decode()
    assert ran == ["Bewijs A"]
    assert seen.count("Bezig met nakijken…") == 3
    b"".join(pieces)


def test_a_proxy_is_told_not_to_wait_for_the_end(desk: Client, knee: Topic) -> None:
    answer = desk.post(address(knee))
    assert answer["X-Accel-Buffering"] == "no"
    assert "no-store" in answer["Cache-Control"]
    b"".join(answer)


def test_a_fault_leads_to_its_field_and_the_proofs_wait(
    desk: Client, knee: Topic, proving: Callable[..., list[Any]]
) -> None:
    asked = proving(step("Bewijs"))
    Advice.objects.update(body={"nl": "Rust <b>uit</b>."})
    page = checked(desk, knee)
    assert f'href="{reverse("admin:content_advice_change", args=[Advice.objects.get().pk])}#id_body_0"' in page
    assert "In deze tekst staat HTML" in page
    assert "1 punt moet eerst beter." in page
    assert not asked


def test_each_finding_tells_its_patient_and_leads_to_its_record(
    desk: Client, knee: Topic, proving: Callable[..., list[Any]]
) -> None:
    proving(step("Bewijs", *map(finding, Weight)))
    page = checked(desk, knee)
    for words in ("Punt blocks.", "Punt accept.", "Punt reason.", *STORY, "moet beter", "vraagt een reden"):
        assert words in page
    assert page.count(f'href="{reverse("admin:content_advice_change", args=[Advice.objects.get().pk])}"') == 3
    assert "1 punt moet eerst beter." in page
    assert "accepteert 1 punt één voor één" in page
    assert "schrijft op waarom" in page


def test_when_nothing_is_found_that_is_said(desk: Client, knee: Topic, proving: Callable[..., list[Any]]) -> None:
    proving(step("Bewijs"))
    page = checked(desk, knee)
    assert "Niets houdt dit tegen." in page
    assert "Alle beloften houden" in page


def test_a_topic_with_content_alone_has_nothing_to_prove(desk: Client, knee: Topic) -> None:
    page = checked(desk, knee)
    assert "er valt niets te bewijzen" in page
    assert "Alle beloften" not in page


def test_what_goes_wrong_half_way_is_said_and_proves_nothing(
    desk: Client, knee: Topic, proving: Callable[..., list[Any]]
) -> None:
    def fail() -> Proven:
        raise ZeroDivisionError

    proving(Step("Stuk", fail), step("Daarna"))
    page = checked(desk, knee)
    assert "Dit onderdeel is niet afgekomen." in page
    assert "Daarna" in page
    assert "Niet alles kon worden nagekeken." in page
    assert "Niets houdt dit tegen." not in page


def test_the_draft_is_compared_with_the_release_that_it_builds_on(
    desk: Client, knee: Topic, publish: Publish, proving: Callable[..., list[Any]]
) -> None:
    release = publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    asked = proving(step("Bewijs"))
    checked(desk, knee)
    ((document, before),) = asked
    assert before.digest == release.digest
    assert document.get(("advice", "rest"))["title"] == {"nl": "Rust even uit"}


def test_it_is_what_a_submission_would_freeze(knee: Topic, editor: User, publish: Publish) -> None:
    publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    found = publishing.candidate(knee)
    assert found.document.digest == publishing.submit(topic=knee, by=editor, note="zo").digest


def test_nothing_is_stored(desk: Client, knee: Topic) -> None:
    with CaptureQueriesContext(connection) as queries:
        checked(desk, knee)
    assert {query["sql"].split()[0] for query in queries.captured_queries} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert (Submission.objects.count(), Proof.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("group", "status"),
    [("editor", 200), ("reviewer", 200), ("auditor", 200), ("partner-manager", 403), ("nobody", 403)],
)
def test_who_may_check(group: str, status: int, knee: Topic) -> None:
    client = colleague("iemand", group)
    assert client.get(address(knee)).status_code == status
    answer = client.post(address(knee))
    assert answer.status_code == status
    b"".join(answer)


@pytest.mark.parametrize("number", ["0", "x", "9" * 30])
def test_a_topic_that_is_not_there(number: str, editor: User) -> None:
    assert at_the_desk(editor).post(f"/admin/content/topic/{number}/checks/").status_code in (403, 404)
