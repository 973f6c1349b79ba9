"""A new data folder: made whole or not at all."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rugpijn.embedded_postgres.account import Account
from rugpijn.embedded_postgres.binaries import Binaries
from rugpijn.embedded_postgres.cluster import DATABASE, OWNER, ROLES, SUPERUSER, WEB, Folder
from rugpijn.embedded_postgres.errors import from_postgres, permission_missing

# Where the data goes when root keeps the project where PostgreSQL's user cannot come, such as root's own home.
OUTSIDE = Path("/var/lib/rugpijn")

ACCESS = f"""\
# Written when the folder was made. Passwords only, also from this machine: it may have other users.
host all all 127.0.0.1/32 scram-sha-256
host replication {SUPERUSER} 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class NewCluster:
    """Makes everything in a folder beside and renames it at the end, so that `data` is either absent or complete."""

    folder: Folder
    account: Account
    binaries: Binaries
    durable: bool

    def make(self) -> None:
        place = self._place()
        for remains in place.glob("new-*"):  # of a start that was killed half-way
            shutil.rmtree(remains, ignore_errors=True)
        made = Path(tempfile.mkdtemp(dir=place, prefix="new-"))
        try:
            self._fill(made)
            made.rename(place / "data")
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        if place != self.folder.path:
            self.folder.data.symlink_to(place / "data")

    def _place(self) -> Path:
        if self.account.uid is None:
            return self.folder.path
        self.folder.path.chmod(0o711)  # the folder itself is ours to open a crack; those above it are not
        if self.account.can_enter(self.folder.path):
            return self.folder.path
        OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=OUTSIDE, prefix="postgres-"))
        place.chmod(0o711)
        if not self.account.can_enter(place):
            raise permission_missing(self.folder.path, f"its user can come neither there nor in {OUTSIDE}")
        return place

    def _fill(self, made: Path) -> None:
        self.account.own(made)
        passwords = {role: secrets.token_hex(24) for role in ROLES}
        self._initialise(made)
        for database, statements in _statements(passwords).items():
            self._single_user(made, database, statements)
        if self.durable:  # once for everything, which takes a third of the time of each step on its own
            self._run([self.binaries.initdb, "-D", made, "--sync-only"])
        _write_passwords(self.folder, passwords)

    def _initialise(self, made: Path) -> None:
        """Sorting and case are PostgreSQL's own (builtin C.UTF-8), so machines agree, whatever their locales."""
        command: list[str | Path] = [self.binaries.initdb, "-D", made, "-U", SUPERUSER, "-E", "UTF8", "--auth=trust"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._run([*command, "--no-sync"])
        (made / "pg_hba.conf").write_text(ACCESS)

    def _single_user(self, made: Path, database: str, statements: list[str]) -> None:
        """Runs statements without a server that others could already reach."""
        settings = ["-c", "exit_on_error=on", "-c", "log_checkpoints=off", "-c", "fsync=off"]
        command: list[str | Path] = [self.binaries.postgres, "--single", "-D", made, *settings, database]
        self._run(command, stdin="".join(f"{statement};\n" for statement in statements))

    def _run(self, command: Sequence[str | Path], stdin: str = "") -> None:
        result: subprocess.CompletedProcess[str] = self.account.run(command, stdin)
        if result.returncode != 0:
            raise from_postgres(result.stdout, self.folder.path)


def _statements(passwords: dict[str, str]) -> dict[str, list[str]]:
    """The owner owns the database, the web role reads and writes rows in what the owner makes there, and no more."""
    tables = "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES"
    defaults = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
    return {
        "postgres": [
            f"ALTER ROLE {SUPERUSER} PASSWORD '{passwords[SUPERUSER]}'",
            f"CREATE ROLE {OWNER} LOGIN PASSWORD '{passwords[OWNER]}'",
            f"CREATE ROLE {WEB} LOGIN PASSWORD '{passwords[WEB]}'",
            f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        ],
        DATABASE: [
            f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {DATABASE} TO {WEB}",
            f"{defaults} {tables} TO {WEB}",
            f"{defaults} GRANT USAGE, SELECT ON SEQUENCES TO {WEB}",
        ],
    }


def _write_passwords(folder: Folder, passwords: dict[str, str]) -> None:
    descriptor = os.open(folder.passwords, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(passwords, file)
        file.flush()
        os.fsync(file.fileno())
