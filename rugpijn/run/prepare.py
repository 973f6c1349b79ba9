"""Brings the database up to date and publishes the library at a first run: a process of its own, with Django."""

import io
import sys

from rugpijn.run.steps import say, step


def main() -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import OperationalError
    from environs import EnvError

    try:
        migrate()
        load_library()
        erase_expired()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        say(f"The database does not answer ({reason}): check DATABASE_URL and MIGRATION_DATABASE_URL.")
        return 1
    except (ImproperlyConfigured, EnvError) as error:
        say(f"A setting is not right: {' '.join(str(error).split())}")
        return 1
    except CommandError as error:
        say(str(error))
        return 1
    return 0


def migrate() -> None:
    """Only when there is something to do: the command itself takes longer than finding out."""
    import django
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    with step("Tables up to date"):
        django.setup()
        executor = MigrationExecutor(connections["owner"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", database="owner", interactive=False, verbosity=0)


def load_library() -> None:
    from django.core.management import call_command

    with step("Library in place"):
        call_command("load_library", "--first-run")


def erase_expired() -> None:
    """Whoever stores sweeps as well; this is for what expired while nobody did."""
    from django.core.management import call_command

    call_command("erase_expired", stdout=io.StringIO())


if __name__ == "__main__":
    sys.exit(main())
