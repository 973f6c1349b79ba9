"""The files of a deployment, as far as they can be tried without an engine for containers."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from rugpijn.embedded_postgres import EmbeddedPostgres, temporary_postgres
from rugpijn.embedded_postgres.account import account_for
from rugpijn.embedded_postgres.binaries import binaries_for
from tests.processes import PROJECT
from tests.rugpijn.serving import manage, production
from tests.tools import COMPOSE

DEPLOY = PROJECT / "deploy"
COMPOSE_FILE = PROJECT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{([A-Z_]+)")
PASSWORD = "a-password-'quoted'"


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load(COMPOSE_FILE.read_text())


def documented() -> set[str]:
    lines = (PROJECT / ".env.example").read_text().splitlines()
    return {line.partition("=")[0] for line in lines if line and not line.startswith("#")}


def test_every_variable_is_in_the_example_and_the_other_way_round() -> None:
    assert set(VARIABLE.findall(COMPOSE_FILE.read_text())) == documented()


def test_every_setting_is_in_the_manual() -> None:
    settings = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (PROJECT / "rugpijn/settings.py").read_text()))
    table = set(re.findall(r"^\| `([A-Z_]+)`", (PROJECT / "docs/operations.md").read_text(), re.MULTILINE))
    assert settings - table == set()
    assert table - settings - {"GRANIAN_WORKERS", "PROMETHEUS_MULTIPROC_DIR"} == set()


def test_a_key_can_be_changed_without_losing_what_it_sealed(compose: Any) -> None:
    for service in ("api", "migrate", "sweep"):
        assert "SECRET_KEY_FALLBACKS" in compose["services"][service]["environment"]


def test_only_the_migration_knows_the_owner(compose: Any) -> None:
    knowing = [name for name, service in compose["services"].items() if "OWNER_PASSWORD" in str(service)]
    assert knowing == ["database", "migrate"]


def test_nothing_of_ours_runs_as_root_or_can_write(compose: Any) -> None:
    for name in ("migrate", "api", "sweep"):
        service = compose["services"][name]
        assert (service["user"], service["read_only"], service["cap_drop"]) == ("10001", True, ["ALL"])


def test_only_the_proxy_is_reachable_from_outside(compose: Any) -> None:
    open_ones = [name for name, told in compose["services"].items() if "ports" in told or "outside" in told["networks"]]
    assert open_ones == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_the_service_starts_after_the_migration_and_that_after_the_database(compose: Any) -> None:
    services = compose["services"]
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["api"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_image_holds_what_it_copies_and_no_installer() -> None:
    told = (PROJECT / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+)", told, re.MULTILINE)
    allowed = re.findall(r"^!(\S+)", (PROJECT / ".dockerignore").read_text(), re.MULTILINE)
    assert set(copied) == set(allowed)
    assert all((PROJECT / name).exists() for name in copied)
    assert told.count("FROM python:3.13-slim") == 2
    assert "--require-hashes" in told
    assert "USER 10001" in told


def compose_command() -> list[str]:
    """Of the engine, or the older program of its own, which needs no engine for this."""
    command = ["docker", "compose"]
    if (
        shutil.which("docker")
        and subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0
    ):
        return command
    return [COMPOSE.required()]


def test_compose_reads_it(compose: Any, tmp_path: Path) -> None:
    file = tmp_path / "docker-compose.yml"
    file.write_text(yaml.safe_dump({key: told for key, told in compose.items() if key != "name"}))  # 1.x has no name
    filled = {**os.environ, **dict.fromkeys(documented(), "/x")}
    done = subprocess.run(
        [*compose_command(), "-f", file, "config", "--quiet"], env=filled, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A server as the image of PostgreSQL makes it: without our roles and our database."""
    with temporary_postgres() as server:
        with psycopg.connect(server.superuser_url, autocommit=True) as connection:
            for statement in ("DROP DATABASE rugpijn", "DROP ROLE rugpijn", "DROP ROLE rugpijn_web"):
                connection.execute(statement)  # type: ignore[arg-type,unused-ignore]
        yield server


def make_roles(server: EmbeddedPostgres) -> None:
    """With the psql of the same PostgreSQL."""
    psql = binaries_for(account_for(server.folder.data)).folder / "psql"
    roles = str(DEPLOY / "postgres" / "roles.sql")
    command = [str(psql), server.superuser_url, "--no-psqlrc", "--quiet", "-f", roles]
    variables = [f"--set=owner_password={PASSWORD}", f"--set=web_password={PASSWORD}"]
    done = subprocess.run([*command, *variables], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_roles_are_those_of_the_embedded_database(bare: EmbeddedPostgres) -> None:
    make_roles(bare)
    host = f"127.0.0.1:{bare.port}/rugpijn"
    owner, web = (f"postgresql://{role}:a-password-%27quoted%27@{host}" for role in ("rugpijn", "rugpijn_web"))
    environment = {**production(bare), "DATABASE_URL": web, "MIGRATION_DATABASE_URL": owner}
    done = manage("migrate", "-v", "0", **environment)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(web) as connection:
        connection.execute("SELECT count(*) FROM content_release")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE content_release SET why = ''")
    with psycopg.connect(web) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine ()")
    assert privileges(bare) == privileges_of_the_embedded_one()


def privileges(server: EmbeddedPostgres) -> list[Any]:
    """Who may do what with the database and with what the owner will make in it."""
    with psycopg.connect(server.superuser_url.rpartition("/")[0] + "/rugpijn") as connection:
        database = connection.execute(
            "SELECT pg_get_userbyid(datdba), datacl::text, encoding, datlocprovider, datlocale FROM pg_database "
            "WHERE datname = 'rugpijn'"
        ).fetchall()
        return database + connection.execute("SELECT defaclobjtype, defaclacl::text FROM pg_default_acl").fetchall()


def privileges_of_the_embedded_one() -> list[Any]:
    with temporary_postgres() as server:
        return privileges(server)


def test_the_list_of_what_is_inside_has_every_pin(tmp_path: Path) -> None:
    pins = set(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==", (PROJECT / "requirements.txt").read_text(), re.MULTILINE))
    made = subprocess.run(
        ["make", "--no-print-directory", "-n", "sbom"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    command = made[made.rindex("-m cyclonedx_py") :].replace("\\\n", " ").replace("var/", f"{tmp_path}/").split()
    subprocess.run([sys.executable, "-W", "ignore", *command], cwd=PROJECT, check=True)
    found = json.loads((tmp_path / "sbom.json").read_text())
    assert found["bomFormat"] == "CycloneDX"
    assert {component["name"] for component in found["components"]} == pins
