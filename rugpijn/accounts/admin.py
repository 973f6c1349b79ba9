"""Who may log in. Only an administrator (superuser) comes here; accounts are switched off, not deleted."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

for model in (User, Group, EmailAddress, Authenticator):
    try:
        admin.site.unregister(model)
    except NotRegistered:  # which apps registered theirs already depends on their order
        continue


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    actions = ("forget_second_step",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Wie het is", {"fields": ("first_name", "last_name", "email")}),
        ("Wat deze persoon mag", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What somebody did, stays theirs."""
        return False

    @admin.action(description="Tweede stap opnieuw laten instellen (telefoon kwijt)")
    def forget_second_step(self, request: HttpRequest, users: Any) -> None:
        Authenticator.objects.filter(user__in=users).delete()
        messages.success(request, "Bij het volgende aanmelden stellen zij de tweede stap opnieuw in.")
