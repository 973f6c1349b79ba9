"""Pages that the story does not come past, without a mouse: everything can be reached, seen, worked and left."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, expect

from content.models import Release, Section, Topic
from tests.e2e.hands import Keyboard
from tests.e2e.people import PHONE, a_page, clinician, published_topic, sit_down


@pytest.fixture(scope="module")
def knee_desk(shared_desk: str) -> str:
    published_topic(clinician("eva", "editor"), clinician("ruud", "reviewer"))
    clinician("anna", "auditor", "reviewer", "editor")
    return shared_desk


@pytest.fixture
def anna(browser: Browser, knee_desk: str) -> Keyboard:
    """May do all that this desk can do."""
    return Keyboard(sit_down(a_page(browser), knee_desk, User.objects.get(username="anna")))


def pages() -> list[str]:
    topic, release = Topic.objects.get(), Release.objects.get()
    return [
        reverse("admin:content_topic_change", args=[topic.pk]),
        reverse("admin:content_topic_journal", args=[topic.pk]),
        reverse("admin:content_release_change", args=[release.pk]),
        reverse("admin:content_section_changelist"),
    ]


def unfolded(anna: Keyboard, address: str) -> Keyboard:
    anna.page.goto(address)
    anna.page.locator("#inhoud details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    return anna.past_the_menu()


def test_every_stop_can_be_seen_and_left(anna: Keyboard, knee_desk: str) -> None:
    for address in pages():
        assert len(unfolded(anna, f"{knee_desk}{address}").through()) > 5


def test_a_form_on_a_phone_from_its_begin_to_its_end_and_back(anna: Keyboard, knee_desk: str) -> None:
    anna.page.set_viewport_size(PHONE)
    form = unfolded(anna, f"{knee_desk}{reverse('admin:content_section_change', args=[Section.objects.get().pk])}")
    stops = form.through()
    assert {"id_title_0", "id_blocks-0-text_0", "Een plaats omhoog"} <= stops
    assert form.through("Shift+Tab") >= stops


def test_what_is_chosen_from_a_list_that_can_be_searched(anna: Keyboard, knee_desk: str) -> None:
    section = Section.objects.get()
    Section.objects.update(sources=[])
    anna.page.goto(f"{knee_desk}{reverse('admin:content_section_change', args=[section.pk])}")
    anna.past_the_menu().at(anna.page.locator(".field-sources .select2-search__field"), "Bronnen")
    anna.page.keyboard.type(section.sources[0][:4])
    anna.page.keyboard.press("Enter")
    anna.press("button", "Opslaan")
    assert Section.objects.get().sources == section.sources


def test_the_filter_takes_the_focus_and_gives_it_back(anna: Keyboard, knee_desk: str) -> None:
    anna.page.goto(f"{knee_desk}{reverse('admin:content_section_changelist')}")
    opener = anna.page.get_by_role("button", name="Filteren")
    anna.past_the_menu().open(opener)
    expect(anna.page.get_by_role("button", name="Sluiten")).to_be_focused()
    anna.to("link", "Nog niet gepubliceerd")
    anna.page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    anna.page.keyboard.press("Enter")
    anna.press("link", "Nog niet gepubliceerd")
    expect(anna.page).to_have_url(re.compile("stand=open"))


def test_the_menu_of_who_is_logged_in(anna: Keyboard, knee_desk: str) -> None:
    anna.page.goto(f"{knee_desk}/admin/")
    anna.open(anna.page.get_by_role("button", name="anna"))
    expect(anna.page.get_by_role("button", name="Afmelden")).to_be_visible()
    anna.to("link", "Tweede stap")
    anna.page.keyboard.press("Escape")
    expect(anna.page.get_by_role("button", name="anna")).to_be_focused()
