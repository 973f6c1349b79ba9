"""Schemathesis asks what the contract allows and forbids: no answer is a 5xx, and none is outside the contract."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.fuzz.conftest import Length, requests_of
from tests.fuzz.hooks import SERVER
from tests.processes import PROJECT, bare_environment
from tests.rugpijn.serving import Served

FOLDER = Path(__file__).parent
EXAMPLES = 12
SHARE = 0.7  # of the minutes; the walker has the rest
REPEAT = "Each failure above says how to repeat it: with curl, or with `st replay` in the folder of the run."
RECORDS = {"section": "sections", "advice": "advice", "term": "glossary"}


def test_every_answer_is_in_the_contract(served: Served, length: Length, folder: Path) -> None:
    server = f"http://127.0.0.1:{served.port}"
    shutil.copy(FOLDER / "schemathesis.toml", folder)
    write_dictionaries(served, folder)
    environment = bare_environment(**{SERVER: server, "PYTHONPATH": str(PROJECT), "TERM": os.environ.get("TERM", "")})
    process = subprocess.Popen(command(server, length), cwd=folder, env=environment)
    try:
        while process.poll() is None:
            _tell_or_wait(process, served)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, REPEAT


def command(server: str, length: Length) -> list[str]:
    words = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"]
    words += [f"{server}/v1/openapi.json", "--seed", str(length.seed), "--max-examples", str(EXAMPLES)]
    if length.minutes is None:
        return [*words, "--generation-deterministic"]
    return [*words, "--max-time", str(round(length.minutes * 60 * SHARE))]


def _tell_or_wait(process: subprocess.Popen[bytes], served: Served) -> None:
    """A line a minute where schemathesis, which has no terminal there, shows nothing."""
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        if not sys.stdout.isatty():
            print(f"{requests_of(served)} requests so far", flush=True)


def write_dictionaries(served: Served, folder: Path) -> None:
    """The slugs of the release, and a moment in its calendar, in the format of libFuzzer."""
    topic = served.ask("/v1/topics/rugpijn", Host="127.0.0.1").json()
    words = {kind: [record["slug"] for record in topic[name]] for kind, name in RECORDS.items()}
    words["moment"] = [f"{date.today().year}-12-24T23:30:00+01:00"]
    for kind, listed in words.items():
        (folder / f"{kind}.txt").write_text("\n".join(map(json.dumps, listed)))
