"""Rows of detail, such as the blocks of a section: put in order by hand and by keyboard, added, and taken away."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Locator, Page, expect

from content import loading
from content.models import Section
from tests.conftest import TOPICS
from tests.e2e.people import PHONE, a_page, clinician, published_topic, sit_down

FIRST = ["paragraph", "list", "list", "callout", "alarmSigns", "advice", "faqs"]


@pytest.fixture(scope="module")
def knee_desk(shared_desk: str) -> str:
    """With one topic, published once for all of these tests."""
    published_topic(clinician("eva", "editor"), clinician("ruud", "reviewer"))
    return shared_desk


@pytest.fixture
def form(browser: Browser, knee_desk: str) -> Page:
    """The section's form, as an editor meets it."""
    loading.load(TOPICS / "knie", replace=True)
    assert order() == FIRST
    page = sit_down(a_page(browser), knee_desk, User.objects.get(username="eva"))
    page.goto(f"{knee_desk}/admin/content/section/{Section.objects.get().pk}/change/")
    return page


def order() -> list[str]:
    return [block.kind for block in Section.objects.get().blocks.all()]


def row(page: Page, place: int) -> Locator:
    return page.locator("#blocks-data > .form-group:not(.empty-form)").nth(place - 1)


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()


def drag(page: Page, place: int, to: int) -> None:
    """In small steps, as a hand does."""
    handle, target = row(page, place).locator(".row-drag"), row(page, to).locator(".row-bar")
    page.get_by_role("button", name="Alleen de koppen").click()
    dragged = row(page, place).locator(".row-title").text_content() or ""
    handle.hover()
    page.mouse.down()
    box = target.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=15)
    for moved in range(100):  # the page follows a hand in its own time
        page.mouse.move(box["x"] + 20, box["y"] + 4 + 4 * (moved % 2))
        if row(page, to).locator(".row-title").text_content() == dragged:
            break
    page.mouse.up()


def test_a_block_that_was_dragged_stays_there(form: Page) -> None:
    drag(form, 4, 1)
    save(form)
    assert order() == ["callout", "paragraph", "list", "list", "alarmSigns", "advice", "faqs"]


def test_the_comparison_shows_the_new_order(form: Page) -> None:
    drag(form, 4, 1)
    save(form)
    form.get_by_role("link", name="Wijzigingen bekijken en inzenden").click()
    change = form.locator("details.change")
    expect(change).to_have_count(1)
    expect(change.locator("ins", has_text="Let op deze tekens.")).to_have_count(1)
    expect(change.locator("del", has_text="Let op deze tekens.")).to_have_count(1)


def test_the_keyboard_puts_blocks_in_order_too(form: Page) -> None:
    up = row(form, 4).get_by_role("button", name="Een plaats omhoog")
    up.focus()
    for _ in range(3):
        form.keyboard.press("Enter")
    expect(form.get_by_role("status").filter(has_text="plaats 1 van 7")).to_be_attached()
    row(form, 6).get_by_role("button", name="Een plaats omlaag").press("Enter")
    save(form)
    assert order() == ["callout", "paragraph", "list", "list", "alarmSigns", "faqs", "advice"]


def test_the_first_cannot_go_up_and_the_last_not_down(form: Page) -> None:
    row(form, 1).get_by_role("button", name="Een plaats omhoog").click()
    row(form, 7).get_by_role("button", name="Een plaats omlaag").click()
    save(form)
    assert order() == FIRST


def test_a_new_block_comes_last_and_can_be_moved_before_it_is_saved(form: Page) -> None:
    form.get_by_role("button", name="Blok toevoegen").click()
    fresh = row(form, 8)
    fresh.get_by_label("Soort").select_option("paragraph")
    fresh.get_by_label("Tekst", exact=True).fill("Nieuw en kort.")
    fresh.get_by_role("button", name="Een plaats omhoog").click()
    save(form)
    assert order() == [*FIRST[:6], "paragraph", "faqs"]


def test_a_new_block_that_is_taken_away_again_takes_nothing_else_along(form: Page) -> None:
    for text in ("Deze niet.", "Deze wel."):
        form.get_by_role("button", name="Blok toevoegen").click()
        last = form.locator("#blocks-data > .form-group:not(.empty-form)").last
        last.get_by_label("Soort").select_option("paragraph")
        last.get_by_label("Tekst", exact=True).fill(text)
    row(form, 8).get_by_label("Verwijderen").check()
    save(form)
    texts = [block.text.get("nl") for block in Section.objects.get().blocks.all()]
    assert "Deze wel." in texts
    assert "Deze niet." not in texts


def test_what_was_marked_to_go_can_be_kept(form: Page) -> None:
    row(form, 2).get_by_label("Verwijderen").check()
    expect(row(form, 2).locator("textarea").first).to_be_hidden()
    row(form, 2).get_by_label("Toch houden").uncheck()
    row(form, 3).get_by_label("Verwijderen").check()
    save(form)
    assert order() == [*FIRST[:2], *FIRST[3:]]


def test_a_kind_of_block_asks_for_its_own_fields(form: Page) -> None:
    form.get_by_role("button", name="Blok toevoegen").click()
    fresh = row(form, 8)
    fresh.get_by_label("Soort").select_option("alarmSigns")
    expect(fresh.get_by_label("Tekst", exact=True)).to_be_hidden()
    fresh.get_by_label("Soort").select_option("callout")
    expect(fresh.get_by_label("Tekst", exact=True)).to_be_visible()
    expect(fresh.get_by_label("Toon")).to_be_visible()


def test_on_a_phone_the_buttons_are_within_reach(form: Page) -> None:
    form.set_viewport_size(PHONE)
    row(form, 4).get_by_role("button", name="Een plaats omhoog").click()
    save(form)
    assert order() == ["paragraph", "list", "callout", "list", "alarmSigns", "advice", "faqs"]
