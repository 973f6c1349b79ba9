"""`make bench`: starts Rugpijn and each peer, measures them in turn, and says what came of it."""

import argparse
import sys
import time
from pathlib import Path

from bench import docs, inside, measuring, results, table, usage
from bench.cases import Case, cases
from bench.figures import BUSIEST
from bench.load import WrongAnswer
from bench.machine import Cores, NotHere, demand
from bench.measuring import How, Patience
from bench.stage import set_up

CONNECTIONS = 16


def main() -> int:
    wishes = _wishes()
    try:
        if wishes.write_docs:
            docs.write(wishes.write_docs)
        else:
            _measure(wishes, demand())
    except (NotHere, WrongAnswer, docs.NoFigures) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--seconds", type=int, default=4, help="how long each time (4)")
    parser.add_argument("--patience", type=int, default=600, help="seconds to wait for a quiet machine, in all (600)")
    parser.add_argument("--only", default="", help="the cases whose name has this in it, such as article or stored")
    parser.add_argument(
        "--write-docs", type=Path, metavar="JSON", help="write the figures of a run to docs/performance.md"
    )
    return parser.parse_args()


def _measure(wishes: argparse.Namespace, cores: Cores) -> None:
    began = time.monotonic()
    _tell_when_busy()
    with set_up(cores) as stage:
        database = int((stage.database.folder.data / "postmaster.pid").read_text().split()[0])
        how = How(wishes.rounds, wishes.seconds, CONNECTIONS, cores.load, database, Patience(wishes.patience))
        found = [_of(case, how) for case in cases(stage) if wishes.only in case.name]
        singles = inside.figures(stage, cores) if not wishes.only else []
    value = results.whole("part" if wishes.only else "figures", how, found, singles)
    print("\n".join(table.single_lines(singles)))
    print(f"\nThis took {(time.monotonic() - began) / 60:.0f} minutes. Everything is in {results.write(value)}")


def _of(case: Case, how: How) -> results.Value:
    samples = list(zip(*measuring.rounds(case.contenders, how), strict=True))
    value = results.of_case(case, samples)
    print("\n".join(table.case_lines(value)), end="\n\n", flush=True)
    return value


def _tell_when_busy() -> None:
    before = usage.system()
    time.sleep(1)
    after = usage.system()
    busy = after.used - before.used + after.stolen - before.stolen
    if busy > BUSIEST:
        print(f"Other programs use {busy:.0%} of a core: on a busy machine the ratios are refused.\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
