"""The whole story in a real browser: a slip that would harm somebody is seen before anybody else sees it.

An editor changes an advice and lowers a rule by mistake, sees the patient who would be harmed, mends it and submits; a
reviewer approves; apps have it within two seconds; the release before it is put back.
"""

import json
import os
import re
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect

from content import loading, publishing
from tests.conftest import OVER_BUDGET
from tests.e2e.hands import Keyboard
from tests.e2e.people import PASSWORD, PHONE, WIDE, a_page, clinician
from tests.totp import code
from triage.models import Rule

RUGPIJN = Path(__file__).parents[2] / "content" / "library" / "rugpijn"
PROOFS_TAKE = 120_000  # milliseconds, at most, on a busy machine
SEEN_WITHIN = 2.0
OLD, NEW = "Blijf rustig in beweging", "Blijf rustig in beweging, elke dag"


def title_in_api(site: str) -> str:
    try:
        with urlopen(f"{site}/v1/topics/rugpijn/advice/stay-active") as answer:
            return str(json.load(answer)["advice"]["title"])
    except HTTPError:
        return ""


def wait_for_title(site: str, wanted: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while title_in_api(site) != wanted:
        assert time.monotonic() < deadline, title_in_api(site)
        time.sleep(0.05)


def picture(page: Page, name: str) -> None:
    """For people to look at, where STORY_PICTURES names a folder."""
    if folder := os.environ.get("STORY_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-1280.png", full_page=True)
        page.set_viewport_size(PHONE)
        page.screenshot(path=f"{folder}/{name}-390.png", full_page=True)
        page.set_viewport_size(WIDE)


def come_in_without_a_mouse(browser: Browser, site: str, name: str) -> Keyboard:
    """Password, and the second step set up with a phone."""
    page = a_page(browser)
    page.set_default_timeout(PROOFS_TAKE)
    page.goto(f"{site}/admin/")
    hand = Keyboard(page)
    hand.write("Gebruikersnaam", name)
    hand.write("Wachtwoord", PASSWORD)
    hand.enter()
    done, wrong = page.get_by_role("heading", name="Bewaar deze herstelcodes"), page.get_by_role("alert")
    secret = (page.locator("#totp-secret").text_content() or "").strip()
    for _ in range(5):  # the half minute of the first code may be over before it arrives
        hand.write("Code van zes cijfers", code(secret))
        hand.enter()
        done.or_(wrong).first.wait_for()
        if done.is_visible():
            break
    hand.press("link", "Bewaard, verder")
    return hand


def test_a_slip_is_seen_before_it_harms_and_everything_can_be_put_back(browser: Browser, site: str) -> None:
    """Without a mouse: with keys alone, and always with the place in sight where one is."""
    editor, reviewer = clinician("eva", "editor"), clinician("ruud", "reviewer")
    topic = loading.load(RUGPIJN).topic
    submission = publishing.submit(topic=topic, by=editor, note="eerste")
    publishing.approve(submission=submission, by=reviewer, why="goed", acceptance=OVER_BUDGET)
    wait_for_title(site, OLD, 10)
    rule = Rule.objects.get(slug="sudden-pain-over-60")

    eva = come_in_without_a_mouse(browser, site, "eva")
    picture(eva.page, "1-home")
    eva.press("link", "Adviezen")
    eva.past_the_menu().press("link", re.compile(f"^{OLD}"))
    eva.past_the_menu().write("Titel", NEW)
    picture(eva.page, "2-advice")
    eva.press("button", "Opslaan")

    eva.press("link", "Regels")
    find(eva, rule.slug)
    eva.press("link", re.compile(rule.slug))
    eva.past_the_menu().choose("Dan minstens", "binnen enkele")
    picture(eva.page, "3-rule")
    eva.press("button", "Opslaan")

    eva.press("link", "Onderwerpen en inzenden")
    eva.past_the_menu().press("link", re.compile("^Rugpijn"))
    picture(eva.page, "4-topic")
    eva.past_the_menu().press("button", "Alles controleren")
    expect(eva.page.get_by_text("moeten eerst beter")).to_be_visible(timeout=PROOFS_TAKE)
    harmed = eva.page.locator(".findings li", has_text="60").first
    expect(harmed).to_contain_text("jaar")
    picture(eva.page, "5-harmed")

    eva.past_the_menu().press("link", re.compile("^Was .* doordat regel"))
    eva.past_the_menu().choose("Dan minstens", "meteen")
    eva.press("button", "Opslaan")
    eva.past_the_menu().press("link", "Wijzigingen bekijken en inzenden")
    expect(eva.page.get_by_role("checkbox")).to_have_count(1)
    eva.past_the_menu().write("Wat verandert er, en waarom?", "Duidelijker")
    picture(eva.page, "6-changes")
    eva.press("button", "Inzenden voor beoordeling")
    expect(eva.page.get_by_text("wacht op beoordeling")).to_be_visible(timeout=PROOFS_TAKE)
    assert title_in_api(site) == OLD

    ruud = come_in_without_a_mouse(browser, site, "ruud")
    ruud.past_the_menu().press("link", re.compile("Duidelijker"))
    expect(ruud.page.locator("ins").first).to_contain_text("elke dag")
    picture(ruud.page, "7-submission")
    ruud.past_the_menu().write("Waarom?", "Goed zo")
    ruud.press("button", "Goedkeuren")
    expect(ruud.page.get_by_text("goedgekeurd als uitgave 2")).to_be_visible(timeout=PROOFS_TAKE)
    wait_for_title(site, NEW, SEEN_WITHIN)

    ruud.press("link", "Uitgaven")
    ruud.past_the_menu().press("link", re.compile("^Uitgave 1 "))
    ruud.past_the_menu().open(ruud.page.locator("summary", has_text="Opnieuw publiceren"))
    ruud.write("Waarom?", "Toch de oude")
    picture(ruud.page, "8-again")
    ruud.press("button", "Opnieuw publiceren")
    expect(ruud.page.get_by_text("live", exact=True).first).to_be_visible(timeout=PROOFS_TAKE)
    wait_for_title(site, OLD, SEEN_WITHIN)


def find(hand: Keyboard, words: str) -> None:
    """In the list that is open."""
    hand.past_the_menu().write("Zoeken in regels", words)
    hand.enter()
    expect(hand.page.locator("#result_list tbody tr")).to_have_count(1)
