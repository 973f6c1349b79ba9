"""Who may log in. Only an administrator (superuser) comes here; accounts are switched off, not deleted."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from content.admin.actions import RESTORED

admin.site.unregister(User)  # Django's; ours is below


ROLES = {
    "editor": "Redacteur: past concepten aan en zendt ze in",
    "reviewer": "Beoordelaar: keurt goed, publiceert en trekt in",
    "partner-manager": "Partnerbeheerder: nog zonder eigen werk in dit beheer",
    "auditor": "Auditor: bekijkt alles en verandert niets",
}


_SAID = {"is_active": "Account staat aan", "is_staff": "Mag in het beheer", "is_superuser": "Is beheerder"}


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        return ROLES.get(obj.name, obj.name)


class _Restored:
    """A form that was typed before a session ended: it is shown, and saved when somebody presses the button again."""

    def clean(self: Any) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        self.add_error(None, RESTORED)
        return cleaned


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    before_fields = "accounts/typed_by.html"
    compressed_fields = False
    list_display = ("username", "called", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    actions = ("forget_second_step",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Wie het is", {"fields": ("first_name", "last_name", "email")}),
        ("Wat deze persoon mag", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )

    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        return type(form.__name__, (_Restored, form), {}) if getattr(request, "restored", False) else form

    @admin.display(description="Naam")
    def called(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="Rollen")
    def roles(self, user: User) -> str:
        named = [ROLES.get(group.name, group.name).partition(":")[0] for group in user.groups.all()]
        return ", ".join(["Beheerder"] * user.is_superuser + named)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and db_field.name in _SAID:
            field.label = _SAID[db_field.name]
        return field

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Accounts are for this desk alone."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "groups":
            return RolesField(queryset=Group.objects.order_by("pk"), required=False, label="Rollen")
        return super().formfield_for_manytomany(db_field, request, **options)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What somebody did, stays theirs."""
        return False

    @admin.action(description="Tweede stap opnieuw laten instellen (telefoon kwijt)")
    def forget_second_step(self, request: HttpRequest, users: Any) -> None:
        Authenticator.objects.filter(user__in=users).delete()
        messages.success(request, "Bij het volgende aanmelden stellen zij de tweede stap opnieuw in.")
