"""A rule made of choices: by keyboard alone, with and without scripts; and the table of all rules."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from content.models import Topic
from tests.e2e.looking import in_every_look, too_wide
from tests.e2e.people import PHONE, a_page, clinician, sit_down
from tests.triage.conftest import drafts, small_records
from triage.models import AdviceChoice, Rule, Vignette

_PATIENCE = 80
LIMITED = {"question": "limits", "atLeast": "most"}


@pytest.fixture
def page(browser: Browser, shared_desk: str) -> Page:
    """The form of one rule, as an editor meets it."""
    drafts(small_records())
    page = sit_down(a_page(browser), shared_desk, editor())
    page.goto(f"{shared_desk}{reverse('admin:triage_rule_change', args=[rule().pk])}")
    return page


def editor() -> User:
    return User.objects.filter(username="eva").first() or clinician("eva", "editor")


def rule() -> Rule:
    return Rule.objects.get(slug="limited")


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """As somebody without a mouse does."""
    for _ in range(_PATIENCE):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} cannot be reached")


def test_by_keyboard_alone(page: Page) -> None:
    told = page.locator(".rows-told").first
    tab_to(page, "when-1-question")
    page.keyboard.type("Hebt u koorts")
    expect(told).to_contain_text("‘Hebt u koorts?’ ja")  # the one answer that fits was filled in
    tab_to(page, "when-2-question")
    page.keyboard.type("Hoe oud")
    tab_to(page, "when-2-compare")
    page.keyboard.press("ArrowDown")
    tab_to(page, "when-2-answer")
    page.keyboard.type("17")
    expect(told).to_contain_text("‘Hoe oud bent u?’ 17 of minder")
    tab_to(page, "when-0-remove", "Shift+Tab")
    page.keyboard.press("Space")
    expect(told).not_to_contain_text("Wat kunt u niet meer?")
    tab_to(page, "at_least")
    page.keyboard.type("vandaag")
    tab_to(page, "_save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert rule().when == [{"question": "fever", "is": "yes"}, {"question": "age", "atMost": 17}]
    assert rule().at_least == "sameDay"


def test_a_group_is_made_and_filled(page: Page) -> None:
    page.get_by_label("Rij 2: vraag").select_option(label="minstens een aantal van …")
    page.get_by_label("Voorwaarde 2: aantal").fill("1")
    page.get_by_label("Rij 2.1: vraag").select_option(label="Welke medicijnen gebruikt u?")
    page.get_by_label("Rij 2.1: vergelijking").select_option(label="bevat één van")
    page.get_by_label("Bloedverdunner").check()
    page.get_by_label("Prednison").check()
    page.get_by_label("Rij 2.2: vraag").select_option(label="Hebt u kanker gehad?")
    said = "minstens 1 van: ‘Welke medicijnen gebruikt u?’ ‘Bloedverdunner’ of ‘Prednison’; ‘Hebt u kanker gehad?’ ja"
    expect(page.locator(".rows-told").first).to_contain_text(said)
    assert in_every_look(page) == []
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    group = [
        {"question": "medicines", "anyOf": ["blood-thinner", "prednisone"]},
        {"question": "past-cancer", "is": "yes"},
    ]
    assert rule().when == [LIMITED, {"atLeastOf": 1, "atoms": group}]


def test_another_question_brings_its_own_answers(page: Page) -> None:
    page.get_by_label("Rij 1: vraag").select_option(label="Waar zit de pijn?")
    page.get_by_label("Rij 1: antwoord").select_option(label="Nek")
    expect(page.locator(".rows-told").first).to_contain_text("‘Waar zit de pijn?’ ‘Nek’")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert rule().when == [{"question": "place", "is": "neck"}]


def test_a_row_that_is_wrong_says_so_and_keeps_what_was_typed(page: Page) -> None:
    page.get_by_label("Rij 2: vraag").select_option(label="Hoe oud bent u?")
    page.get_by_label("Rij 2: getal").fill("130")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Kies een getal van 0 tot en met 120.").first).to_be_visible()
    expect(page.get_by_label("Rij 2: getal")).to_have_value("130")
    found = in_every_look(page)
    page.set_viewport_size(PHONE)
    assert found + too_wide(page) == []


def test_what_is_typed_while_the_server_thinks_stays(page: Page) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.get_by_label("Rij 2: vraag").select_option(label="Hoe oud bent u?")
    expect(page.get_by_label("Rij 3: vraag")).to_be_visible()
    page.route("**/rows/**", hold)
    page.get_by_label("Rij 2: vergelijking").select_option(label="hoogstens")
    page.get_by_label("Rij 2: getal").fill("17")
    while len(waiting) < 2:  # one for the comparison, one for the number
        page.wait_for_timeout(20)
    for route in waiting:
        route.continue_()
    expect(page.locator(".rows-told").first).to_contain_text("‘Hoe oud bent u?’ 17 of minder")
    expect(page.get_by_label("Rij 2: getal")).to_have_value("17")


def test_without_the_server_nothing_is_lost(page: Page) -> None:
    page.route("**/rows/**", lambda route: route.abort())
    page.get_by_label("Rij 2: vraag").select_option(label="Hebt u koorts?")
    expect(page.get_by_text("er gaat niets verloren")).to_be_visible()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert rule().when == [LIMITED, {"question": "fever", "is": "yes"}]


def test_a_new_reason_to_withhold_has_rows_of_its_own(page: Page, shared_desk: str) -> None:
    choice = AdviceChoice.objects.get(slug="stay-active")
    page.goto(f"{shared_desk}{reverse('admin:triage_advicechoice_change', args=[choice.pk])}")
    page.get_by_role("button", name="Reden om niet te tonen toevoegen").click()
    fresh = page.locator("#withheld_when-data > .form-group:not(.empty-form)").last
    fresh.get_by_label("Rij 1: vraag").select_option(label="Hoe oud bent u?")
    fresh.get_by_label("Rij 1: getal").fill("60")
    expect(fresh.locator(".rows-told")).to_contain_text("‘Hoe oud bent u?’ 60 of meer")
    fresh.get_by_label("Omdat", exact=True).fill("Vraag het na.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert [row.when for row in choice.withheld_when.all()] == [[{"question": "age", "atLeast": 60}]]


def test_the_answers_of_a_vignette_are_chosen(page: Page, shared_desk: str) -> None:
    vignette = Vignette.objects.get()
    page.goto(f"{shared_desk}{reverse('admin:triage_vignette_change', args=[vignette.pk])}")
    page.get_by_label("Rij 6: vraag").select_option(label="Wat kunt u niet meer?")
    page.get_by_label("Rij 6: antwoord").select_option(label="weet ik niet")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert Vignette.objects.get().answers == vignette.answers | {"limits": "unknown"}


def test_without_scripts_the_answers_come_after_saving(browser: Browser, shared_desk: str) -> None:
    drafts(small_records())
    context = browser.new_context(java_script_enabled=False)
    page = sit_down(context.new_page(), shared_desk, editor())
    page.goto(f"{shared_desk}{reverse('admin:triage_rule_change', args=[rule().pk])}")
    page.get_by_label("Rij 2: vraag").select_option(label="Hoe oud bent u?")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_label("Rij 2: vergelijking").select_option("atMost")
    page.get_by_label("Rij 2: getal").fill("17")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen:")).to_be_visible()
    assert rule().when == [LIMITED, {"question": "age", "atMost": 17}]


def test_the_table_of_all_rules(page: Page, shared_desk: str) -> None:
    page.goto(f"{shared_desk}{reverse('admin:triage_rule_table', args=[Topic.objects.get().pk])}")
    found = in_every_look(page)
    page.get_by_label("Vraag").select_option(label="Hebt u kanker gehad?")
    page.get_by_role("button", name="Tonen", exact=True).click()
    expect(page.get_by_text("2 van 7 regels")).to_be_visible()
    assert found + in_every_look(page) == []
    page.get_by_role("link", name="Regel wijzigen").first.click()
    expect(page.get_by_label("Voorwaarde 1: aantal")).to_have_value("2")
