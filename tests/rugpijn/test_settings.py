"""The real settings, in a process of their own, as an administrator starts them."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from tests.processes import PROJECT, bare_environment

COMPLETE = {
    "SECRET_KEY": "a-key-for-this-test-that-is-long-enough-0123456789-abcdefgh",
    "DATABASE_URL": "postgresql://web:secret@127.0.0.1:1/rugpijn",
    "MIGRATION_DATABASE_URL": "postgresql://owner:secret@127.0.0.1:1/rugpijn",
    "ALLOWED_HOSTS": "api.example.nl",
    "MANUFACTURER": "Voorbeeld B.V., Utrecht",
    "TRUSTED_PROXIES": "1",
    "PUBLIC_URL": "https://api.example.nl",
    "CONTACT_NAME": "Team Rugpijn",
    "CONTACT_EMAIL": "rugpijn@example.nl",
}
TELL = "import json, django.conf; s = django.conf.settings; print(json.dumps([getattr(s, n) for n in {names!r}]))"


def started(*command: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
    """What happens with these settings changed; None leaves one out."""
    environment = {name: value for name, value in {**COMPLETE, **variables}.items() if value is not None}
    environment = bare_environment(**environment, DJANGO_SETTINGS_MODULE="rugpijn.settings")
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def refusal(*command: str, **variables: str | None) -> list[str]:
    """The lines with which it refuses to start; never a stack, and never a value that could be a secret."""
    found = started(*(command or ("manage.py", "check")), **variables)
    assert found.returncode == 1, found.stdout
    assert "Traceback" not in found.stderr
    assert "secret" not in found.stderr.replace("secrets", "")
    assert found.stderr.startswith("Rugpijn did not start. ")
    return found.stderr.removeprefix("Rugpijn did not start. ").splitlines()


def told(*names: str, **variables: str | None) -> list[Any]:
    """The values of these settings."""
    found = started("-c", TELL.format(names=names), **variables)
    assert found.returncode == 0, found.stderr
    values: list[Any] = json.loads(found.stdout)
    return values


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "MANUFACTURER"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_setting_names_itself_and_why(name: str, value: str | None) -> None:
    (line,) = refusal(**{name: value})
    assert line.startswith(f"{name} is missing: ")


def test_everything_that_is_missing_is_told_at_once() -> None:
    lines = refusal(SECRET_KEY=None, ALLOWED_HOSTS=None, MANUFACTURER=None)
    assert [line.split()[0] for line in lines] == ["SECRET_KEY", "ALLOWED_HOSTS", "MANUFACTURER"]


def test_no_triage_in_production_without_a_manufacturer() -> None:
    (line,) = refusal("-c", "import rugpijn.wsgi", MANUFACTURER=None)
    assert line.startswith("MANUFACTURER is missing")
    assert "EU MDR" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("INTENDED_USE", "diagnosis"),
        ("RUGPIJN_ENVIRONMENT", "prod"),
        ("DATABASE_URL", "mysql:secret"),
        ("MIGRATION_DATABASE_URL", "secret"),
        ("TRUSTED_PROXIES", "nginx"),
        ("TRUSTED_PROXIES", "-1"),
        ("STATEMENT_TIMEOUT_SECONDS", "-1"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("PUBLIC_URL", "http://api.example.nl"),
        ("PUBLIC_URL", "https://api.example.nl/v1"),
    ],
)
def test_a_wrong_setting_names_itself(name: str, value: str) -> None:
    (line,) = refusal(**{name: value})
    assert name in line


def test_a_demonstration_needs_neither_hosts_nor_manufacturer() -> None:
    found = started("manage.py", "check", RUGPIJN_ENVIRONMENT="demo", ALLOWED_HOSTS=None, MANUFACTURER=None)
    assert found.returncode == 0, found.stderr


def test_migrating_needs_the_owner() -> None:
    found = started("manage.py", "migrate", MIGRATION_DATABASE_URL=None)
    assert found.returncode == 1
    assert found.stderr.startswith("CommandError: MIGRATION_DATABASE_URL is missing: ")
    assert len(found.stderr.splitlines()) == 1


def test_serving_does_not_need_the_owner() -> None:
    assert started("-c", "import rugpijn.wsgi", MIGRATION_DATABASE_URL=None).returncode == 0


def test_the_deploy_check_is_clean() -> None:
    found = started("manage.py", "check", "--deploy", "--fail-level", "DEBUG")
    assert found.returncode == 0, found.stderr


def test_the_deploy_check_warns_when_owner_and_web_role_are_the_same() -> None:
    found = started("manage.py", "check", "--deploy", MIGRATION_DATABASE_URL=COMPLETE["DATABASE_URL"])
    assert "content.W001" in found.stderr


def test_the_deploy_check_warns_when_the_contract_names_nobody() -> None:
    assert "content.W002" in started("manage.py", "check", "--deploy", CONTACT_EMAIL="").stderr


def test_the_contract_names_who_offers_it_and_where() -> None:
    (offered,) = told("SPECTACULAR_SETTINGS")
    assert offered["CONTACT"] == {
        "name": "Team Rugpijn",
        "url": "https://api.example.nl/docs",
        "email": "rugpijn@example.nl",
    }
    assert [server["url"] for server in offered["SERVERS"]] == ["https://api.example.nl/v1", "/v1"]


def test_a_contract_without_an_address_names_the_server_it_is_read_from() -> None:
    (offered,) = told("SPECTACULAR_SETTINGS", PUBLIC_URL="", CONTACT_NAME="", CONTACT_EMAIL="")
    assert offered["CONTACT"] == {
        "name": "Beheer van de Rugpijn API",
        "url": "https://example.nl/docs",  # a whole address: generators refuse a contract without one
        "email": "beheer@example.nl",
    }
    assert [server["url"] for server in offered["SERVERS"]] == ["/v1"]


def test_the_deploy_check_warns_when_nobody_can_tell_what_came_over_tls() -> None:
    assert "security.W008" in started("manage.py", "check", "--deploy", TRUSTED_PROXIES="0").stderr


def test_production_promises_https() -> None:
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert told(*names) == [31536000, True, True, True]
    assert told(*names, RUGPIJN_ENVIRONMENT="demo") == [0, False, False, False]


def test_only_a_trusted_proxy_tells_how_and_by_whom_is_asked() -> None:
    names = ("SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT")
    assert told(*names) == [["HTTP_X_FORWARDED_PROTO", "https"], True]
    assert told(*names, TRUSTED_PROXIES=None) == [None, False]
    assert told("REST_FRAMEWORK", TRUSTED_PROXIES="2")[0]["NUM_PROXIES"] == 2
    assert told("REST_FRAMEWORK", TRUSTED_PROXIES=None)[0]["NUM_PROXIES"] == 0


@pytest.mark.django_db
def test_a_request_waits_no_longer_than_this_for_a_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("5s",)
        cursor.execute("SET LOCAL statement_timeout = 10")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(5)")


@pytest.mark.django_db(databases=["owner"])
def test_the_owner_may_take_its_time() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
