"""`manage.py run` as a person meets it: real processes, from nothing to an answer and back to nothing."""

import contextlib
import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.plugin import OwnDatabase
from tests.processes import PROJECT, bare_environment, processes_of, wait_until, wait_until_nothing_runs

COMMAND = [sys.executable, "manage.py", "run"]


class Run:
    """The command on a var folder of its own, and all that it has said."""

    def __init__(self, var: Path, **variables: str) -> None:
        self.var = var
        self.port = free_port()
        variables = {"PORT": str(self.port), "RUGPIJN_VAR": str(var)} | variables
        descriptor, name = tempfile.mkstemp(prefix="rugpijn-output-")
        self.output = Path(name)
        with os.fdopen(descriptor, "w") as output:
            self.process = subprocess.Popen(
                COMMAND,
                cwd=PROJECT,
                env=bare_environment(**variables),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.output.unlink()
        wait_until_nothing_runs(self.var)

    @property
    def said(self) -> str:
        return self.output.read_text()

    def ready(self) -> "Run":
        self.wait_for("Ctrl-C stops everything")
        return self

    def wait_for(self, text: str) -> None:
        wait_until(lambda: text in self.said or self.process.poll() is not None, text)
        assert text in self.said, self.said

    def stop(self, wish: signal.Signals) -> int:
        self.process.send_signal(wish)
        return self.process.wait()

    def get(self, path: str) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            try:
                connection.request("GET", path)
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                return None


@pytest.fixture(scope="module")
def used() -> Iterator[Path]:
    """A var folder in which the first run has been, so that others start quickly; its output lies beside it."""
    with tempfile.TemporaryDirectory(prefix="rugpijn-test-") as name:
        Path(name).chmod(0o711)
        var = Path(name) / "var"
        with Run(var) as run:
            run.ready()
            (var.parent / "first-output").write_text(run.said)
            (var.parent / "first-secret").write_text((var / "secret-key").read_text())
            assert run.stop(signal.SIGTERM) == 0
        yield var


@pytest.fixture(scope="class")
def running(used: Path) -> Iterator[Run]:
    """A later run, for all tests of a class: each leaves it as it was, serving."""
    with Run(used) as run:
        yield run.ready()


@pytest.fixture
def unused(tmp_path: Path) -> Path:
    return tmp_path / "var"


def refused(var: Path, **variables: str) -> str:
    """What the command says when it ends at once with 1: one line, and nothing was started."""
    with Run(var, **variables) as run:
        assert run.process.wait() == 1
        assert len(run.said.splitlines()) == 1, run.said
        assert not var.exists()
        return run.said


class TestFirstRun:
    def test_says_each_step_and_the_addresses(self, used: Path) -> None:
        said = (used.parent / "first-output").read_text()
        for text in ("✓ PostgreSQL 18", "✓ Tables", "✓ Library", "✓ Web server", "/v1/topics/rugpijn", "/docs"):
            assert text in said

    def test_warns_of_nothing_that_is_as_it_should_be(self, used: Path) -> None:
        assert "WARNING" not in (used.parent / "first-output").read_text()

    def test_shows_the_passwords_of_the_demonstration(self, used: Path) -> None:
        assert "password" in (used.parent / "first-output").read_text()

    def test_the_secret_is_for_the_starter_alone(self, used: Path) -> None:
        status = (used / "secret-key").stat()
        assert stat.S_IMODE(status.st_mode) == 0o600
        assert status.st_size > 50


class TestReady:
    def test_what_it_names_answers(self, running: Run) -> None:
        paths = ["/healthz", "/v1/topics/rugpijn", "/docs", "/v1/openapi.json"]
        assert {path: running.get(path) for path in paths} == dict.fromkeys(paths, 200)

    def test_does_not_show_the_passwords_again(self, running: Run) -> None:
        assert "password" not in running.said

    def test_the_secret_stays_the_same(self, running: Run) -> None:
        assert (running.var / "secret-key").read_text() == (running.var.parent / "first-secret").read_text()

    def test_slow_clients_do_not_stop_it(self, running: Run) -> None:
        """Twenty bodies that never come, and a probe is still answered."""
        head = b"POST /v1/topics/rugpijn/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        with contextlib.ExitStack() as stack:
            for _ in range(20):
                slow = stack.enter_context(socket.create_connection(("127.0.0.1", running.port)))
                slow.sendall(head + b"Content-Length: 100\r\n\r\n{")
            assert running.get("/healthz") == 200
            assert running.get("/v1/topics/rugpijn") == 200

    def test_the_first_triage_answers(self, running: Run) -> None:
        command = running.said.partition("A first triage")[2].partition("\n\n")[0].strip()
        result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
        assert '"nextScreen"' in result.stdout

    def test_commands_in_another_terminal_find_the_demonstration(self, running: Run) -> None:
        assert stat.S_IMODE((running.var / "environment").stat().st_mode) == 0o600
        script = f"set -a; . {running.var}/environment; exec {sys.executable} manage.py showmigrations --database owner"
        result = subprocess.run(
            ["sh", "-c", script], cwd=PROJECT, env=bare_environment(), capture_output=True, text=True, check=True
        )
        assert "[X]" in result.stdout
        assert "[ ]" not in result.stdout

    def test_a_second_one_on_the_same_folder_is_refused(self, running: Run) -> None:
        second = subprocess.run(
            COMMAND,
            cwd=PROJECT,
            env=bare_environment(RUGPIJN_VAR=str(running.var), PORT=str(free_port())),
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert len(second.stdout.splitlines()) == 1
        in_use = f"{running.var}/postgres is in use by another living process (process {running.process.pid})"
        assert in_use in second.stdout
        assert running.get("/healthz") == 200


class TestStopping:
    @pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_stops_cleanly_when_asked(self, used: Path, wish: signal.Signals) -> None:
        with Run(used) as run:
            run.ready()
            assert run.stop(wish) == 0
            assert not processes_of(used)
            assert run.said.rstrip().endswith("Stopped.")
            assert "Traceback" not in run.said

    def test_stops_cleanly_while_it_starts(self, used: Path) -> None:
        with Run(used) as run:
            run.wait_for("✓ PostgreSQL 18")
            assert run.stop(signal.SIGINT) == 0
            assert not processes_of(used)
            assert "Traceback" not in run.said

    def test_nothing_stays_after_kill_9(self, used: Path) -> None:
        with Run(used, WEB_WORKERS="2") as run:
            run.ready()
            run.process.kill()
            run.process.wait()
            wait_until_nothing_runs(used)
            assert run.get("/healthz") is None


class TestRecovery:
    def test_postgres_comes_back(self, running: Run) -> None:
        os.kill(int((running.var / "postgres/data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        running.wait_for("✓ PostgreSQL 18 again")
        assert running.get("/v1/topics/rugpijn") == 200

    def test_a_worker_comes_back(self, running: Run) -> None:
        os.kill(max(granians(running.var)), signal.SIGKILL)
        wait_until(lambda: running.get("/healthz") == 200, "another worker answers")


class TestGivingUp:
    def test_a_web_server_that_gives_up_ends_the_command(self, used: Path) -> None:
        with Run(used) as run:
            run.ready()
            os.kill(min(granians(used)), signal.SIGKILL)
            assert run.process.wait() == 1
            assert "The web server stopped by itself" in run.said
            assert not processes_of(used)


class TestRefusals:
    def test_a_port_in_use(self, unused: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            said = refused(unused, PORT=str(port))
        assert f"Port {port} on 127.0.0.1 is in use by another program" in said
        assert f"PORT={port + 1} make run" in said

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8_0", "٣"])
    def test_what_is_no_port(self, unused: Path, port: str) -> None:
        assert f"PORT={port} is not a port" in refused(unused, PORT=port)

    def test_an_address_of_another_machine(self, unused: Path) -> None:
        assert "HOST=192.0.2.1 cannot be listened on" in refused(unused, HOST="192.0.2.1")

    def test_half_a_database_of_ones_own(self, unused: Path) -> None:
        url = "postgresql://x@127.0.0.1:1/x"
        assert "MIGRATION_DATABASE_URL is missing" in refused(unused, DATABASE_URL=url)
        assert " DATABASE_URL is missing" in refused(unused, MIGRATION_DATABASE_URL=url)

    @pytest.mark.parametrize("workers", ["0", "-1", "many"])
    def test_what_is_no_number_of_workers(self, unused: Path, workers: str) -> None:
        assert f"WEB_WORKERS={workers} is not a number" in refused(unused, WEB_WORKERS=workers)

    def test_a_var_folder_that_cannot_be_made(self, unused: Path) -> None:
        unused.parent.joinpath("file").write_text("")
        said = refused(unused.parent / "file" / "var")
        assert "secret-key cannot be used" in said


class TestOwnDatabase:
    def test_is_used_instead(self, own_database: OwnDatabase, unused: Path) -> None:
        urls = {"DATABASE_URL": own_database.web_url, "MIGRATION_DATABASE_URL": own_database.owner_url}
        with Run(unused, **urls) as run:
            run.ready()
            assert not (unused / "postgres").exists()
            assert run.get("/v1/topics/rugpijn") == 200
        with psycopg.connect(own_database.web_url) as connection:
            assert connection.execute("SELECT count(*) FROM auth_user").fetchone() != (0,)

    def test_that_does_not_answer(self, unused: Path) -> None:
        url = f"postgresql://x:y@127.0.0.1:{free_port()}/x"
        with Run(unused, DATABASE_URL=url, MIGRATION_DATABASE_URL=url) as run:
            assert run.process.wait() == 1
            assert "The database does not answer" in run.said
            assert "Traceback" not in run.said


class TestMakefile:
    @pytest.fixture
    def make(self) -> list[str]:
        return ["make", "--no-print-directory", "-C", str(PROJECT), "venv"]

    def test_a_python_that_is_not_there(self, make: list[str], tmp_path: Path) -> None:
        result = made([*make, f"VENV={tmp_path}/venv", "PYTHON=no-such-python"])
        assert "no-such-python is not there: install Python 3.11, 3.12 or 3.13" in result

    def test_a_python_that_is_too_old(self, make: list[str], tmp_path: Path) -> None:
        old = tmp_path / "python3"
        old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 1); $2"\n')
        old.chmod(0o755)
        result = made([*make, f"VENV={tmp_path}/venv", f"PYTHON={old}"])
        assert f"{old} is Python 3.9, and Rugpijn needs 3.11, 3.12 or 3.13" in result
        assert not (tmp_path / "venv").exists()


def made(command: list[str]) -> str:
    result = subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)
    assert result.returncode != 0
    return result.stdout


def granians(var: Path) -> list[int]:
    """Granian and its workers, without the supervisor that names it too."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in processes_of(var)}
    return [pid for pid, words in commands.items() if words[1:3] == [b"-m", b"granian"]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
