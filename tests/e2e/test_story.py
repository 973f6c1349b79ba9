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

from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from content import loading, publishing
from content.models import Release
from tests.conftest import OVER_BUDGET
from tests.e2e.people import PHONE, WIDE, clinician, come_in
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


def test_a_slip_is_seen_before_it_harms_and_everything_can_be_put_back(browser: Browser, site: str) -> None:
    editor, reviewer = clinician("eva", "editor"), clinician("ruud", "reviewer")
    topic = loading.load(RUGPIJN).topic
    submission = publishing.submit(topic=topic, by=editor, note="eerste")
    publishing.approve(submission=submission, by=reviewer, why="goed", acceptance=OVER_BUDGET)
    wait_for_title(site, OLD, 10)
    rule = Rule.objects.get(slug="sudden-pain-over-60")

    eva = come_in(browser, site, "eva")
    eva.set_default_timeout(PROOFS_TAKE)
    picture(eva, "1-home")
    eva.get_by_role("link", name="Adviezen").first.click()
    eva.get_by_role("link", name=OLD).click()
    eva.get_by_label("Titel", exact=True).fill(NEW)
    picture(eva, "2-advice")
    eva.get_by_role("button", name="Opslaan", exact=True).click()

    eva.goto(site + reverse("admin:triage_rule_change", args=[rule.pk]))
    eva.locator("select[name=at_least]").select_option("withinDays")
    picture(eva, "3-rule")
    eva.get_by_role("button", name="Opslaan", exact=True).click()

    eva.goto(site + reverse("admin:content_topic_change", args=[topic.pk]))
    picture(eva, "4-topic")
    eva.get_by_role("button", name="Alles controleren").click()
    expect(eva.get_by_text("moeten eerst beter")).to_be_visible(timeout=PROOFS_TAKE)
    harmed = eva.locator(".findings li", has_text="60").first
    expect(harmed).to_contain_text("jaar")
    picture(eva, "5-harmed")

    eva.goto(site + reverse("admin:triage_rule_change", args=[rule.pk]))
    eva.locator("select[name=at_least]").select_option("immediate")
    eva.get_by_role("button", name="Opslaan", exact=True).click()
    eva.goto(site + reverse("admin:content_topic_changes", args=[topic.pk]))
    expect(eva.get_by_role("checkbox")).to_have_count(1)
    eva.get_by_label("Wat verandert er, en waarom?").fill("Duidelijker")
    picture(eva, "6-changes")
    eva.get_by_role("button", name="Inzenden voor beoordeling").click()
    expect(eva.get_by_text("wacht op beoordeling")).to_be_visible(timeout=PROOFS_TAKE)
    assert title_in_api(site) == OLD

    ruud = come_in(browser, site, "ruud")
    ruud.set_default_timeout(PROOFS_TAKE)
    ruud.get_by_role("link", name=re.compile("Duidelijker")).first.click()
    expect(ruud.locator("ins").first).to_contain_text("elke dag")
    picture(ruud, "7-submission")
    ruud.get_by_label("Waarom?", exact=True).first.fill("Goed zo")
    ruud.get_by_role("button", name="Goedkeuren").click()
    expect(ruud.get_by_text("goedgekeurd als uitgave 2")).to_be_visible(timeout=PROOFS_TAKE)
    wait_for_title(site, NEW, SEEN_WITHIN)

    ruud.goto(site + reverse("admin:content_release_change", args=[Release.objects.get(number=1).pk]))
    ruud.get_by_text("Opnieuw publiceren").first.click()
    ruud.get_by_label("Waarom?", exact=True).last.fill("Toch de oude")
    picture(ruud, "8-again")
    ruud.get_by_role("button", name="Opnieuw publiceren").click()
    expect(ruud.get_by_text("live", exact=True).first).to_be_visible(timeout=PROOFS_TAKE)
    wait_for_title(site, OLD, SEEN_WITHIN)
