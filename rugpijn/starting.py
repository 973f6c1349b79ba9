"""What stops a start: every setting that is missing or wrong, in a line of its own that says why and what to do."""

import contextlib
import sys
from collections.abc import Iterator, Mapping

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

SHORTEST_SECRET = 50
SHORTEST_TOKEN = 32
A_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"  # noqa: S105 - how to make one
A_DATABASE = "write postgresql://role:password@host:5432/database"

ALWAYS: Mapping[str, str] = {
    "SECRET_KEY": f"it signs sessions and must be known to nobody else. Make one with: {A_SECRET}",
    "DATABASE_URL": "it says where the role that serves finds its database: postgresql://rugpijn_web:...@host/rugpijn",
}
IN_PRODUCTION: Mapping[str, str] = {
    "ALLOWED_HOSTS": "requests for any other host are refused. Name yours, with commas: api.example.nl",
    "MANUFACTURER": "triage is a medical device under the EU MDR, and is not served before somebody answers for it. "
    "Name the responsible manufacturer",
}


class NotConfigured(ImproperlyConfigured):
    """The settings do not allow a start. The message has a line for each fault."""


def demand(environment: Mapping[str, str], *, production: bool) -> None:
    """Raises NotConfigured with everything that is wrong, so that nobody has to start six times."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    required = {**ALWAYS, **IN_PRODUCTION} if production else ALWAYS
    faults = [f"{name} is missing: {why}." for name, why in required.items() if name not in given]
    faults += [f"{name} is no address of PostgreSQL: {A_DATABASE}." for name in _not_postgres(given)]
    if production and 0 < len(given.get("SECRET_KEY", "")) < SHORTEST_SECRET:
        faults.append(f"SECRET_KEY is too short to be safe. Make one with: {A_SECRET}.")
    if 0 < len(given.get("METRICS_TOKEN", "")) < SHORTEST_TOKEN:
        faults.append(f"METRICS_TOKEN is too short to be safe. Make one with: {A_SECRET}, or leave it out.")
    if faults:
        raise NotConfigured("\n".join(faults))


def _not_postgres(given: Mapping[str, str]) -> list[str]:
    """Nothing else keeps the promises about records."""
    urls = {name: given[name] for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL") if name in given}
    return [name for name, url in urls.items() if not url.startswith(("postgresql://", "postgres://"))]


@contextlib.contextmanager
def told_in_one_line() -> Iterator[None]:
    """An administrator needs the name of the setting, not our stack."""
    try:
        yield
    except (ImproperlyConfigured, EnvError) as error:
        sys.exit(f"Rugpijn did not start. {error}")
