"""What the processes of the demonstration get to know. Secrets go by environment and files of our own, mode 0600."""

import os
import secrets
import shlex
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rugpijn.run.address import EVERYWHERE, Address
from rugpijn.run.errors import RunError

PROJECT = Path(__file__).resolve().parent.parent.parent
DATABASE_VARIABLES = ("DATABASE_URL", "MIGRATION_DATABASE_URL")


def var_folder(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("RUGPIJN_VAR") or PROJECT / "var").absolute()


def brings_database(environment: Mapping[str, str]) -> bool:
    """Whether a database of one's own was given, for both roles."""
    missing = [name for name in DATABASE_VARIABLES if not environment.get(name)]
    if len(missing) == 1:
        raise RunError(
            f"{missing[0]} is missing: set both DATABASE_URL (the web role) and MIGRATION_DATABASE_URL (the owner), "
            "or neither to use the embedded database."
        )
    return not missing


def demo_environment(environment: Mapping[str, str], address: Address, var: Path) -> dict[str, str]:
    """The surroundings win, but for what a demonstration is."""
    defaults = {
        "SECRET_KEY": environment.get("SECRET_KEY") or secret_key(var / "secret-key"),
        "RUGPIJN_ENVIRONMENT": "demo",
        "INTENDED_USE": "demonstration",
        "DJANGO_SETTINGS_MODULE": "rugpijn.settings",
        "ALLOWED_HOSTS": environment.get("ALLOWED_HOSTS") or _allowed_hosts(address),
    }
    return dict(environment) | defaults


def secret_key(path: Path) -> str:
    """Made once and kept, so that sessions survive a restart."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or not path.read_text().strip():
            write_secret(path, secrets.token_urlsafe(50))
        return path.read_text().strip()
    except OSError as error:
        raise RunError(
            f"{path} cannot be used ({error.strerror}): make its folder writable, or set SECRET_KEY."
        ) from error


def write_secret(path: Path, text: str) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
    Path(name).replace(path)


def note_for_commands(environment: Mapping[str, str]) -> str:
    """For a second terminal: `set -a; . var/environment`, and every `manage.py` command works on the demonstration."""
    names = ("SECRET_KEY", "RUGPIJN_ENVIRONMENT", "DJANGO_SETTINGS_MODULE", *DATABASE_VARIABLES)
    return "\n".join(f"{name}={shlex.quote(environment[name])}" for name in names)


def _allowed_hosts(address: Address) -> str:
    """Who listens everywhere is called by names that we cannot know."""
    return "*" if address.host in EVERYWHERE else f"localhost,127.0.0.1,[::1],{address.host}"
