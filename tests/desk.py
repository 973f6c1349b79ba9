"""People at the desk: a client that came in through log-in and second step."""

import time
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
    sent: Form = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "widgets") and hasattr(field.field.widget, "decompress"):
            parts = value if isinstance(value, list) else field.field.widget.decompress(value)
            names = field.field.widget.widgets_names
            sent |= {f"{field.html_name}{name}": part for name, part in zip(names, parts, strict=True) if part}
        elif isinstance(value, bool):
            sent |= {field.html_name: "on"} if value else {}
        elif value is not None:
            sent[field.html_name] = value
    return sent


def errors_of(page: Any) -> dict[str, list[str]]:
    """By field, also of rows of detail."""
    found = {name: list(said) for name, said in page.context["adminform"].form.errors.items()}
    for inline in page.context["inline_admin_formsets"]:
        for one in inline.formset.forms:
            found |= {f"{one.prefix}-{name}": list(said) for name, said in one.errors.items()}
    return found
