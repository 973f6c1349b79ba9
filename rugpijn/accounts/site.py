"""The admin site: only for staff with a second step, and with just as much policy as its scripts need."""

from collections.abc import Callable
from functools import wraps
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

from content import refusals
from rugpijn.accounts import typed
from rugpijn.accounts.second_step import second_step_done

# Alpine, with which Unfold's pages move, evaluates expressions in attributes and sets styles.
NEEDED_BY_UNFOLD = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]}


class Site(UnfoldAdminSite):  # type: ignore[misc]
    site_title = site_header = "Rugpijn"
    index_title = "Overzicht"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_step_done(request)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        guarded: Callable[..., Any] = super().admin_view(_typed_put_back(view), cacheable)

        def keeping(request: HttpRequest, *args: Any, **options: Any) -> Any:
            if request.method == "POST" and not self.has_permission(request):
                typed.keep(request)
            try:
                return guarded(request, *args, **options)
            except PermissionDenied as denied:
                said = str(denied) or refusals.why_not(request)
                refusals.keep(request, getattr(denied, "about", ""))
                raise PermissionDenied(said) from denied

        protected: Callable[..., Any] = csp_update(NEEDED_BY_UNFOLD)(keeping)
        return protected

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().each_context(request)
        return context | {"typed_by": typed.by(request.user)}

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
            waiting = typed.kept(request)
            logout(request)
            typed.keep_again(request, waiting)
            return redirect_to_login(_next(request), resolve_url(settings.LOGIN_URL))
        return redirect("mfa_activate_totp")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One page for it, with allauth's limits on guessing."""
        return redirect("account_change_password")

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """The side bar shows every list; a second page with the same ones only confuses."""
        return redirect("admin:index")


def _typed_put_back(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def with_typing(request: HttpRequest, *args: Any, **options: Any) -> Any:
        typed.put_back(request)
        return view(request, *args, **options)

    return with_typing


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
