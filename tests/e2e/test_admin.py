"""The whole way in a real browser: an editor changes an advice, somebody else approves it, the API says it."""

import json
import re
import time
from urllib.error import HTTPError
from urllib.request import urlopen

from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Page, expect

from content import loading, publishing
from content.models import Topic
from tests.conftest import TOPICS
from tests.totp import code

PASSWORD = "een heel lang wachtwoord"
NEW = "Neem even een pauze"


def clinician(name: str, group: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def published_topic(editor: User, reviewer: User) -> Topic:
    topic = loading.load(TOPICS / "knie").topic
    submission = publishing.submit(topic=topic, by=editor, note="eerste")
    publishing.approve(submission=submission, by=reviewer, why="goed")
    return topic


def come_in(browser: Browser, site: str, name: str) -> Page:
    """Password, and the second step set up with a phone."""
    page = browser.new_context(locale="nl-NL").new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(error)))
    page.goto(f"{site}/admin/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    secret = page.locator("#totp-secret").text_content() or ""
    page.get_by_label("Code van zes cijfers").fill(code(secret.strip()))
    page.get_by_role("button", name="Instellen").click()
    page.get_by_role("link", name="Bewaard, verder").click()
    return page


def title_in_api(site: str) -> str:
    """Empty while the server has not seen the first release yet."""
    try:
        with urlopen(f"{site}/v1/topics/knie/advice/rest") as answer:
            return str(json.load(answer)["advice"]["title"])
    except HTTPError:
        return ""


def wait_for_title(site: str, wanted: str) -> None:
    deadline = time.monotonic() + 10
    while title_in_api(site) != wanted:
        assert time.monotonic() < deadline, title_in_api(site)
        time.sleep(0.1)


def test_an_editor_changes_an_advice_a_reviewer_approves_and_the_api_shows_it(browser: Browser, site: str) -> None:
    published_topic(clinician("eva", "editor"), clinician("ruud", "reviewer"))
    wait_for_title(site, "Neem rust")

    eva = come_in(browser, site, "eva")
    eva.goto(f"{site}/admin/content/advice/")
    eva.get_by_role("link", name="Neem rust").click()
    eva.locator("textarea[name=title_nl]").fill(NEW)
    eva.get_by_role("button", name="Opslaan", exact=True).click()
    eva.goto(f"{site}/admin/")
    eva.get_by_role("link", name="Wijzigingen bekijken").click()
    eva.get_by_label("Wat verandert er, en waarom?").fill("Duidelijker")
    eva.get_by_role("button", name="Inzenden voor beoordeling").click()
    expect(eva.get_by_text("wacht op beoordeling")).to_be_visible()
    assert title_in_api(site) == "Neem rust"

    ruud = come_in(browser, site, "ruud")
    ruud.get_by_role("link", name=re.compile("Duidelijker")).click()
    expect(ruud.locator("ins").first).to_contain_text("even")
    ruud.get_by_label("Waarom?", exact=True).fill("Goed zo")
    ruud.get_by_role("button", name="Goedkeuren").click()
    expect(ruud.get_by_text("goedgekeurd als uitgave 2")).to_be_visible()
    wait_for_title(site, NEW)
