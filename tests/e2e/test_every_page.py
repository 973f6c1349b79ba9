"""Every page that people open is among those that axe-core looks at: whoever adds one, adds it there too."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.e2e.test_accessibility import drafts

HERE = Path(__file__).parent
LOOKING = [one.read_text() for one in HERE.glob("test_*.py") if "from tests.e2e.looking import" in one.read_text()]
NO_PAGE = {
    "triage-admin:picture": "a drawing",
    "admin:search": "a way of Unfold's that nothing leads to",
    "admin:autocomplete": "data",
    "admin:jsi18n": "a script",
    "admin:triage_question_rows": "a piece of a page, which stands in the forms",
    "mfa_download_recovery_codes": "a file",
    # These lead on to a page that is looked at.
    "admin:login": "to account_login",
    "admin:logout": "to account_logout",
    "admin:password_change": "to account_change_password",
    "admin:password_change_done": "to account_change_password",
    "admin:view_on_site": "nothing is shown elsewhere",
    "admin:app_list": "to admin:index",
}
ON_THE_WAY_IN = {"account_login", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_authenticate"}  # test_logging_in
KEPT = {
    "content_submission": ("add", "history"),
    "content_release": ("add", "history"),
}  # refused, and leads to the record


def addresses(patterns: Any, space: str = "", above: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        path = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, f"{one.namespace}:" if one.namespace else space, path)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}", path


def pages() -> set[str]:
    people = [name for name, path in addresses(get_resolver().url_patterns) if path.startswith(("admin/", "accounts/"))]
    of_one_kind = "_writing", "_delete"  # a piece of a page; and one page that asks the same for every kind
    nobody_may = {f"admin:{kept}_{what}" for kept, whats in KEPT.items() for what in whats}
    return {name for name in people if not name.endswith(of_one_kind)} - nobody_may - NO_PAGE.keys()


def looked_at() -> set[str]:
    named = {name for text in LOOKING for name in re.findall(r"reverse\(\W*\"?'?([\w:-]+)", text)}
    typed = {path for text in LOOKING for path in re.findall(r"[\"'](/(?:admin|accounts)/[\w/-]*)[\"']", text)}
    every = {f"{name}_{what}" for name, _ in drafts() for what in ("change", "history", "changelist", "add")}
    return ON_THE_WAY_IN | named | every | {_name(path) for path in typed}


def _name(path: str) -> str:
    return resolve(path).view_name


def test_every_page_is_looked_at(db: None) -> None:
    assert pages() - looked_at() == set()


def test_what_is_no_page_is_still_there(db: None) -> None:
    assert NO_PAGE.keys() - {name for name, _ in addresses(get_resolver().url_patterns)} == set()
