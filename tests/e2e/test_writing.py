"""Below a text stands how it looks and reads, while it is being written."""

from django.urls import reverse
from playwright.sync_api import Browser

from content.models import Advice
from tests.e2e.looking import findings
from tests.e2e.people import a_page, clinician, published_topic, sit_down


def test_what_is_typed_is_read_at_once(browser: Browser, desk: str) -> None:
    eva = clinician("eva", "editor")
    published_topic(eva, clinician("ruud", "reviewer"))
    row = Advice.objects.get(slug="rest")
    page = sit_down(a_page(browser), desk, eva)
    page.goto(desk + reverse("admin:content_advice_change", args=[row.pk]))
    body = page.get_by_label("Tekst", exact=True)
    body.fill("**Rust** uit. Men loopt dan weer een stukje.")
    page.get_by_text("dit is onpersoonlijk. Schrijf wie het doet.").wait_for()
    assert page.locator(".reading .shown strong").inner_text() == "Rust"
    assert findings(page) == []
