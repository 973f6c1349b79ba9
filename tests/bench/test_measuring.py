"""What is an error, with a server and a load that say what they are told to."""

from dataclasses import replace

import pytest

from bench import load, measuring, usage
from bench.figures import Sample
from bench.load import Answer, Load, Request
from bench.measuring import Contender, How, Patience
from bench.servers import Server
from tests.bench.test_load import NOTHING

RIGHT = Answer(200, {}, b"right", 100)
HOW = How(rounds=1, seconds=1, connections=16, load_core=0, database=2, patience=Patience(0))
CONTENDER = Contender("Rugpijn", Server("Rugpijn", 1, 1), [Request("/")])


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> "Measured":
    return Measured(monkeypatch)


class Measured:
    """A sample in which the answers before and after are these, and the load counted a thousand right ones."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        monkeypatch.setattr(load, "run", lambda *_, **__: Load(1000, 1.0, 100_000, 1.0, 2.0, NOTHING))
        monkeypatch.setattr(usage, "cpu", lambda _: 0.0)
        monkeypatch.setattr(usage, "system", lambda: usage.System(0.0, 0.0))

    def __call__(self, before: Answer, after: Answer, contender: Contender = CONTENDER) -> Sample:
        answers = iter([before, after])
        self._patch.setattr(measuring, "ask", lambda *_: next(answers))
        return measuring.sample(contender, HOW)


def test_right_answers_before_and_after_are_no_fault(measured: Measured) -> None:
    assert measured(RIGHT, RIGHT).faults == ()


def test_another_status_is_a_fault(measured: Measured) -> None:
    assert measured(RIGHT, replace(RIGHT, status=503)).faults == ("status 503",)


def test_another_body_than_before_is_a_fault(measured: Measured) -> None:
    assert measured(RIGHT, replace(RIGHT, body=b"other")).faults == ("another body than before",)


def test_a_body_that_is_wrong_from_the_beginning_is_a_fault(measured: Measured) -> None:
    asked = replace(CONTENDER, expected=b"what it should be")
    assert "a wrong body" in measured(RIGHT, RIGHT, asked).faults


def test_what_was_promised_and_not_kept_is_a_fault(measured: Measured) -> None:
    rows = iter([0, 990])
    found = measured(RIGHT, RIGHT, replace(CONTENDER, kept=lambda: next(rows)))
    assert found.faults == ("10 of 1000 were not kept",)


QUIET = Sample(1, 1.0, 1.0, 1.0, 1.0, 0.0, elsewhere=0.0)
BUSY = replace(QUIET, elsewhere=0.5)
BUSIER = replace(QUIET, elsewhere=0.9)


def undisturbed(monkeypatch: pytest.MonkeyPatch, samples: list[Sample], patience: float) -> Sample:
    found = iter(samples)
    monkeypatch.setattr(measuring, "sample", lambda *_: next(found))
    monkeypatch.setattr(measuring, "PAUSE", 0)
    return measuring.undisturbed(CONTENDER, replace(HOW, patience=Patience(patience)))


def test_a_disturbed_sample_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert undisturbed(monkeypatch, [BUSIER, BUSY, QUIET], patience=2) == QUIET


def test_without_patience_the_least_disturbed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert undisturbed(monkeypatch, [BUSIER, BUSY, QUIET], patience=1) == BUSY
