"""`manage.py publish`: make an approved release live again."""

from typing import Any

from django.contrib.auth.models import User

from content import publishing
from content.management.actions import ReleaseCommand, release_named


class Command(ReleaseCommand):
    help = "Publishes a release that was approved before."

    def act(self, by: User, options: dict[str, Any]) -> str:
        publishing.publish(release=release_named(options), by=by, why=options["why"])
        return f"{options['topic']}: release {options['release']} published"
