"""What axe-core finds on a page, and whether it fits: on a desk, in the dark, on a phone."""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.people import PHONE, WIDE

_SCRIPT = Axe().axe_script
_ROWS_ENOUGH = 5  # of a list with a hundred records alike
_LEAVE_FEW = """enough => document.querySelectorAll('#result_list tr.data-row')
  .forEach((row, place) => place < enough || row.remove())"""
_EXCHANGE = """async ([address, enough]) => {
  const answer = await fetch(address);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  fresh.querySelectorAll("#result_list tr.data-row").forEach((row, place) => place < enough || row.remove());
  document.getElementById("inhoud").replaceWith(fresh.getElementById("inhoud"));
  document.title = fresh.title;
}"""
_DARK = "dark => document.documentElement.classList.toggle('dark', dark)"
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


CONTRAST = "color-contrast"  # dearer than all other rules together


def findings(page: Page, *rules: str) -> list[str]:
    """One line for each: what is wrong, how bad, where and why. Of every rule, or of these alone."""
    page.evaluate(_LEAVE_FEW, _ROWS_ENOUGH)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_SCRIPT)
    return _told(page, "document", {"runOnly": list(rules)} if rules else {})


def findings_of_main_part(page: Page, address: str) -> list[str]:
    """Of another page with the same frame, whose main part takes the place of this one: a tenth of what it costs to
    open that page. Contrast is left to pages that are opened.
    """
    page.evaluate(_EXCHANGE, [address, _ROWS_ENOUGH])
    return [f"{address}: {said}" for said in _told(page, "'#inhoud'", {"rules": {CONTRAST: {"enabled": False}}})]


def _told(page: Page, part: str, options: dict[str, Any]) -> list[str]:
    asked = json.dumps({"resultTypes": ["violations"], "preload": False} | options)
    lines: list[str] = []
    for violation in page.evaluate(f"axe.run({part}, {asked}).then(found => found.violations)"):
        for node in violation["nodes"]:
            why = [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
            lines.append(f"{page.url} {violation['id']} ({violation['impact']}) {node['target']}: {'; '.join(why)}")
    return lines


def too_wide(page: Page) -> list[str]:
    wider = page.evaluate(_SIDEWAYS)
    return [f"{page.url} is {wider} pixels wider than the window"] if wider > 0 else []


def at_a_desk_and_on_a_phone(page: Page) -> list[str]:
    """As it stands, and whether it would fit on a phone."""
    found = findings(page) + too_wide(page)
    page.set_viewport_size(PHONE)
    found += too_wide(page)
    page.set_viewport_size(WIDE)
    return found


def in_every_look(page: Page) -> list[str]:
    """At a desk and on a phone, and whether it can be read in the dark."""
    page.evaluate(_DARK, True)
    found = findings(page, CONTRAST)
    page.evaluate(_DARK, False)
    return found + at_a_desk_and_on_a_phone(page)
