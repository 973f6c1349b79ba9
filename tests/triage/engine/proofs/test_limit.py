"""The limit is in work, not in time: a machine that does other things does not make a proof fail."""

import time
from threading import Thread

import pytest

from triage.engine.proofs.limit import Limit


def work(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_waiting_costs_nothing() -> None:
    limit = Limit(1)
    time.sleep(0.3)
    assert limit.left > 0.8


def test_work_does() -> None:
    limit = Limit(1)
    work(0.2)
    assert limit.left <= 0.8


def test_work_of_another_thread_does_not() -> None:
    limit, other = Limit(1), Thread(target=work, args=(0.3,))
    other.start()
    other.join()
    assert limit.left > 0.8


def test_another_thread_can_see_what_is_left() -> None:
    """As the one does that stops the solver."""
    limit, seen = Limit(1), list[float]()
    work(0.2)
    other = Thread(target=lambda: seen.append(limit.left))
    other.start()
    other.join()
    assert 0 < seen[0] <= 0.8


def test_where_no_thread_has_a_clock_the_process_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    limit = Limit(1)
    work(0.2)
    assert limit.left <= 0.8
