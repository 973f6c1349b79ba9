"""Measures contenders in rounds: the same load on each in turn, what it cost, and whether every answer was right."""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bench import load, usage
from bench.figures import Sample
from bench.load import Answer, Request, ask
from bench.servers import Server

PAUSE: Final = 5
"""Seconds before a sample is taken again: what others do often comes in bursts."""
WARM_UP: Final = 1
CHECKED: Final = 50
"""Of many requests, so many are looked at before and after."""


def whole(body: bytes) -> object:
    """Byte for byte."""
    return body


@dataclass(frozen=True)
class Contender:
    """A server and what it is asked, in turn.

    `seen`: what of a body has to stay the same. `expected`: what that is, where it is known. `kept`: how many rows
    there are, where each answer promises one.
    """

    name: str
    server: Server
    requests: Sequence[Request]
    status: int = 200
    seen: Callable[[bytes], object] = whole
    expected: object = None
    kept: Callable[[], int] | None = None


@dataclass
class Patience:
    """Seconds that a run may still take longer, where others use the machine."""

    left: float

    def spend(self, seconds: float) -> bool:
        """Whether there are so many; they are then gone."""
        enough = self.left >= seconds
        self.left -= seconds if enough else 0
        return enough


@dataclass(frozen=True)
class How:
    """How it is measured. `database`: the process under which PostgreSQL runs."""

    rounds: int
    seconds: int
    connections: int
    load_core: int
    database: int
    patience: Patience


@dataclass(frozen=True, slots=True)
class _Reading:
    """Seconds, all of them."""

    at: float
    server: float
    database: float
    bench: float
    used: float
    stolen: float


def rounds(contenders: Sequence[Contender], how: How) -> Iterator[list[Sample]]:
    """In each round everybody once; whoever is first differs by round."""
    for contender in contenders:
        load.run(
            contender.server.port,
            contender.requests,
            seconds=WARM_UP,
            connections=how.connections,
            core=how.load_core,
        )
    for number in range(how.rounds):
        turn = number % len(contenders)
        found = {one.name: undisturbed(one, how) for one in (*contenders[turn:], *contenders[:turn])}
        yield [found[one.name] for one in contenders]


def undisturbed(contender: Contender, how: How) -> Sample:
    """The first sample in which nobody else used the machine, or the best there was time for."""
    samples = [sample(contender, how)]
    while samples[-1].disturbed and how.patience.spend(PAUSE + how.seconds):
        time.sleep(PAUSE)
        samples.append(sample(contender, how))
    return min(samples, key=lambda one: (bool(one.faults), one.elsewhere))


def sample(contender: Contender, how: How) -> Sample:
    before = _answers(contender)
    rows = contender.kept() if contender.kept else 0
    started = _reading(contender, how)
    told = load.run(
        contender.server.port,
        contender.requests,
        seconds=how.seconds,
        connections=how.connections,
        core=how.load_core,
    )
    ended = _reading(contender, how)
    faults = [*told.faults(sum(one.size for one in before) / len(before))]
    faults += _faults(contender, before)
    faults += _faults(contender, _answers(contender), before)
    if contender.kept and (missing := told.requests - (contender.kept() - rows)) > 0:
        faults.append(f"{missing} of {told.requests} were not kept")
    return replace(_sample(started, ended), requests=told.requests, p50=told.p50, p99=told.p99, faults=tuple(faults))


def _answers(contender: Contender) -> list[Answer]:
    every = -(-len(contender.requests) // CHECKED)
    return [ask(contender.server.port, request) for request in contender.requests[::every]]


def _faults(contender: Contender, answers: Sequence[Answer], before: Sequence[Answer] | None = None) -> Iterator[str]:
    for number, answer in enumerate(answers):
        if answer.status != contender.status:
            yield f"status {answer.status}"
        elif contender.expected is not None and contender.seen(answer.body) != contender.expected:
            yield "a wrong body"
        elif before is not None and contender.seen(answer.body) != contender.seen(before[number].body):
            yield "another body than before"


def _reading(contender: Contender, how: How) -> _Reading:
    system = usage.system()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    bench = time.process_time() + children.ru_utime + children.ru_stime
    server, database = usage.cpu(contender.server.pid), usage.cpu(how.database)
    return _Reading(time.monotonic(), server, database, bench, system.used, system.stolen)


def _sample(before: _Reading, after: _Reading) -> Sample:
    """Without what the load counted."""
    seconds = after.at - before.at
    server, database = after.server - before.server, after.database - before.database
    others = after.used - before.used - server - database - (after.bench - before.bench)
    elsewhere = max(0.0, others) + after.stolen - before.stolen
    return Sample(0, seconds, 0.0, 0.0, server, database, elsewhere / seconds)
