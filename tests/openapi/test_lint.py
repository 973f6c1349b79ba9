"""The contract keeps the rules, and each rule of our own is seen to fire. Needs Node; see openapi/lint."""

import json
import re
from pathlib import Path

import pytest

from tests.openapi.breaking import BROKEN, broken, small
from tests.openapi.linting import CONTRACT, redocly, rules, spectral
from tests.processes import PROJECT

TABLE = re.compile(r"^\| `(/core/[a-z/-]+)` \|.*\| ([^|]*) \|$", re.MULTILINE)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A file for each broken contract, and one that is sound."""
    found = {}
    for number, (name, contract) in enumerate({"sound": small(), **broken()}.items()):
        found[name] = tmp_path / f"{number}.json"
        found[name].write_text(json.dumps(contract))
    return found


def test_redocly_has_nothing_to_say() -> None:
    done = redocly(CONTRACT)
    assert (done.returncode, "Warning" in done.stderr) == (0, False), done.stdout + done.stderr


def test_redocly_would_say_it(tmp_path: Path) -> None:
    """The test of the test."""
    unlicensed = small()
    del unlicensed["info"]["license"]
    (tmp_path / "unlicensed.json").write_text(json.dumps(unlicensed))
    done = redocly(tmp_path / "unlicensed.json")
    assert (done.returncode, "info-license" in done.stdout + done.stderr) == (1, True)


def test_spectral_has_nothing_to_say() -> None:
    assert spectral("spectral.yaml", CONTRACT) == []


def test_each_rule_fires_when_it_is_broken_and_only_then(files: dict[str, Path]) -> None:
    names = {str(path): name for name, path in files.items()}
    found: dict[str, set[str]] = {name: set() for name in files}
    for result in spectral("ours.yaml", *files.values()):
        found[names[result["source"]]].add(result["code"])
    assert found["sound"] == set()
    assert {rule for rule in BROKEN if rule not in found[rule]} == set()


def test_every_rule_has_a_way_to_break_it() -> None:
    assert rules() == BROKEN.keys()


def test_the_manual_names_every_rule_and_those_that_spectral_holds() -> None:
    rows = dict(TABLE.findall((PROJECT / "docs" / "api-design-rules.md").read_text()))
    assert len(rows) == 36
    ours = {rule.partition(":")[0] for rule in rules() if rule.startswith("/core/")}
    assert {rule for rule, held in rows.items() if "Spectral" in held} == ours
