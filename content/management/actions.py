"""What the commands share that do what a person does: as whom, and a refusal as one line.

Whoever may run these can act in any name, as whoever has the database can. What is done is recorded in that name.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.accountability import keep_refusal, kind_of
from content.faults import Faulty
from content.models import Release, Topic
from content.publishing import Refused


class ActionCommand(BaseCommand):
    """Subclasses do one action of `content.publishing` in `act`."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who does this; it is recorded")

    def handle(self, *_args: Any, **options: Any) -> str:
        by = person(options["user"])
        try:
            return self.act(by, options)
        except (Refused, Faulty) as error:
            topic = Topic.objects.filter(slug=options.get("topic") or "").first()
            keep_refusal(by=by, topic=topic, about=f"opdracht {_name(self)}", why=kind_of(error))
            raise CommandError(str(error)) from error

    def act(self, by: User, options: dict[str, Any]) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError


class ReleaseCommand(ActionCommand):
    """An action on one release, with its reason."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("topic")
        parser.add_argument("release", type=int, help="its number")
        parser.add_argument("--why", required=True, help="kept with what is done")
        super().add_arguments(parser)


def _name(command: BaseCommand) -> str:
    return type(command).__module__.rpartition(".")[2]


def person(name: str) -> User:
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no account {name}. Make one first, in the group editor or reviewer.") from None


def topic_named(slug: str) -> Topic:
    try:
        return Topic.objects.get(slug=slug)
    except Topic.DoesNotExist:
        raise CommandError(f"There is no topic {slug}. `manage.py load_library` loads the shipped ones.") from None


def release_named(options: dict[str, Any]) -> Release:
    try:
        return topic_named(options["topic"]).releases.get(number=options["release"])
    except Release.DoesNotExist:
        raise CommandError(f"{options['topic']} has no release {options['release']}.") from None
