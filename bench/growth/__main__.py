"""`make bench-growth`: fills a database, and compares it with one that has only what is shipped."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
from psycopg import sql

from bench import interviews, ours, results, table
from bench.growth import comparing, filling
from bench.growth.comparing import Side
from bench.load import Request, WrongAnswer, ask
from bench.machine import Cores, NotHere, demand, pinned
from bench.measuring import How, Patience, rounds
from bench.servers import Server
from bench.stage import consent_at
from rugpijn.embedded_postgres import EmbeddedPostgres
from rugpijn.embedded_postgres.cluster import DATABASE, OWNER, WEB

EMPTY = "empty"
CONNECTIONS = 16
PATIENCE = 300.0
# A release in memory is counted as four times its text, in six tenths of MEMORY_MB: with this all of them fit, as
# whoever has so many and is asked for all of them would see to.
MB_OF_A_TOPIC = 2.5
LEAST_MB = 320


def main() -> int:
    try:
        _measure(_wishes(), demand())
    except (NotHere, WrongAnswer) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--topics", type=int, default=1000)
    parser.add_argument("--releases", type=int, default=50, help="of each topic")
    parser.add_argument("--assessments", type=int, default=10_000_000, help="that are stored (two kilobytes each)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--patience", type=int, default=600, help="seconds to wait for a quiet machine, in all (600)")
    return parser.parse_args()


def _measure(wishes: argparse.Namespace, cores: Cores) -> None:
    began = time.monotonic()
    with _sides(wishes, cores) as (full, empty, database):
        walked = interviews.walk(empty.server.port)
        postgres = int((database.folder.data / "postmaster.pid").read_text().split()[0])
        how = How(wishes.rounds, wishes.seconds, CONNECTIONS, cores.load, postgres, Patience(wishes.patience))
        found = []
        for case in comparing.cases(full, empty, walked, database):
            found.append(results.of_case(case, list(zip(*rounds(case.contenders, how), strict=True))))
            print("\n".join(table.case_lines(found[-1])), end="\n\n", flush=True)
        with pinned(cores.server):
            singles = list(comparing.singles(full, empty))
    print("\n".join(table.single_lines(singles)))
    place = results.write(results.whole("growth", how, found, singles))
    print(f"\nThis took {(time.monotonic() - began) / 60:.0f} minutes. Everything is in {place}")


@contextmanager
def _sides(wishes: argparse.Namespace, cores: Cores) -> Iterator[tuple[Side, Side, EmbeddedPostgres]]:
    memory = str(max(LEAST_MB, round(MB_OF_A_TOPIC * wishes.topics)))
    with ours.filled(cores, MEMORY_MB=memory) as (database, environment, _), ExitStack() as stack:
        _copy(database)
        _fill(database, wishes)
        elsewhere = {name: database.url(role, EMPTY) for name, role in _ROLES.items()}
        topics = [f"groei-{number:05}" for number in range(1, wishes.topics + 1)]
        told = f"{wishes.topics:,} topics, {wishes.assessments:,} stored"
        print(f"Both workers may keep {memory} MB in memory (MEMORY_MB).\n")
        with pinned(cores.server):
            full = stack.enter_context(ours.serving(environment))
            empty = stack.enter_context(ours.serving(environment | elsewhere))
        yield (
            _side(told, DATABASE, full, environment, topics),
            _side("only what is shipped", EMPTY, empty, environment | elsewhere, ["rugpijn"]),
            database,
        )


_ROLES = {"DATABASE_URL": WEB, "MIGRATION_DATABASE_URL": OWNER}


def _side(name: str, database: str, server: Server, environment: dict[str, str], topics: list[str]) -> Side:
    began = time.monotonic()
    while ask(server.port, Request(f"/v1/topics/{topics[0]}")).status != 200:
        if time.monotonic() - began > PATIENCE:
            raise NotHere(f"The service with {name} still has no article after {PATIENCE} s.")
        time.sleep(0.1)
    return Side(name, database, server, environment, topics, consent_at(server.port))


def _copy(database: EmbeddedPostgres) -> None:
    """Before it is filled."""
    names = {"own": sql.Identifier(EMPTY), "owner": sql.Identifier(OWNER), "web": sql.Identifier(WEB)}
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        for statement in (
            f"CREATE DATABASE {{own}} TEMPLATE {DATABASE} OWNER {{owner}}",
            "REVOKE ALL ON DATABASE {own} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {own} TO {web}",
        ):
            connection.execute(sql.SQL(statement).format(**names))


def _fill(database: EmbeddedPostgres, wishes: argparse.Namespace) -> None:
    tell = filling.teller()
    filling.publish(database.owner_url, wishes.topics, wishes.releases, tell)
    filling.store(database.owner_url, wishes.assessments, tell)
    print()


if __name__ == "__main__":
    sys.exit(main())
