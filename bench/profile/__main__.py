"""`make bench-profile`: where the time of a request goes, as a table and a picture in docs/performance.md."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Final

from bench import interviews, ours
from bench.docs import NoFigures, between, told
from bench.interviews import post, post_stored
from bench.load import Request, WrongAnswer
from bench.machine import NotHere, demand, pinned
from bench.profile.areas import ORDER
from bench.profile.picture import draw
from bench.profile.sampling import Kind, Profile, profiles
from bench.results import origin
from bench.stage import ARTICLE, consent_at
from rugpijn.run.environment import PROJECT

PICTURE: Final = PROJECT / "docs" / "performance-profile.svg"
TITLE: Final = "Where the processor time of a request goes"


def main() -> int:
    try:
        _measure(_wishes().seconds)
    except (NotHere, WrongAnswer, NoFigures) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("--seconds", type=int, default=8, help="how long each kind of request is looked at (8)")
    return parser.parse_args()


def _measure(seconds: int) -> None:
    cores = demand()
    with ours.filled(cores) as (_, environment, _), ExitStack() as stack:
        with pinned(cores.server):
            server = stack.enter_context(ours.serving(environment))
        found = profiles(list(_kinds(server.port)), server, environment, cores, seconds)
    PICTURE.write_bytes(draw(found, TITLE))
    print("\n".join(lines(found)))
    between("profile", lines(found))


def _kinds(port: int) -> Iterator[Kind]:
    walked, consent = interviews.walk(port), consent_at(port)
    yield Kind("GET the article", [Request(ARTICLE)])
    yield Kind("POST an assessment, halfway", [post(one) for one in walked.halfway])
    yield Kind("POST an assessment, the outcome", [post(one) for one in walked.finished])
    yield Kind("POST an assessment, stored", [post_stored(walked.finished[0], consent)])


def lines(profiles: Sequence[Profile]) -> list[str]:
    areas = [area for area in ORDER if any(area in one.cost for one in profiles)]
    rows = [[area, *(_told(one.cost.get(area)) for one in profiles)] for area in areas]
    whole = ["**together**", *(f"**{sum(one.cost.values()):,.0f}**" for one in profiles)]
    heading = ["µs of processor time a request", *(one.title for one in profiles)]
    table = [heading, ["---", *(["--:"] * len(profiles))], *rows, whole]
    return ["", told(origin()), "", *(f"| {' | '.join(row)} |" for row in table), "", f"![{TITLE}]({PICTURE.name})", ""]


def _told(cost: float | None) -> str:
    return "" if cost is None else f"{cost:,.1f}"


if __name__ == "__main__":
    sys.exit(main())
