from allauth.account import apps as allauth
from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "rugpijn.accounts"
    label = "rugpijn_accounts"
    verbose_name = "Beheer"
    default = True

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from rugpijn.accounts.second_step import remember_second_step
        from rugpijn.accounts.typed import only_for_its_writer

        authenticator_added.connect(remember_second_step, dispatch_uid="rugpijn.second_step")
        user_logged_in.connect(only_for_its_writer, dispatch_uid="rugpijn.typed")


class AdminConfig(admin.AdminConfig):
    """The admin on our own site: nobody comes in without a second step."""

    default_site = "rugpijn.accounts.site.Site"
    default = False

    def ready(self) -> None:
        """What libraries bring along and nobody here uses, goes: roles have no form, and a second step is not typed."""
        super().ready()
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from django.contrib import admin
        from django.contrib.auth.models import Group

        for model in filter(admin.site.is_registered, (Group, EmailAddress, Authenticator)):
            admin.site.unregister(model)


class AllauthAccountConfig(allauth.AccountConfig):  # type: ignore[misc]
    """allauth wants its middleware in MIDDLEWARE. Ours is in PEOPLE_MIDDLEWARE, so that the API never passes it."""

    default = False

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401 - registers them
