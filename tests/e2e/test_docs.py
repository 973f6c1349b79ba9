"""The page for developers in a real browser: on a wide screen and on a phone, in two languages, and to be tried."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import findings

WIDTHS = {"desktop": 1280, "phone": 390}
ASSESSING = "#operations-Triage-createAssessment"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
CUT = """[...document.querySelectorAll('#swagger-ui :is(p, h3, h4, td, button, span, select, input)')].filter(one =>
  !one.closest('pre') && one.getClientRects().length && one.getBoundingClientRect().right > innerWidth
).map(one => one.className + ': ' + one.textContent.slice(0, 60))"""


def opened(browser: Browser, shared_desk: str, width: int) -> Page:
    """The page with its operations; anything that the browser complains of fails the test."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda told: pytest.fail(told.text) if told.type in ("error", "warning") else None)
    page.goto(f"{shared_desk}/docs")
    page.wait_for_selector(ASSESSING)
    return page


def test_it_fits_on_every_screen(browser: Browser, shared_desk: str) -> None:
    for width in WIDTHS.values():
        page = opened(browser, shared_desk, width)
        page.locator(f"{ASSESSING} .opblock-summary-control").first.click()
        expect(page.locator(f"{ASSESSING} tr[data-code='503']")).to_be_visible()
        page.locator("section.models h4 button").click()
        page.locator("#model-Assessment button").first.click()
        assert (page.evaluate(SIDEWAYS), page.evaluate(CUT)) == (0, []), width


def test_it_can_be_read_and_heard_by_everybody(browser: Browser, shared_desk: str) -> None:
    page = opened(browser, shared_desk, WIDTHS["desktop"])
    page.locator(f"{ASSESSING} .opblock-summary-control").first.click()
    page.locator(f"{ASSESSING} .try-out__btn").wait_for()
    assert findings(page) == []
    assert "#/" in page.url  # an operation has an address of its own


def test_an_operation_is_told_in_two_languages_with_its_examples(browser: Browser, shared_desk: str) -> None:
    page = opened(browser, shared_desk, WIDTHS["desktop"])
    operation = page.locator(ASSESSING)
    operation.locator(".opblock-summary-control").first.click()
    description = operation.locator(".opblock-description")
    expect(description.locator("[lang=nl]")).to_contain_text("Begin met een lege lijst")
    expect(description.locator("[lang=en]")).to_contain_text("Begin with an empty list")
    operation.get_by_label("Voorbeeld · Example").first.select_option(
        label="Een noodgeval, in de nacht · An emergency, at night"
    )
    expect(operation.locator("pre").first).to_contain_text("chest-pain")
    expect(operation.locator("tr[data-code='410'] pre")).to_contain_text("urn:rugpijn:problem:release-withdrawn")


def test_an_operation_can_be_tried(browser: Browser, shared_desk: str) -> None:
    page = opened(browser, shared_desk, WIDTHS["desktop"])
    operation = page.locator("#operations-Content-listTopics")
    operation.locator(".opblock-summary-control").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".request-url")).to_contain_text(f"{shared_desk}/v1/topics")
    expect(operation.locator(".live-responses-table tbody .response-col_status")).to_have_text("200")
