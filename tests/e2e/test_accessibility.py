"""What axe-core finds on our pages: nothing, of any weight, at a desk, in the dark and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import OperationalError
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from content import loading, publishing
from content.drafts import Recorded
from content.models import Advice, Section, Submission, Topic
from content.proven import Finding, Proven, Weight
from tests.e2e.looking import at_a_desk_and_on_a_phone, findings, findings_of_main_part, in_every_look
from tests.e2e.people import PASSWORD, PHONE, a_page, clinician, log_in, published_topic, set_up_phone, sit_down

RUGPIJN = Path(__file__).parents[2] / "content" / "library" / "rugpijn"
STORY = ("Een vrouw van 67 jaar.", "Zij heeft koorts.")


def drafts() -> Iterator[tuple[str, Any]]:
    """Every kind of record that has a form, with one record of it."""
    for model in apps.get_models():
        if issubclass(model, Recorded) and model._meta.app_label in ("content", "triage") and not _detail(model):
            yield f"admin:{model._meta.app_label}_{model._meta.model_name}", model._default_manager.first()


def _detail(model: type[Recorded]) -> bool:
    return not hasattr(model, "record_kind")


@pytest.fixture
def boss(desk: str) -> User:
    """May see everything; the topic has a release, a submission that waits, and a change."""
    del desk
    eva, ruud = clinician("eva", "editor"), clinician("ruud", "reviewer")
    topic = published_topic(eva, ruud)
    Advice.objects.update(title={"nl": "Rust even uit"})
    submission = publishing.submit(topic=topic, by=eva, note="Korter")
    publishing.comment(submission=submission, by=ruud, text="Mag het nog korter?")
    Section.objects.update(title={"nl": "De knie, kort"})
    return User.objects.create_superuser("baas", password=PASSWORD)


def test_every_list_and_form(browser: Browser, desk: str) -> None:
    loading.load(RUGPIJN)
    page = sit_down(a_page(browser), desk, User.objects.create_superuser("baas", password=PASSWORD))
    seen, found = 0, list[str]()
    for name, row in drafts():
        form, *others = [reverse(f"{name}_{one}", args=[row.pk]) for one in ("change", "history")] + [
            reverse(f"{name}_{one}") for one in ("changelist", "add")
        ]
        page.goto(f"{desk}{form}")
        found += at_a_desk_and_on_a_phone(page)
        for other in others:
            found += findings_of_main_part(page, other)
        seen += 1 + len(others)
    assert (seen > 50, found) == (True, [])


def test_the_way_from_draft_to_release(browser: Browser, desk: str, boss: User) -> None:
    submission, topic = Submission.objects.latest("pk"), Topic.objects.get()
    addresses = [
        "/admin/",
        reverse("admin:content_topic_changes", args=[topic.pk]),
        reverse("admin:content_topic_journal", args=[topic.pk]),
        reverse("admin:content_submission_changelist"),
        reverse("admin:content_submission_change", args=[submission.pk]),
        reverse("admin:content_submission_change", args=[sent_back(topic).pk]),
        reverse("admin:content_release_changelist"),
        reverse("admin:content_release_change", args=[topic.releases.get().pk]),
        reverse("admin:content_advice_changelist"),
        reverse("admin:content_advice_delete", args=[Advice.objects.get().pk]),
        reverse("admin:content_section_change", args=[Section.objects.get().pk]),
        reverse("admin:content_section_history", args=[Section.objects.get().pk]),
        reverse("admin:content_section_add"),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_user_change", args=[boss.pk]),
        reverse("admin:auth_user_password_change", args=[boss.pk]),
        reverse("admin:auth_user_history", args=[boss.pk]),
    ]
    page = sit_down(a_page(browser), desk, boss)
    found: list[str] = []
    for address in addresses:
        page.goto(f"{desk}{address}")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        found += in_every_look(page)
    assert found == []


def sent_back(topic: Topic) -> Submission:
    """Seen by somebody who may submit it again."""
    submission = publishing.submit(topic=topic, by=User.objects.get(username="eva"), note="Nog eens")
    publishing.send_back(submission=submission, by=User.objects.get(username="ruud"), why="De dosering klopt niet.")
    return submission


@pytest.mark.parametrize("weights", [(Weight.BLOCKS,), (Weight.ACCEPT, Weight.REASON)], ids=["blocked", "to accept"])
def test_what_the_proofs_find(
    browser: Browser, desk: str, weights: tuple[Weight, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Proven(
        tuple(Finding(weight, weight, "advice", "rest", "Dit werd minder dringend.", STORY) for weight in weights)
    )
    monkeypatch.setattr("content.proving.prove", lambda _document, _before: found)
    topic = loading.load(RUGPIJN.parents[2] / "tests" / "topics" / "knie").topic
    submission = publishing.submit(topic=topic, by=clinician("eva", "editor"), note="Anders")
    page = sit_down(a_page(browser), desk, clinician("ruud", "reviewer"))
    page.goto(f"{desk}{reverse('admin:content_submission_change', args=[submission.pk])}")
    page.get_by_text("Voor deze patiënt").first.click()
    assert in_every_look(page) == []


def test_what_opens_on_a_page(browser: Browser, desk: str, boss: User) -> None:
    """Menus and filters, at a desk and on a phone."""
    page = sit_down(a_page(browser), desk, boss)
    page.goto(f"{desk}{reverse('admin:content_advice_changelist')}")
    page.get_by_role("button", name="Filteren").click()
    expect(page.get_by_role("heading", name="Filteren")).to_be_visible()
    found = in_every_look(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="baas").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    found += findings(page)
    page.set_viewport_size(PHONE)
    page.reload()
    page.get_by_role("button", name="Menu tonen of verbergen").click()
    page.get_by_role("button", name="baas").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    assert found + findings(page) == []


def test_refusals_at_a_form(browser: Browser, desk: str, boss: User) -> None:
    page = sit_down(a_page(browser), desk, boss)
    page.goto(f"{desk}{reverse('admin:content_advice_change', args=[Advice.objects.get().pk])}")
    page.get_by_label("Tekst", exact=True).fill("<b>vet</b>")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("In deze tekst staat HTML")).to_be_visible()
    found = in_every_look(page)
    Advice.objects.update(sources=["nergens"])
    page.goto(f"{desk}{reverse('admin:content_topic_changes', args=[Topic.objects.get().pk])}")
    page.get_by_label("Wat verandert er, en waarom?").fill("Korter")
    page.get_by_role("button", name="Inzenden voor beoordeling").click()
    expect(page.get_by_role("heading", name="Wat nog niet klopt")).to_be_visible()
    assert found + in_every_look(page) == []


def test_what_is_missing_under_a_signature(browser: Browser, desk: str, boss: User) -> None:
    page = sit_down(a_page(browser), desk, boss)
    page.goto(f"{desk}{reverse('admin:content_release_change', args=[Topic.objects.get().releases.get().pk])}")
    page.get_by_text("Tekenen als geregistreerde zorgverlener").click()
    page.get_by_label("Uw BIG-nummer").fill("12")
    page.locator("form").filter(has_text="BIG-nummer").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Uitgave 1 tekenen").click()
    expect(page.get_by_text("Een BIG-nummer heeft elf cijfers.")).to_be_visible()
    assert in_every_look(page) == []


def test_logging_in(browser: Browser, desk: str) -> None:
    clinician("eva", "editor")
    page = a_page(browser)
    log_in(page, desk, "eva", "mis")
    expect(page.get_by_role("alert")).to_be_visible()
    found = at_a_desk_and_on_a_phone(page)
    log_in(page, desk, "eva")
    found += at_a_desk_and_on_a_phone(page)
    set_up_phone(page)
    found += at_a_desk_and_on_a_phone(page)
    found += looked_at(page, desk, *KEPT, "/accounts/logout/")
    page.get_by_role("button", name="Afmelden").click()
    log_in(page, desk, "eva")
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    assert found + at_a_desk_and_on_a_phone(page) == []


KEPT = (
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/reauthenticate/",
)


def looked_at(page: Page, desk: str, *addresses: str) -> list[str]:
    found: list[str] = []
    for address in addresses:
        page.goto(f"{desk}{address}")
        found += at_a_desk_and_on_a_phone(page)
    return found


def away(*_: Any) -> Any:
    raise OperationalError


def test_pages_that_refuse(browser: Browser, desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sit_down(a_page(browser), desk, clinician("eva", "editor"))
    found = looked_at(page, desk, "/admin/auth/user/", "/admin/nergens/", "/accounts/inactive/")
    with monkeypatch.context() as patched:
        patched.setattr("triage.admin.home.overview", away)
        found += looked_at(page, desk, "/admin/")
        expect(page.get_by_role("heading", name="Het is nu even te druk")).to_be_visible()
    stranger = a_page(browser)
    for _ in range(6):
        cache.clear()  # allauth's own limit would answer first
        log_in(stranger, desk, "eva", "mis")
    expect(stranger.get_by_role("heading", name="Even wachten")).to_be_visible()
    found += at_a_desk_and_on_a_phone(stranger)
    stranger.context.clear_cookies()
    stranger.goto(f"{desk}/accounts/login/")
    stranger.context.clear_cookies()
    stranger.get_by_role("button", name="Aanmelden").click()
    expect(stranger.get_by_role("heading", name="Dit formulier was niet meer geldig")).to_be_visible()
    assert found + at_a_desk_and_on_a_phone(stranger) == []
