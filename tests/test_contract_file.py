"""The contract in the repository is the one that the code makes. `make contract` writes it anew."""

import json
from pathlib import Path

import pytest
import yaml

from rugpijn.http.schema import contract

FOLDER = Path(__file__).parent.parent / "openapi"


def test_the_committed_contract_is_the_real_one(request: pytest.FixtureRequest) -> None:
    made = json.dumps(contract(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--write-contract"):
        (FOLDER / "v1.json").write_text(made)
        (FOLDER / "v1.yaml").write_text(
            yaml.safe_dump(json.loads(made), allow_unicode=True, sort_keys=False, width=120)
        )
    assert (FOLDER / "v1.json").read_text() == made, "run `make contract` and review what changed"


def test_both_files_say_the_same() -> None:
    assert yaml.safe_load((FOLDER / "v1.yaml").read_text()) == json.loads((FOLDER / "v1.json").read_text())
