"""The same requests to a service that has much of everything, and to one that has only what is shipped."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from bench import ours, starting, usage
from bench.cases import Case, storing, without_moment
from bench.growth import filling, sizes
from bench.interviews import PATH, Body, Interviews, post, post_stored
from bench.load import Request, WrongAnswer, ask
from bench.measuring import Contender
from bench.results import Value, failed, single
from bench.servers import Server
from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.run.environment import PROJECT

SLOWER: Final = 1.2
"""At most so many times the time, so at least so many times fewer requests."""
SEEN_WITHIN: Final = 2.0
PATIENCE: Final = 120.0
SWEEPS: Final = 10
READ_AGAIN: Final = 100
FIRST_TIMES: Final = 25


class NotSeen(Exception):
    """What was published is not told, however long one waits."""


@dataclass(frozen=True)
class Side:
    """One of the two. `topics`: those that are asked for."""

    name: str
    database: str
    server: Server
    environment: Mapping[str, str]
    topics: Sequence[str]
    consent: dict[str, str]


def cases(full: Side, empty: Side, walked: Interviews, database: EmbeddedPostgres) -> Iterator[Case]:
    outcome = walked.finished[0]

    def case(name: str, title: str, make: Any) -> Case:
        return Case(name, title, [make(full), make(empty)], empty.name, 1 / SLOWER)

    yield case("topic", "GET one topic", lambda side: _reading(side, side.topics[:1]))
    yield case("topics", "GET every topic in turn, each asked before", lambda side: _asked(_reading(side, side.topics)))
    yield case(
        "post", "POST an assessment: every request of three interviews", lambda side: _posting(side, walked.mixed)
    )
    yield case(
        "posts",
        "POST an assessment, to every topic in turn, each asked before",
        lambda side: _asked(_everywhere(side, outcome)),
    )
    yield case("stored", "POST an assessment, stored durably", lambda side: _storing(side, outcome, database))
    yield case("again", "GET a stored assessment", lambda side: _again(side, outcome))


def _reading(side: Side, topics: Sequence[str]) -> Contender:
    return Contender(side.name, side.server, [Request(f"/v1/topics/{topic}") for topic in topics])


def _asked(contender: Contender) -> Contender:
    """Once each, so that what is measured is not how a release is read: that is once, and a figure of its own."""
    for request in contender.requests:
        answer = ask(contender.server.port, request, patience=PATIENCE)
        if answer.status != contender.status:
            raise WrongAnswer(f"{request.path} answers {answer.status}: {answer.body[:300]!r}")
    return contender


def _posting(side: Side, bodies: Sequence[Body]) -> Contender:
    requests = [post(body, _assessments(side.topics[0])) for body in bodies]
    return Contender(side.name, side.server, requests, seen=without_moment)


def _everywhere(side: Side, body: Body) -> Contender:
    requests = [post(body, _assessments(topic)) for topic in side.topics]
    return Contender(side.name, side.server, requests, seen=without_moment)


def _assessments(topic: str) -> str:
    return PATH.replace("rugpijn", topic)


def _storing(side: Side, body: Body, database: EmbeddedPostgres) -> Contender:
    return storing(side.name, side.server, post_stored(body, side.consent), database, side.database)


def _again(side: Side, body: Body) -> Contender:
    """Some that were just stored, each read with its own secret."""
    return Contender(side.name, side.server, [_stored(side, body) for _ in range(READ_AGAIN)], seen=without_moment)


def _stored(side: Side, body: Body) -> Request:
    asked = post_stored(body, side.consent)
    answer = ask(side.server.port, asked)
    if answer.status != 201:
        raise WrongAnswer(f"storing answers {answer.status}: {answer.body[:300]!r}")
    stored = json.loads(answer.body)["stored"]
    return Request(f"/v1/assessments/{stored['id']}", headers={"Authorization": f"Bearer {stored['secret']}"})


def singles(full: Side, empty: Side) -> Iterator[Value]:
    """What happens now and then, of both."""
    yield _first_time(full)
    for side in (empty, full):
        yield _once(f"the list of topics, made anew, {side.name}", side, "/v1/topics")
        yield _once(f"is it ready? (/readyz), {side.name}", side, "/readyz")
        yield from starting.figures(side.environment, f"/v1/topics/{side.topics[0]}", f"a worker, {side.name}")
        yield _publication(f"a publication, until it is seen, {side.name}", side)
        yield single(f"memory of the worker, {side.name}", usage.memory(usage.worker(side.server.pid)), "MB")
    yield from sizes.of_a_stored_one(full.environment["MIGRATION_DATABASE_URL"])
    yield from _sweeps(full, empty)
    taken, gone = acted(full, "purge")
    yield single(f"what is left of a day, {gone:,} expired ones, erased", taken, "s")


def _first_time(side: Side) -> Value:
    """Of topics that nobody asked for since the worker started, and that it did not make ready by itself."""
    with ours.serving(side.environment) as server:
        found = []
        for topic in side.topics[-FIRST_TIMES:]:
            began = time.monotonic()
            ask(server.port, Request(f"/v1/topics/{topic}"), patience=PATIENCE)
            found.append(time.monotonic() - began)
    return single(f"an article that is not in memory yet, {side.name}", median(found) * 1000, "ms")


def _once(name: str, side: Side, path: str) -> Value:
    began = time.monotonic()
    try:
        status = ask(side.server.port, Request(path), patience=PATIENCE).status
    except OSError as error:
        return failed(name, "s", f"no answer within {PATIENCE:.0f} s ({type(error).__name__})")
    taken = time.monotonic() - began
    return single(name, taken, "s") if status == 200 else failed(name, "s", f"status {status} after {taken:.1f} s")


def _publication(name: str, side: Side) -> Value:
    try:
        return single(name, _until_seen(side), "s", goal=SEEN_WITHIN)
    except (OSError, NotSeen):
        return failed(name, "s", f"not seen within {PATIENCE:.0f} s", goal=SEEN_WITHIN)


def _until_seen(side: Side) -> float:
    """From its commit to the first answer that tells of it: what is withdrawn is published again, and that is seen."""
    topic = side.topics[0]
    number = json.loads(ask(side.server.port, Request(f"/v1/topics/{topic}")).body)["release"]["number"]
    found = []
    for act in ("withdraw", "publish") * 2:
        committed: float = acted(side, act, topic, str(number))
        while (_live(side, topic) == number) is (act == "withdraw"):
            if time.monotonic() - committed > PATIENCE:
                raise NotSeen
            time.sleep(0.005)
        found.append(max(0.0, time.monotonic() - committed))
    return median(found)


def _live(side: Side, topic: str) -> int | None:
    """None where nothing is live any more."""
    answer = ask(side.server.port, Request(f"/v1/topics/{topic}"))
    number: int | None = json.loads(answer.body)["release"]["number"] if answer.status == 200 else None
    return number


def _sweeps(full: Side, empty: Side) -> Iterator[Value]:
    """The other one gets just as many expired ones, and nothing else."""
    filling.store(empty.environment["MIGRATION_DATABASE_URL"], SWEEPS * 500, lambda _: None, days=1)
    little, much = (median(acted(side, "sweep", str(SWEEPS))) for side in (empty, full))
    yield single(f"a sweep of 500 expired ones, {empty.name}", little * 1000, "ms")
    yield single(f"a sweep of 500 expired ones, {full.name}", much * 1000, "ms", goal=SLOWER * little * 1000)


def acted(side: Side, *words: str) -> Any:
    command = [sys.executable, "-m", "bench.growth.acting", *words]
    told = subprocess.run(command, env=side.environment, cwd=PROJECT, stdout=subprocess.PIPE, check=True)
    return json.loads(told.stdout)
