"""The README shows true output: each command in it is asked of the real thing, and the answer is compared.

After a change: `python -m pytest tests/test_readme.py --write-readme` puts the true output in.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from content import releases

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>curl .*)\n(?P<output>(?:(?!```).*\n)*)```")
COMMAND = re.compile(
    r"curl -s http://127.0.0.1:8000(?P<path>\S+)(?: -H '[^']*' -d '(?P<body>[^']*)')? \| .*?(?:head -(?P<head>\d+))?$"
)
# What differs from run to run: digests, moments and request numbers.
VARYING = re.compile(r"sha256:[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|urn:uuid:[0-9a-f-]{36}")


@dataclass(frozen=True)
class Shown:
    """A command of the README and the output that it shows."""

    command: str
    output: str

    def true_output(self) -> str:
        """What the service really answers, as the command prints it."""
        asked = COMMAND.fullmatch(self.command)
        if asked is None:
            raise ValueError(f"not a command that this test can read: {self.command}")
        client = Client()
        body = asked["body"]
        answer = client.get(asked["path"]) if body is None else client.post(asked["path"], body, "application/json")
        lines = json.dumps(json.loads(answer.content), ensure_ascii=False, indent=4).splitlines()
        return "\n".join(lines[: int(asked["head"] or len(lines))]) + "\n"


def shown() -> list[Shown]:
    return [Shown(found["command"], found["output"]) for found in BLOCK.finditer(README.read_text())]


@pytest.mark.django_db
def test_the_readme_shows_true_output(request: pytest.FixtureRequest) -> None:
    call_command("load_library", settings.LIBRARY_DIR / "rugpijn", "--first-run", verbosity=0)
    releases.forget()
    if request.config.getoption("--write-readme"):
        _write()
    told = shown()
    assert len(told) == 5
    for one in told:
        assert VARYING.sub("*", one.output) == VARYING.sub("*", one.true_output())


def _write() -> None:
    def filled(found: re.Match[str]) -> str:
        return f"```console\n$ {found['command']}\n{Shown(found['command'], '').true_output()}```"

    README.write_text(BLOCK.sub(filled, README.read_text()))
