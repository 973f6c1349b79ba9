"""Everything that is measured, started and filled: the real service, its peers, and the bodies that people send."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from bench import interviews, ours
from bench.interviews import PATH, Interviews
from bench.load import Answer, Request, WrongAnswer, ask
from bench.machine import Cores, NotHere, pinned, program
from bench.peers import nginx
from bench.servers import Server, free_port, granian, started
from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.embedded_postgres.cluster import OWNER
from rugpijn.run.environment import PROJECT

ARTICLE: Final = "/v1/topics/rugpijn"
PEERS_DATABASE: Final = "peers"
FASTAPI_PYTHON: Final = PROJECT / "var" / "bench" / "venv" / "bin" / "python"
_NOT_COPIED: Final = {"etag", "date", "server", "x-request-id", "content-length", "content-type", "content-encoding"}


@dataclass(frozen=True)
class Stage:
    """`article`: by its coding. `environment`: of the real service."""

    ours: Server
    nginx: Server
    django_bytes: Server
    drf_article: Server
    drf_empty: Server
    fastapi: Server
    django_insert: Server
    article: dict[str, Answer]
    interviews: Interviews
    consent: dict[str, str]
    database: EmbeddedPostgres
    environment: dict[str, str]


@contextmanager
def set_up(cores: Cores) -> Iterator[Stage]:
    if not FASTAPI_PYTHON.exists():
        raise NotHere("A peer has an environment of its own, and it is not there: `make bench` makes it.")
    with ours.filled(cores) as (database, environment, folder), ExitStack() as stack:
        with pinned(cores.server):
            own = stack.enter_context(ours.serving(environment))
            stage = _with_peers(stack, folder, own, database, environment)
        yield stage


def _with_peers(
    stack: ExitStack, folder: Path, own: Server, database: EmbeddedPostgres, environment: dict[str, str]
) -> Stage:
    article = {coding: coded(own.port, coding) for coding in ("identity", "gzip", "br")}
    walked = interviews.walk(own.port)
    _write_files(folder, article, walked)
    _make_database(database)
    address = database.url(OWNER, PEERS_DATABASE)
    _run("bench.peers.relational.wsgi", str(folder / "article.json"), DATABASE_URL=address)
    _run("bench.peers.django_insert", "prepare", DATABASE_URL=address)
    peers = _Peers(stack, folder, address)
    stage = Stage(
        ours=own,
        nginx=peers.nginx(article["identity"]),
        django_bytes=peers.django("django_bytes", ARTICLE=str(folder / "article.json")),
        drf_article=peers.django("relational.wsgi"),
        drf_empty=peers.django("drf_empty"),
        fastapi=peers.fastapi(),
        django_insert=peers.django("django_insert", "--blocking-threads", "16"),
        article=article,
        interviews=walked,
        consent=consent_at(own.port),
        database=database,
        environment=environment,
    )
    _demand_same_texts(stage)
    _demand_same_conclusions(stage)
    return stage


def coded(port: int, coding: str) -> Answer:
    return ask(port, Request(ARTICLE, headers={"Accept-Encoding": coding}))


def consent_at(port: int) -> dict[str, str]:
    """To the text of the release that is live, just now."""
    protocol = json.loads(ask(port, Request(f"{ARTICLE}/triage")).body)
    return {"version": protocol["consentVersion"], "givenAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}


def _write_files(folder: Path, article: dict[str, Answer], walked: Interviews) -> None:
    (folder / "article.json").write_bytes(article["identity"].body)
    (folder / "article.json.gz").write_bytes(article["gzip"].body)
    (folder / "article.br").write_bytes(article["br"].body)
    if gzip.decompress(article["gzip"].body) != article["identity"].body:
        raise WrongAnswer("the compressed article is another article")
    (folder / "texts.json").write_text(json.dumps(_texts(walked)))


def _texts(walked: Interviews) -> dict[str, Any]:
    """Everything that was told in those interviews, for a peer to tell as well; a screen as it was told first."""
    screens: dict[str, Any] = {}
    for one in walked.told:
        if one["nextScreen"]:
            screens.setdefault(one["nextScreen"]["slug"], one["nextScreen"])
    outcomes = {one["outcome"]["urgency"]: one["outcome"] for one in walked.told if one["outcome"]}
    first = walked.told[0]
    frame = {
        "topic": first["topic"],
        "notice": first["notice"],
        "emergency_notice": first["emergencyNotice"],
        "interrupted_text": first["interruptedText"],
    }
    return {"screens": list(screens.values()), "outcomes": outcomes, "frame": frame}


def _make_database(database: EmbeddedPostgres) -> None:
    name = sql.Identifier(PEERS_DATABASE)
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))


def _run(module: str, *arguments: str, **environment: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    subprocess.run(command, env=dict(os.environ) | environment, cwd=PROJECT, check=True)


@dataclass(frozen=True)
class _Peers:
    """Starts them, each to stay until the end."""

    stack: ExitStack
    folder: Path
    database: str

    def django(self, name: str, *options: str, **environment: str) -> Server:
        port = free_port()
        command = granian(f"bench.peers.{name}:application", port, *options)
        told = {"DATABASE_URL": self.database, **environment}
        return self.stack.enter_context(started(name, command, port, **told))

    def fastapi(self) -> Server:
        port = free_port()
        options = ["--host", "127.0.0.1", "--port", str(port), "--loop", "uvloop", "--http", "httptools"]
        command = [str(FASTAPI_PYTHON), "-m", "uvicorn", *options, "--no-access-log", "--log-level", "warning"]
        command += ["bench.peers.fastapi_triage:application"]
        texts = str(self.folder / "texts.json")
        return self.stack.enter_context(started("FastAPI", command, port, TEXTS=texts))

    def nginx(self, like: Answer) -> Server:
        port = free_port()
        headers = {name: value for name, value in like.headers.items() if name not in _NOT_COPIED}
        configuration = nginx.write(self.folder, port, headers)
        command = [str(program("nginx")), "-c", str(configuration), "-e", str(self.folder / "error.log")]
        return self.stack.enter_context(started("nginx", command, port))


def _demand_same_texts(stage: Stage) -> None:
    """The relational article says everything that ours says. Raises WrongAnswer."""
    told = json.loads(ask(stage.drf_article.port, Request("/topics/rugpijn")).body)
    mine = json.loads(stage.article["identity"].body)
    kinds = ("title", "summary", "disclaimer", "sections", "alarmSigns", "advice", "faqs", "glossary", "sources")
    missing = set(_strings([mine[kind] for kind in kinds])) - set(_strings(told))
    if missing:
        raise WrongAnswer(f"the relational article lacks {len(missing)} texts: {sorted(missing)[:3]}")


def _demand_same_conclusions(stage: Stage) -> None:
    """The peer with if/else says of these people what ours says. Raises WrongAnswer."""
    for body, mine in zip(stage.interviews.mixed, stage.interviews.told, strict=True):
        told = json.loads(ask(stage.fastapi.port, interviews.post(body, "/assessments")).body)
        if _conclusion(told) != _conclusion(mine):
            raise WrongAnswer(
                f"After {len(body['answers'])} answers the peer with if/else concludes {_conclusion(told)}, Rugpijn "
                f"{_conclusion(mine)}. The library changed: change bench/peers/fastapi_triage.py with it."
            )


def _conclusion(told: dict[str, Any]) -> str:
    return str(told["outcome"]["urgency"] if told["outcome"] else told["status"])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


__all__ = ["ARTICLE", "PATH", "Stage", "consent_at", "set_up"]
