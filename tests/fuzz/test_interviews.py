"""Whole interviews over HTTP, at random: each ends, and each keeps every promise that can be seen from outside."""

import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from random import Random

import pytest

from tests.fuzz import hooks
from tests.fuzz.conftest import Length
from tests.fuzz.walking import Service, Walker, service
from tests.rugpijn.serving import Served

INTERVIEWS = 30
SHARE = 0.3  # of the minutes; schemathesis has the rest
BETWEEN_LINES = 200


def test_every_interview_ends_in_an_outcome(served: Served, length: Length, monkeypatch: pytest.MonkeyPatch) -> None:
    server = f"http://127.0.0.1:{served.port}"
    monkeypatch.setenv(hooks.SERVER, server)
    hooks.known.cache_clear()
    found: Counter[str] = Counter()
    with service(server) as assessments:
        for number in numbers(length):
            found[walked(assessments, f"{length.seed}/{number}")] += 1
            if number % BETWEEN_LINES == 0:
                print(f"{number} interviews: {dict(found)}", flush=True)
    assert found["emergency"], found
    assert found["withinDays"] + found["selfCare"], found


def walked(assessments: Service, seed: str) -> str:
    """The urgency in which it ended. Each interview has a seed of its own, to repeat it without the rest."""
    try:
        return str(Walker(assessments, hooks.known().questions, Random(seed)).walk()["urgency"])
    except Exception as error:
        error.add_note(f"the interview of Random({seed!r})")
        raise


def numbers(length: Length) -> Iterator[int]:
    if length.minutes is None:
        yield from range(1, INTERVIEWS + 1)
        return
    end = time.monotonic() + length.minutes * 60 * SHARE
    for number in count(1):
        if time.monotonic() > end:
            return
        yield number
