"""What is started can be stopped from its first moment."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rugpijn.embedded_postgres.supervised import Order, Supervised
from tests.processes import processes_of, wait_until_nothing_runs


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A program that works in a folder of its own and stops when asked."""
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    return Order(command=command, environment={"PATH": os.environ["PATH"]}, stop=[("SIGTERM", 60.0)], cwd=str(tmp_path))


class AskedToStop(BaseException):
    """As `manage.py run` has it."""


def ask(*_: object) -> None:
    raise AskedToStop


class Interrupted(subprocess.Popen[bytes]):
    """The wish comes when the process exists and nobody holds it yet."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[call-overload]
        os.kill(os.getpid(), signal.SIGINT)


class TestStarting:
    def test_ctrl_c_meanwhile_leaves_nothing(
        self, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(subprocess, "Popen", Interrupted)
        before = signal.signal(signal.SIGINT, ask)
        try:
            with pytest.raises(AskedToStop):
                Supervised(order)
            assert not processes_of(tmp_path)
        finally:
            signal.signal(signal.SIGINT, before)
            wait_until_nothing_runs(tmp_path)

    def test_a_program_that_cannot_be_started_takes_no_signals_away(
        self, order: Order, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        with pytest.raises(FileNotFoundError):
            Supervised(order)
        assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def test_signals_reach_the_program_as_ever(self, order: Order, tmp_path: Path) -> None:
        with Supervised(order) as program:
            os.kill(program.pid, signal.SIGTERM)
            assert program.wait() == 128 + signal.SIGTERM
        assert not processes_of(tmp_path)
