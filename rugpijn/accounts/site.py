"""The admin site: only for staff with a second step, and with just as much policy as its scripts need."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from unfold.sites import UnfoldAdminSite

from rugpijn.accounts.second_step import second_step_done

# Alpine, with which Unfold's pages move, evaluates expressions in attributes and sets styles.
NEEDED_BY_UNFOLD = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]}


class Site(UnfoldAdminSite):  # type: ignore[misc]
    site_title = site_header = "Rugpijn"
    index_title = "Overzicht"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_step_done(request)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        guarded: Callable[..., Any] = super().admin_view(view, cacheable)
        protected: Callable[..., Any] = csp_update(NEEDED_BY_UNFOLD)(guarded)
        return protected

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never Django's own form: it knows no second step."""
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(_next(request), resolve_url(settings.LOGIN_URL))
        if not (user.is_active and user.is_staff):
            raise PermissionDenied
        if second_step_done(request):
            return HttpResponseRedirect(_next(request))
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            logout(request)
            return redirect_to_login(_next(request), resolve_url(settings.LOGIN_URL))
        return redirect("mfa_activate_totp")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One page for it, with allauth's limits on guessing."""
        return redirect("account_change_password")

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """The side bar shows every list; a second page with the same ones only confuses."""
        return redirect("admin:index")


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
