"""`manage.py submit`: freeze what was changed in the drafts, for somebody else to approve."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from content import publishing
from content.documents import Key
from content.management.actions import ActionCommand, topic_named
from content.management.findings import found_in


class Command(ActionCommand):
    help = "Submits the changed drafts of a topic, or the named ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("topic")
        parser.add_argument("--note", required=True, help="what was changed and why")
        parser.add_argument("--change", action="append", metavar="KIND/SLUG", help="only this record; may be repeated")
        super().add_arguments(parser)

    def act(self, by: User, options: dict[str, Any]) -> str:
        chosen = None if options["change"] is None else {key_of(text) for text in options["change"]}
        topic = topic_named(options["topic"])
        made = publishing.submit(topic=topic, by=by, note=options["note"], changes=chosen)
        for line in found_in(made):
            self.stdout.write(line)
        return f"submission {made.pk}: {len(made.changes)} changed. Somebody else approves: manage.py approve {made.pk}"


def key_of(text: str) -> Key:
    kind, _, slug = text.partition("/")
    if not (kind and slug):
        raise CommandError(f"--change {text} is not KIND/SLUG, such as advice/keep-moving.")
    return kind, slug
