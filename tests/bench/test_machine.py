import os
import sys

import pytest

from bench import machine


@pytest.mark.skipif(sys.platform != "linux", reason="there it says that it needs Linux")
def test_what_is_missing_is_named_in_one_go_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "program", lambda _: None)
    with pytest.raises(machine.NotHere, match="apt-get install --no-install-recommends wrk nginx-light"):
        machine.demand()


def test_elsewhere_than_on_linux_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(machine.NotHere, match="needs Linux"):
        machine.demand()


@pytest.mark.skipif(sys.platform != "linux", reason="pins to a core as Linux does")
def test_what_is_pinned_comes_back() -> None:
    before = os.sched_getaffinity(0)
    with machine.pinned(min(before)):
        assert os.sched_getaffinity(0) == {min(before)}
    assert os.sched_getaffinity(0) == before
