"""What is compared with what, and the goal of each. The first contender of a case is ours."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import psycopg

from bench.interviews import Body, post, post_stored
from bench.load import Request, ask
from bench.measuring import Contender
from bench.stage import ARTICLE, PEERS_DATABASE, Stage
from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.embedded_postgres.cluster import DATABASE, SUPERUSER

OURS: Final = "Rugpijn"


@dataclass(frozen=True)
class Case:
    """`goal`: at least so many times the requests of the contender named `against`."""

    name: str
    title: str
    contenders: Sequence[Contender]
    against: str = ""
    goal: float | None = None


def cases(stage: Stage) -> list[Case]:
    return [*_article(stage), *_triage(stage), _stored(stage)]


def _article(stage: Stage) -> list[Case]:
    whole = len(stage.article["identity"].body)
    plain = _read(stage, "identity", "/article", "nginx, the same bytes as a file")
    others = [
        Contender("a bare Django view of the same bytes", stage.django_bytes, [Request("/article")]),
        Contender("DRF, nested serializers, PostgreSQL", stage.drf_article, [Request("/topics/rugpijn")]),
    ]
    title = f"GET {ARTICLE}, the whole article, {whole:,} bytes"
    return [
        Case("article", title, [*plain, *others], plain[1].name, 0.5),
        _coded(stage, "gzip", "/article", "nginx, gzip_static"),
        _coded(stage, "br", "/article-br", "nginx, the compressed file"),
        _unchanged(stage),
    ]


def _read(stage: Stage, coding: str, path: str, name: str) -> list[Contender]:
    """Ours and nginx, with the same bytes."""
    headers, body = {"Accept-Encoding": coding}, stage.article[coding].body
    mine = Contender(OURS, stage.ours, [Request(ARTICLE, headers=headers)], expected=body)
    return [mine, Contender(name, stage.nginx, [Request(path, headers=headers)], expected=body)]


def _coded(stage: Stage, coding: str, path: str, name: str) -> Case:
    size = len(stage.article[coding].body)
    title = f"the same article, {coding}, {size:,} bytes"
    return Case(f"article-{coding}", title, _read(stage, coding, path, name), name, 0.5)


def _unchanged(stage: Stage) -> Case:
    name = "nginx, 304 by ETag"
    contenders = [
        replace(one, requests=[_with_its_etag(one)], status=304, expected=b"")
        for one in _read(stage, "identity", "/article", name)
    ]
    return Case("article-304", "the same article, unchanged: 304", contenders, name, 0.5)


def _with_its_etag(contender: Contender) -> Request:
    request = contender.requests[0]
    etag = ask(contender.server.port, request).headers["etag"]
    return replace(request, headers={**request.headers, "If-None-Match": etag})


def _triage(stage: Stage) -> list[Case]:
    walked = stage.interviews
    peer = "FastAPI, pydantic, if/else, uvicorn"
    titles = {
        "mixed": f"POST an assessment: every request of three interviews, {len(walked.mixed)} in turn",
        "first": "the first request: no answers yet",
        "halfway": f"halfway: {len(walked.halfway[0]['answers'])} answers",
        "finished": f"the last: {len(walked.finished[0]['answers'])} answers and the outcome",
    }
    found = []
    for name, title in titles.items():
        bodies: list[Body] = getattr(walked, name)
        contenders = [_assessing(stage, bodies), _posting(peer, stage.fastapi, bodies)]
        found.append(Case(f"assessment-{name}", title, contenders, peer, 1.0 if name == "mixed" else None))
    empty = _posting("DRF that checks the body, answers {}", stage.drf_empty, walked.mixed)
    return [replace(found[0], contenders=[*found[0].contenders, empty]), *found[1:]]


def _assessing(stage: Stage, bodies: Sequence[Body]) -> Contender:
    return Contender(OURS, stage.ours, [post(body) for body in bodies], seen=without_moment)


def _posting(name: str, server: Any, bodies: Sequence[Body]) -> Contender:
    return Contender(name, server, [post(body, "/assessments") for body in bodies])


def without_moment(body: bytes) -> object:
    """An assessment is of the moment that it was made at."""
    told = json.loads(body)
    told.pop("at", None)
    return told


def _stored(stage: Stage) -> Case:
    body, peer = stage.interviews.finished[0], "a bare Django view that inserts one row"
    insert = Request("/kept", "POST", body=post(body).body)
    contenders = [
        storing(OURS, stage.ours, post_stored(body, stage.consent), stage.database),
        Contender(
            peer, stage.django_insert, [insert], 201, _without_names, kept=rows(stage.database, PEERS_DATABASE, "kept")
        ),
    ]
    return Case("stored", "POST an assessment, stored durably", contenders, peer, 1.5)


def storing(name: str, server: Any, request: Request, database: EmbeddedPostgres, where: str = DATABASE) -> Contender:
    kept = rows(database, where, "triage_storedassessment WHERE expires_at > now() + interval '29 days 12 hours'")
    return Contender(name, server, [request], 201, _without_names, kept=kept)


def _without_names(body: bytes) -> object:
    """Of what is stored, each has its own name, secret and moments."""
    told = json.loads(body)
    stored = told.get("stored") or {}
    told.pop("at", None)
    told["stored"] = {name: value for name, value in stored.items() if name in ("consent", "answers", "worse")}
    return {name: value for name, value in told.items() if name not in ("id", "secret")}


def rows(database: EmbeddedPostgres, name: str, table: str) -> Callable[[], int]:
    """How many there are in this database and table, as PostgreSQL says."""

    def count() -> int:
        with psycopg.connect(database.url(SUPERUSER, name)) as connection:
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(found[0]) if found else 0

    return count
