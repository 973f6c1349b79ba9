"""People at the desk in a real browser."""

from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from content import loading, publishing
from content.models import Topic
from tests.conftest import TOPICS
from tests.desk import at_the_desk
from tests.totp import code

PASSWORD = "een heel lang wachtwoord"
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
_PATIENCE = 15_000
# Half of the way from one colour to the next is neither.
_AT_ONCE = """addEventListener("DOMContentLoaded", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important; }");
  document.adoptedStyleSheets = [sheet];
})"""


def clinician(name: str, *groups: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def published_topic(editor: User, reviewer: User) -> Topic:
    topic = loading.load(TOPICS / "knie").topic
    submission = publishing.submit(topic=topic, by=editor, note="eerste")
    publishing.approve(submission=submission, by=reviewer, why="goed")
    return topic


def _faulty(error: Exception) -> None:
    raise AssertionError(error)


def a_page(browser: Browser, size: ViewportSize = WIDE) -> Page:
    """Of a browser of its own. A fault in a script of ours fails the test."""
    context: BrowserContext = browser.new_context(locale="nl-NL", viewport=size, reduced_motion="reduce")
    context.add_init_script(_AT_ONCE)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.on("pageerror", _faulty)
    return page


def sit_down(page: Page, site: str, user: User) -> Page:
    """With the session of somebody who came in before."""
    session = at_the_desk(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return page


def log_in(page: Page, site: str, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


def set_up_phone(page: Page) -> str:
    """Type codes until one is taken: the half minute of the first may be over before it arrives."""
    secret = (page.locator("#totp-secret").text_content() or "").strip()
    done = page.get_by_role("heading", name="Bewaar deze herstelcodes")
    wrong = page.get_by_role("alert")
    for _ in range(5):
        page.get_by_label("Code van zes cijfers").fill(code(secret))
        page.get_by_role("button", name="Instellen").click()
        done.or_(wrong).first.wait_for()
        if done.is_visible():
            break
    return secret


def come_in(browser: Browser, site: str, name: str) -> Page:
    """Password, and the second step set up with a phone."""
    page = a_page(browser)
    log_in(page, site, name)
    set_up_phone(page)
    page.get_by_role("link", name="Bewaard, verder").click()
    return page
