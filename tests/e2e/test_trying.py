"""What a draft would do, in a real browser, also in one that runs no scripts: tried to its outcome, and checked."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from content import publishing
from content.models import Topic
from content.proven import Proven
from tests.e2e.looking import in_every_look
from tests.e2e.people import a_page, clinician, sit_down
from tests.triage.admin.test_shift import MOVED
from tests.triage.conftest import drafts, small_records
from triage.models import Promise, Rule


@pytest.fixture
def eva(desk: str) -> User:
    return clinician("eva", "editor")


@pytest.fixture
def topic(desk: str) -> Topic:
    return drafts(small_records())


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def test_a_walk_through_a_draft(browser: Browser, desk: str, eva: User, topic: Topic) -> None:
    page = sit_down(a_page(browser), desk, eva)
    page.goto(f"{desk}{reverse('admin:content_topic_change', args=[topic.pk])}")
    page.get_by_role("link", name="Proberen als patiënt").click()
    address = page.url
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Kies een antwoord.").first).to_be_visible()
    found = in_every_look(page)
    choose(page, "Bent u in rust benauwd?", "Nee")
    choose(page, "Hebt u koorts?", "Weet ik niet")
    page.get_by_role("button", name="Verder").click()
    choose(page, "Is uw been zwakker geworden?", "Ja")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    found += in_every_look(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Uitkomst immediate")).to_be_visible()
    found += in_every_look(page)
    page.get_by_role("button", name="Stap terug").click()
    expect(page.get_by_role("group", name="Is uw been zwakker geworden?").get_by_label("Ja")).to_be_checked()
    assert (found, page.url) == ([], address)


def test_without_scripts(browser: Browser, desk: str, eva: User, topic: Topic) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = sit_down(context.new_page(), desk, eva)
    page.goto(f"{desk}{reverse('triage-admin:try', args=['draft', topic.pk])}")
    page.get_by_role("button", name="Geen van deze").click()
    expect(page.get_by_role("heading", name="Uw been", exact=True).first).to_be_visible()


def test_a_draft_that_cannot_be_tried(browser: Browser, desk: str, eva: User, topic: Topic) -> None:
    Rule.objects.filter(slug="fever").update(when=[{"question": "nergens", "is": "yes"}])
    page = sit_down(a_page(browser), desk, eva)
    page.goto(f"{desk}{reverse('triage-admin:try', args=['draft', topic.pk])}")
    expect(page.get_by_role("heading", name="Wat nog niet klopt")).to_be_visible()
    assert in_every_look(page) == []


def test_everything_is_checked(browser: Browser, desk: str, eva: User, topic: Topic) -> None:
    """A broken promise, a raised rule, and the figures of a population."""
    submission = publishing.submit(topic=topic, by=eva, note="eerste")
    publishing.approve(submission=submission, by=clinician("ruud", "reviewer"), why="goed")
    Promise.objects.filter(slug="fever-is-seen").update(urgency="immediate")
    Rule.objects.filter(slug="factors-together").update(at_least="immediate")
    page = sit_down(a_page(browser), desk, eva)
    page.goto(f"{desk}{reverse('admin:content_topic_changes', args=[topic.pk])}")
    page.get_by_role("button", name="Alles controleren").click()
    expect(page.get_by_text("1 punt moet eerst beter.")).to_be_visible()
    expect(page.get_by_text("Bezig met nakijken…").first).to_be_hidden()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    found = in_every_look(page)
    page.get_by_role("link", name="De belofte ‘Koorts wordt dezelfde dag gezien’ houdt niet").click()
    expect(page.get_by_role("heading", name="Koorts wordt dezelfde dag gezien")).to_be_visible()
    page.goto(f"{desk}{reverse('admin:content_topic_checks', args=[topic.pk])}")
    assert found + in_every_look(page) == []


def test_everything_is_checked_without_scripts(browser: Browser, desk: str, eva: User, topic: Topic) -> None:
    page = sit_down(browser.new_context(java_script_enabled=False).new_page(), desk, eva)
    page.goto(f"{desk}{reverse('admin:content_topic_checks', args=[topic.pk])}")
    page.get_by_role("button", name="Alles controleren").click()
    expect(page.get_by_text("Niets houdt dit tegen.")).to_be_visible()


def test_where_people_go_can_be_read_by_everybody(
    browser: Browser, desk: str, eva: User, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.proving.prove", lambda _document, _before: Proven((), {"population": MOVED}))
    submission = publishing.submit(topic=topic, by=eva, note="eerste")
    page = sit_down(a_page(browser), desk, eva)
    page.goto(f"{desk}{reverse('admin:content_submission_change', args=[submission.pk])}")
    expect(page.get_by_role("row", name="Vandaag nog")).to_contain_text("9 %")
    assert in_every_look(page) == []
