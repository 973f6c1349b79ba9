"""How long a worker takes from its start to its first answer, and what that costs."""

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from statistics import median
from typing import Final

from bench import usage
from bench.figures import spread
from bench.load import Request, ask
from bench.results import Value, single
from bench.servers import free_port
from rugpijn.run.address import Address
from rugpijn.run.web_server import web_server

TIMES: Final = 5
PATIENCE: Final = 60.0


def figures(environment: Mapping[str, str], path: str, name: str = "a worker") -> Iterator[Value]:
    found = [start(environment, path) for _ in range(TIMES)]
    waited, used = [one for one, _ in found], [one for _, one in found]
    yield single(f"{name}, from its start to its first article", median(waited), "s", spread=spread(waited))
    yield single("the same, processor time", median(used), "s", spread=spread(used))


def start(environment: Mapping[str, str], path: str) -> tuple[float, float]:
    """Seconds that somebody waits, and seconds of processor time."""
    address, began = Address("127.0.0.1", free_port()), time.monotonic()
    with web_server(address, {**environment, "WEB_WORKERS": "1"}) as process:
        while not _answers(address.port, path):
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise TimeoutError("the server did not start")
            time.sleep(0.005)
        return time.monotonic() - began, usage.cpu(process.pid)


def _answers(port: int, path: str) -> bool:
    with suppress(OSError):
        return ask(port, Request(path)).status == 200
    return False
