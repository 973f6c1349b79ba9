"""The linters of the contract: Redocly and Spectral, in Node, as openapi/lint pins them."""

import fcntl
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.processes import PROJECT
from tests.tools import NODE, missing

FOLDER = PROJECT / "openapi" / "lint"
CONTRACT = PROJECT / "openapi" / "v1.json"
OLDEST_NODE = (20, 19)
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_UPDATE_NOTIFIER": "1"}


def installed() -> Path:
    """Where the linters are: installed at the first time, and again when the pins change. Two tests at once wait."""
    node = NODE.required()
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < OLDEST_NODE:
        missing(f"{NODE.proves} (needs Node {'.'.join(map(str, OLDEST_NODE))} or newer, and this is {version.strip()})")
    modules, pins = FOLDER / "node_modules", (FOLDER / "package-lock.json").read_bytes()
    modules.mkdir(exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = modules / ".installed"
        if not mark.exists() or mark.read_bytes() != pins:
            _install()
            mark.write_bytes(pins)
    return modules / ".bin"


def _install() -> None:
    npm = shutil.which("npm")
    done = npm and subprocess.run([npm, "ci"], cwd=FOLDER, capture_output=True, text=True, check=False)
    if not done or done.returncode:
        said = done.stderr.strip().splitlines()[-1:] if done else ["there is no npm"]
        missing(f"{NODE.proves} (npm ci in openapi/lint: {''.join(said)})")


def redocly(contract: Path) -> subprocess.CompletedProcess[str]:
    return _run("redocly", "lint", str(contract))


def spectral(ruleset: str, *contracts: Path) -> list[dict[str, Any]]:
    """Everything that it has to say, down to a hint."""
    files = [str(contract) for contract in contracts]
    done = _run("spectral", "lint", "--quiet", "--format", "json", "--ruleset", ruleset, *files)
    if done.returncode not in (0, 1):
        raise AssertionError(done.stdout + done.stderr)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(installed() / program), *arguments]
    environment = {**os.environ, **QUIET}
    return subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False)


def rules() -> set[str]:
    """The names of the rules of our own."""
    files = [FOLDER / name for name in ("design-rules.yaml", "house-rules.yaml")]
    return {name for file in files for name in yaml.safe_load(file.read_text())["rules"]}
