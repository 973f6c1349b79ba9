"""The shipped library as release 1, published by the real command into one database per run, and copied from there.

Publishing it takes seconds, a copy a tenth of one: whoever needs that release for real processes takes a copy.
"""

import fcntl
import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.embedded_postgres.account import Account
from rugpijn.embedded_postgres.binaries import binaries_for
from tests.plugin import SUPERUSER_URL, OwnDatabase, new_database, pointed_at


def shipped_database(run_folder: Path) -> OwnDatabase:
    """A copy. The first that is asked for publishes; other workers wait for it."""
    kept = run_folder / "shipped"
    with kept.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        template = file.read()
        if not template:
            template = _publish().name
            file.write(template)
    return new_database(template)


def _publish() -> OwnDatabase:
    own = new_database()
    with pointed_at(own):
        call_command("load_library", settings.LIBRARY_DIR / "rugpijn", "--first-run", verbosity=0)
    return own


def administrator(server: EmbeddedPostgres | OwnDatabase) -> str:
    """The address at which an administrator reaches this database."""
    if isinstance(server, OwnDatabase):
        return os.environ[SUPERUSER_URL].rpartition("/")[0] + f"/{server.name}"
    return server.superuser_url.rpartition("/")[0] + "/rugpijn"


def back_up(database: EmbeddedPostgres | OwnDatabase, file: Path) -> None:
    """As docs/operations.md says."""
    postgres_tool("pg_dump", "--format=custom", f"--file={file}", administrator(database))


def put_back(file: Path, server: EmbeddedPostgres) -> None:
    options = ["--clean", "--if-exists", "--exit-on-error", f"--dbname={administrator(server)}"]
    postgres_tool("pg_restore", *options, str(file))


def postgres_tool(name: str, *words: str) -> str:
    program = binaries_for(Account()).folder / name
    done = subprocess.run([str(program), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
