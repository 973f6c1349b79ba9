"""Two people in one record, and a session that ended while somebody typed, in a real browser."""

import re

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from content.models import Advice, Section
from tests.e2e.looking import in_every_look
from tests.e2e.people import a_page, clinician, come_in, log_in, published_topic, set_up_phone, sit_down


def opened(page: Page, desk: str, row: Advice | Section) -> Page:
    page.goto(f"{desk}{reverse(f'admin:content_{row._meta.model_name}_change', args=[row.pk])}")
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()


def title(page: Page) -> str:
    return page.get_by_label("Titel", exact=True).input_value()


def test_who_saves_second_sees_both_versions_and_chooses(browser: Browser, desk: str) -> None:
    published_topic(clinician("eva", "editor"), clinician("ruud", "reviewer"))
    eva, anna = (
        opened(sit_down(a_page(browser), desk, user), desk, Section.objects.get())
        for user in (User.objects.get(username="eva"), clinician("anna", "editor"))
    )
    for page, said in ((anna, "De knie van Anna"), (eva, "De knie van Eva")):
        page.get_by_label("Titel", exact=True).fill(said)
        page.get_by_label("Tekst", exact=True).first.fill(f"{said} doet pijn.")
        save(page)
    expect(eva.get_by_text(re.compile("door anna"))).to_be_visible()
    first, second = eva.locator("fieldset.clash").all()
    expect(first.locator("mark").first).to_have_text("Eva")
    expect(first.get_by_label(re.compile("Wat u typte"))).to_be_checked()
    assert in_every_look(eva) == []
    second.get_by_label(re.compile("Wat een ander opsloeg")).check()
    save(eva)
    expect(eva.get_by_text("Buiten het beheer ziet nog niemand dit")).to_be_visible()
    section = Section.objects.get()
    texts = [block.text.get("nl") for block in section.blocks.all()]
    assert (section.title["nl"], "De knie van Anna doet pijn." in texts) == ("De knie van Eva", True)


def test_what_was_typed_when_a_session_ended_is_there_after_logging_in(browser: Browser, desk: str) -> None:
    eva = clinician("eva", "editor")
    published_topic(eva, clinician("ruud", "reviewer"))
    page = a_page(browser)
    log_in(page, desk, "eva")
    set_up_phone(page)
    recovery = re.findall(r"\b[0-9a-f]{8,}\b", page.locator("main").inner_text())[0]
    opened(page, desk, Advice.objects.get())
    page.get_by_label("Titel", exact=True).fill("Lang over nagedacht")
    Session.objects.all().delete()
    save(page)
    page.get_by_label("Gebruikersnaam").fill("eva")
    page.get_by_label("Wachtwoord").fill("een heel lang wachtwoord")
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_label(re.compile("[Cc]ode")).fill(recovery)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("Uw sessie was afgelopen")).to_be_visible()
    assert (title(page), Advice.objects.get().title["nl"]) == ("Lang over nagedacht", "Neem rust")
    assert in_every_look(page) == []
    save(page)
    expect(page.get_by_text("Buiten het beheer ziet nog niemand dit")).to_be_visible()
    assert Advice.objects.get().title["nl"] == "Lang over nagedacht"


def test_a_record_that_was_deleted_meanwhile_is_saved_as_a_new_one(browser: Browser, desk: str) -> None:
    published_topic(clinician("eva", "editor"), clinician("ruud", "reviewer"))
    eva = come_in(browser, desk, "eva")
    opened(eva, desk, Advice.objects.get())
    eva.get_by_label("Titel", exact=True).fill("Toch houden")
    Advice.objects.all().delete()
    save(eva)
    expect(eva.get_by_text(re.compile("Het systeem heeft dit op"))).to_be_visible()
    assert (title(eva), Advice.objects.count()) == ("Toch houden", 0)
    assert in_every_look(eva) == []
    save(eva)
    expect(eva.get_by_text("Buiten het beheer ziet nog niemand dit")).to_be_visible()
    assert Advice.objects.get().title["nl"] == "Toch houden"
