"""`manage.py load_library`: the shipped topics into the drafts; with `--first-run` also published, for a demo."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from content import loading, publishing
from content.faults import Faulty
from content.models import Release
from content.proven import Acceptance

DEMO_CLINICIANS = {"editor": "demo-redacteur", "reviewer": "demo-beoordelaar"}


class Command(BaseCommand):
    help = "Loads the library of topics into the drafts. Safe to run twice: drafts that people changed are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="*", type=Path, help="topic folders; the shipped ones when none is given")
        parser.add_argument("--replace", action="store_true", help="overwrite drafts that differ from the library")
        parser.add_argument("--first-run", action="store_true", help="publish a topic without release, as a demo")

    def handle(self, *_args: Any, **options: Any) -> None:
        folders = options["folders"] or sorted(path for path in settings.LIBRARY_DIR.iterdir() if path.is_dir())
        try:
            for folder in folders:
                self.load(folder.resolve(), replace=options["replace"], first_run=options["first_run"])
        except (loading.LibraryFault, Faulty, publishing.Refused) as error:
            raise CommandError(str(error)) from error

    def load(self, folder: Path, *, replace: bool, first_run: bool) -> None:
        if first_run and Release.objects.filter(topic__slug=folder.name).exists():
            self.stdout.write(f"{folder.name}: published already")
            return
        with transaction.atomic():
            loaded = loading.load(folder, replace=replace)
            self.tell(loaded)
            passwords = self.first_run(loaded) if first_run else {}
        for name, password in passwords.items():
            self.stdout.write(f"  account {name}, password {password} (shown this once)")

    def tell(self, loaded: loading.Loaded) -> None:
        if loaded.differ:
            differ = f"{loaded.differ} drafts differ from the library and were kept; --replace overwrites them"
            self.stdout.write(f"{loaded.topic}: {differ}")
        else:
            self.stdout.write(f"{loaded.topic}: {loaded.written} drafts written")

    def first_run(self, loaded: loading.Loaded) -> dict[str, str]:
        """Publish release 1 with two demo clinicians. In production nothing: two people publish. Returns passwords."""
        if settings.PRODUCTION:
            self.stdout.write("production: loading stops at the drafts; two people submit and approve them")
            return {}
        if loaded.differ or loaded.topic.releases.exists():
            return {}  # what people changed is theirs to publish
        editor, reviewer, passwords = _demo_clinicians()
        note = "Eerste uitgave uit de meegeleverde bibliotheek: een demonstratie, niet beoordeeld door een clinicus."
        submission = publishing.submit(topic=loaded.topic, by=editor, note=note, demo=True)
        publishing.approve(submission=submission, by=reviewer, why=note, acceptance=Acceptance(why_over_budget=note))
        self.stdout.write(f"{loaded.topic}: release 1 published, marked as a demonstration")
        return passwords


def _demo_clinicians() -> tuple[User, User, dict[str, str]]:
    """The editor and the reviewer, made when they are not there yet, with the passwords of the new ones."""
    users: list[User] = []
    passwords: dict[str, str] = {}
    for group, name in DEMO_CLINICIANS.items():
        user, made = User.objects.get_or_create(username=name)
        if made:
            passwords[name] = secrets.token_urlsafe(12)
            user.set_password(passwords[name])
            user.is_staff = True  # the admin lets them in once they have set up their second step
            user.save()
            user.groups.add(Group.objects.get(name=group))
        users.append(user)
    return users[0], users[1], passwords
