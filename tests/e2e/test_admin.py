"""The whole way in a real browser: an editor changes an advice, somebody else approves it, the API says it."""

import json
import re
import time
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser, expect

from tests.e2e.people import clinician, come_in, published_topic

NEW = "Neem even een pauze"


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
    eva.get_by_role("link", name="Adviezen").click()
    eva.get_by_role("link", name="Neem rust").click()
    eva.get_by_label("Titel", exact=True).fill(NEW)
    eva.get_by_role("button", name="Opslaan", exact=True).click()
    eva.get_by_role("link", name="Wijzigingen bekijken en inzenden").click()
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
    ruud.get_by_role("link", name="Overzicht").click()
    expect(ruud.get_by_role("link", name="Uitgave 2")).to_be_visible()
