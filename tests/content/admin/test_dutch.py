"""What stands on the pages of the desk is Dutch and says "u": also what Unfold, Django and allauth bring along."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import publishing
from content.drafts import Draft
from content.models import Advice, Release, Topic
from tests.desk import at_the_desk

PROJECT = Path(settings.BASE_DIR)
TEMPLATES = sorted((PROJECT / "rugpijn" / "accounts" / "templates").rglob("*.html")) + sorted(
    (PROJECT / "content" / "templates").rglob("*.html")
)
SAYS_JE = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
# Words that no Dutch sentence of ours has; one of them stands in about every English one.
ENGLISH = re.compile(
    r"\b(the|and|you|your|this|that|these|with|from|are|has|have|please|not|no|yes|all|by|add|change|changes|delete|save|"
    r"search|select|view|show|hide|clear|close|edit|apply|reset|run|log out|sign|password|user|users|history|type to|"
    r"choose|today|now|unknown|none|back|next|previous|home|recent|welcome|results|toggle|drag|order by)\b",
    re.IGNORECASE,
)
NOTATION = r"\{[^}]*\}"  # of conditions: its words are those of the engine
TAGS = r"\{% blocktranslate .*?\{% endblocktranslate %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
HEARD = ("aria-label", "title", "placeholder", "alt", "data-placeholder")
Words = list[str]


class Seen(HTMLParser):
    """What somebody sees or hears of a page, without what is marked as English or is a name of ours."""

    SILENT = ("script", "style", "template", "code", "textarea")
    EMPTY = ("br", "img", "input", "meta", "link", "hr", "path", "circle", "area", "base", "col", "source")

    def __init__(self) -> None:
        super().__init__()
        self.words: Words = []
        self.silent: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = self.silent[-1] or tag in self.SILENT or given.get("lang") == "en" or _is_a_name(given)
        if not silent:
            self.words += [given[name] or "" for name in HEARD if name in given]
            self.words += [given.get("value") or ""] if given.get("type") in ("submit", "button") else []
        if tag not in self.EMPTY:
            self.silent.append(silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and len(self.silent) > 1:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent[-1] and data.strip():
            self.words.append(" ".join(data.split()))


def _is_a_name(given: dict[str, str | None]) -> bool:
    """A slug, and an icon: a word in a font of its own."""
    return bool({"slug", "material-symbols-outlined", "digest"} & set((given.get("class") or "").split()))


def seen(html: str) -> Words:
    page = Seen()
    page.feed(html)
    return page.words


def wrong(words: Words) -> Words:
    plain = [re.sub(NOTATION, "", said) for said in words]
    return [said for said in plain if SAYS_JE.search(said) or ENGLISH.search(said)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_dutch(template: Path) -> None:
    text = re.sub(TAGS, " ", template.read_text(), flags=re.DOTALL)
    assert wrong(seen(text)) == []


def test_what_we_translate_is_dutch() -> None:
    with (Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES" / "django.po").open("rb") as written:
        told = [message.string for message in read_po(written) if message.id]
    assert wrong([one for said in told for one in ([said] if isinstance(said, str) else said or [])]) == []


@pytest.fixture
def boss(knee: Topic, editor: User, publish: Callable[[Topic], Release]) -> Client:
    """May see everything, of a topic with a release, a submission that waits and a change."""
    publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    publishing.submit(topic=knee, by=editor, note="Korter")
    return at_the_desk(User.objects.create_superuser("baas"))


def addresses(topic: Topic) -> Iterator[str]:
    yield reverse("admin:index")
    yield reverse("admin:content_topic_changes", args=[topic.pk])
    kept: list[Any] = [topic.submissions.latest("pk"), topic.releases.get(), User.objects.get(username="baas")]
    for record in kept:
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[record.pk]))
    yield reverse("admin:auth_user_password_change", args=[kept[-1].pk])
    yield reverse("admin:auth_user_add")
    yield reverse("admin:content_advice_delete", args=[Advice.objects.get().pk])
    for model in apps.get_models():
        if issubclass(model, Draft):
            name, row = f"admin:{model._meta.app_label}_{model._meta.model_name}", model._default_manager.first()
            yield from (reverse(f"{name}_changelist"), reverse(f"{name}_add"))
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history") if row)


def test_every_page_is_dutch(boss: Client, knee: Topic) -> None:
    found = {address: wrong(seen(boss.get(address).content.decode())) for address in addresses(knee)}
    assert {address: said for address, said in found.items() if said} == {}


def test_english_and_je_are_found() -> None:
    """The test above can fail."""
    page = "<p>Save your changes</p><p>Wat je typte</p><p lang='en'>Save</p><i title='Select all'>Klaar.</i>"
    assert wrong(seen(page)) == ["Save your changes", "Wat je typte", "Select all"]
