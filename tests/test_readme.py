"""The README shows true output: each command in it is asked of the real thing, and the answer is compared.

After a change: `python -m pytest tests/test_readme.py --write-readme` puts the true output in.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from content import releases

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>curl .*)\n(?P<output>(?:(?!```).*\n)*)```")
NOW = "'$(date -u +%FT%TZ)'"
COMMAND = re.compile(
    r"curl -s (?:-X (?P<method>[A-Z]+) )?http://127.0.0.1:8000(?P<path>\S+)"
    r"(?P<headers>(?: -H (?:'[^']*'|\"[^\"]*\"))*)(?: -d '(?P<body>[^']*)')?"
    r"(?: \| .*?(?:(?P<end>head|tail) -(?P<lines>\d+))?| -w '%{http_code}\\n')$"
)
HEADER = re.compile(r"-H ['\"]([^:]*): ([^'\"]*)['\"]")
# What differs from run to run: digests, moments and request numbers.
VARYING = re.compile(
    r"sha256:[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\"secret\": \")[\w-]{43}"
)


@dataclass(frozen=True)
class Shown:
    """A command of the README and the output that it shows."""

    command: str
    output: str

    def true_output(self) -> str:
        """What the service really answers, as the command prints it."""
        asked = COMMAND.fullmatch(filled_in(self.command))
        if asked is None:
            raise ValueError(f"not a command that this test can read: {self.command}")
        headers = dict(HEADER.findall(asked["headers"]))
        content_type = headers.pop("Content-Type", "")
        method = asked["method"] or ("POST" if asked["body"] else "GET")
        answer = Client().generic(method, asked["path"], asked["body"] or "", content_type, headers=headers)
        if "http_code" in self.command:
            return f"{answer.status_code}\n"
        found = json.loads(answer.content)
        if answer.status_code == 201:
            VARIABLES.update(ID=found["stored"]["id"], SECRET=found["stored"]["secret"])
        return "\n".join(_shown(json.dumps(found, ensure_ascii=False, indent=4).splitlines(), asked)) + "\n"


VARIABLES = {"ID": "", "SECRET": ""}
"""What somebody who follows the README has in their shell."""


def filled_in(command: str) -> str:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    for name, value in {**VARIABLES, "KEY": token_hex(16)}.items():
        command = command.replace(f"${name}", value)
    return command.replace(NOW, now)


def _shown(lines: list[str], asked: re.Match[str]) -> list[str]:
    count = int(asked["lines"] or len(lines))
    return lines[-count:] if asked["end"] == "tail" else lines[:count]


def shown() -> list[Shown]:
    return [Shown(found["command"], found["output"]) for found in BLOCK.finditer(README.read_text())]


@pytest.mark.django_db
def test_the_readme_shows_true_output(request: pytest.FixtureRequest) -> None:
    call_command("load_library", settings.LIBRARY_DIR / "rugpijn", "--first-run", verbosity=0)
    releases.forget()
    if request.config.getoption("--write-readme"):
        _write()
    told = shown()
    assert len(told) == 8
    for one in told:
        assert VARYING.sub("*", one.output) == VARYING.sub("*", one.true_output())


def _write() -> None:
    def filled(found: re.Match[str]) -> str:
        return f"```console\n$ {found['command']}\n{Shown(found['command'], '').true_output()}```"

    README.write_text(BLOCK.sub(filled, README.read_text()))
