"""People at the desk: a client that came in through log-in and second step."""

import time
from html.parser import HTMLParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import person

Form = dict[str, Any]


def at_the_desk(user: User) -> Client:
    """With a session as allauth leaves it after a code was given."""
    user.is_staff = True
    user.save()
    phone, _ = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp", "id": phone.pk}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def colleague(name: str, *groups: str) -> Client:
    return at_the_desk(person(name, *groups))


def form_of(client: Client, url: str) -> Form:
    """What a browser would send back when nothing is typed: every field of the form and of its rows."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return sent_by(page)


def sent_by(page: Any) -> Form:
    """The same of a page that was answered."""
    form = page.context["adminform"].form
    sent = _values(form)
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        for one in (formset.management_form, *formset.forms):
            sent |= _values(one)
    return sent


def _values(form: Any) -> Form:
    """Read from the page itself: what the widgets wrote, and not what they meant to."""
    sent: Form = {}
    for field in form:
        sent |= posted_from(str(field))
    return sent


class _Controls(HTMLParser):
    """Inputs, ticks, choices and texts, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.name = self.text = ""
        self.choices: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "input" and (found.get("type") not in ("checkbox", "radio") or "checked" in found):
            self.send(found.get("name", ""), found.get("value", "" if found.get("type") != "checkbox" else "on"))
        elif tag in ("select", "textarea"):
            self.name, self.text, self.choices = found.get("name", ""), "", []
            self.several = "multiple" in found
        elif tag == "option":
            self.choices.append((found["value"], "selected" in found))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.send(self.name, self.text.removeprefix("\n"))
        elif tag == "select":
            chosen = [value for value, selected in self.choices if selected]
            for value in chosen if chosen or self.several else [value for value, _ in self.choices[:1]]:
                self.send(self.name, value)

    def send(self, name: str, value: str) -> None:
        if name:
            self.sent.setdefault(name, []).append(value)


def posted_from(html: str) -> Form:
    controls = _Controls()
    controls.feed(html)
    return {name: values[0] if len(values) == 1 else values for name, values in controls.sent.items()}


def errors_of(page: Any) -> dict[str, list[str]]:
    """By field, also of rows of detail."""
    found = {name: list(said) for name, said in page.context["adminform"].form.errors.items()}
    for inline in page.context["inline_admin_formsets"]:
        for one in inline.formset.forms:
            found |= {f"{one.prefix}-{name}": list(said) for name, said in one.errors.items()}
    return found
