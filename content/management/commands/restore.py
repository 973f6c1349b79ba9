"""`manage.py restore`: put the drafts back to what a release says."""

from typing import Any

from django.contrib.auth.models import User

from content import publishing
from content.management.actions import ReleaseCommand, release_named


class Command(ReleaseCommand):
    help = "Puts the drafts of a topic back to a release. Submitting and approving them is the next step."

    def act(self, by: User, options: dict[str, Any]) -> str:
        publishing.restore(release=release_named(options), by=by, why=options["why"])
        return (
            f"{options['topic']}: drafts as in release {options['release']}. Next: manage.py submit {options['topic']}"
        )
