"""What is started can be stopped from its first moment."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


def interrupted(thread: int) -> type[subprocess.Popen[bytes]]:
    """The signal comes when the process exists and nobody holds it yet, and the system tells this thread of it."""

    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            told, tells = os.pipe()
            os.set_blocking(tells, False)
            before = signal.set_wakeup_fd(tells)
            try:
                signal.pthread_kill(thread, signal.SIGINT)
                if thread != threading.get_ident():
                    os.read(told, 1)  # from then on its handler may run at any step of the main thread
            finally:
                signal.set_wakeup_fd(before)
                os.close(told)
                os.close(tells)

    return Interrupted


@pytest.fixture
def another_thread() -> Iterator[int]:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield thread.ident or 0
    over.set()
    thread.join()


class TestStarting:
    @pytest.mark.parametrize("told", ["this thread", "another thread"])
    def test_ctrl_c_meanwhile_leaves_nothing(
        self, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, another_thread: int, told: str
    ) -> None:
        thread = threading.get_ident() if told == "this thread" else another_thread
        monkeypatch.setattr(subprocess, "Popen", interrupted(thread))
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
        before = signal.signal(signal.SIGINT, ask)
        try:
            with pytest.raises(FileNotFoundError):
                Supervised(order)
            assert signal.getsignal(signal.SIGINT) is ask
            assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())
        finally:
            signal.signal(signal.SIGINT, before)

    def test_it_starts_from_another_thread_too(self, order: Order) -> None:
        with ThreadPoolExecutor(1) as executor, executor.submit(Supervised, order).result() as program:
            assert program.poll() is None

    def test_signals_reach_the_program_as_ever(self, order: Order, tmp_path: Path) -> None:
        with Supervised(order) as program:
            os.kill(program.pid, signal.SIGTERM)
            assert program.wait() == 128 + signal.SIGTERM
        assert not processes_of(tmp_path)
