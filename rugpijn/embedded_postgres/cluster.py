"""The folder of an embedded database, looked at before PostgreSQL is let loose on it."""

import json
from dataclasses import dataclass
from pathlib import Path

from rugpijn.embedded_postgres.binaries import MAJOR
from rugpijn.embedded_postgres.errors import unusable

DATABASE = "rugpijn"
SUPERUSER = "postgres"
OWNER = "rugpijn"
WEB = "rugpijn_web"
ROLES = (SUPERUSER, OWNER, WEB)


@dataclass(frozen=True)
class Folder:
    """`data` is PostgreSQL's own; the passwords, the lock and the log beside it are ours."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def passwords(self) -> Path:
        return self.path / "passwords.json"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def log(self) -> Path:
        return self.path / "server.log"


def look_at(folder: Folder) -> None:
    """Refuses what this PostgreSQL could not start anyway, in words that say so."""
    version = folder.data / "PG_VERSION"
    if not version.is_file():
        raise unusable(folder.path, f"{version} is missing")
    major = version.read_text().strip()
    if major != MAJOR:
        raise unusable(folder.path, f"it was made by PostgreSQL {major}, this is PostgreSQL {MAJOR}")


def read_passwords(folder: Folder) -> dict[str, str]:
    try:
        passwords = json.loads(folder.passwords.read_text())
        return {role: str(passwords[role]) for role in ROLES}
    except FileNotFoundError:
        raise unusable(folder.path, f"{folder.passwords} is missing") from None
    except (ValueError, KeyError, TypeError):
        raise unusable(folder.path, f"{folder.passwords} does not hold the passwords") from None
