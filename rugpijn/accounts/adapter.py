"""allauth, set to what this house allows."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from rugpijn.accounts.addresses import address_of
from rugpijn.accounts.second_step import password_is_fresh, set_up_here


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def is_safe_url(self, url: str) -> bool:
        """Where to go after logging in: on this very site, also where ALLOWED_HOSTS names others."""
        request = context.request
        here = {request.get_host()}
        return bool(url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure()))

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Always for a change of the second step, but not for setting it up right after typing the password."""
        request = context.request
        first = not is_mfa_enabled(request.user) or set_up_here(request)
        setting_up = first and password_is_fresh(request)
        return bool(super().is_reauthentication_required(app=app)) and not setting_up
