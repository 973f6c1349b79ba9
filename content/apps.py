from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Inhoud"

    def ready(self) -> None:
        import content.deployment  # noqa: F401 - registers its check
        from content.roles import set_roles

        # Without a sender: it also runs after the last app, so that no table is left without its privileges.
        post_migrate.connect(set_roles, dispatch_uid="content.roles")
