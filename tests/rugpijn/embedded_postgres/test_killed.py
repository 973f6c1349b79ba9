"""Nothing stays behind and nothing is lost, whoever is killed."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from rugpijn.embedded_postgres import (
    EmbeddedPostgres,
)
from tests.processes import PROJECT, bare_environment, processes_of, wait_until, wait_until_nothing_runs
from tests.rugpijn.embedded_postgres.serving import (
    SERVE,
    Serving,
    lasting_number,
    lasting_table,
    only_linux,
    parent_of,
    postmaster,
)


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
