"""Each client is generated once per run, also when several workers test it."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from openapi.clients.generators import Generated, Generator, generate
from openapi.clients.tools import PROJECT, Tools, installed
from tests.tools import JAVA, NODE, missing

CONTRACT = PROJECT / "openapi" / "v1.json"

Make = Callable[[Generator], Generated]


@pytest.fixture(scope="session")
def tools() -> Tools:
    java, node = JAVA.required(), NODE.required()
    if not installed():
        missing("clients generated from the contract (needs compilers and generators from npm: make client-tools)")
    return Tools(java=java, node=node)


@pytest.fixture(scope="session")
def shared(run_folder: Path) -> Path:
    """What the workers share."""
    folder = run_folder / "clients"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def client(tools: Tools, shared: Path) -> Make:
    """Makes a client, or finds it made."""

    def do(generator: Generator) -> Generated:
        with one_at_a_time(shared, generator.name):
            return _made(generator, tools, shared)

    return do


@contextmanager
def one_at_a_time(folder: Path, name: str) -> Iterator[None]:
    """What several workers need is made by the first; the others wait for it."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made(generator: Generator, tools: Tools, shared: Path) -> Generated:
    folder, said = shared / generator.name, shared / f"{generator.name}.json"
    if not said.exists():
        said.write_text(json.dumps(generate(generator, tools, CONTRACT, folder).warnings))
    return Generated(folder, tuple(json.loads(said.read_text())))
