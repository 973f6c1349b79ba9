import json
from pathlib import Path
from typing import Any

import pytest

from openapi.clients.generators import GENERATORS, NOISE, PYTHON, SWIFT, USUAL, Generator, generate
from openapi.clients.tools import Tools
from tests.openapi.clients.conftest import Make

Schema = dict[str, Any]


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
def test_a_generator_has_nothing_to_warn_of(client: Make, generator: Generator) -> None:
    assert client(generator).warnings == ()


def written(folder: Path, **schemas: Schema) -> Path:
    """A contract with one operation, and these schemas."""
    answer = {"description": "Done.", "content": {"application/json": {"schema": {"type": "string"}}}}
    operation = {"operationId": "getOne", "tags": ["One"], "responses": {"200": answer}}
    contract = {
        "openapi": "3.0.3",
        "info": {"title": "Small", "version": "1.0.0"},
        "paths": {"/one": {"get": operation}},
        "components": {"schemas": schemas},
    }
    path = folder / "small.json"
    path.write_text(json.dumps(contract))
    return path


def text(*names: str) -> Schema:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


def test_a_warning_is_noticed(tools: Tools, tmp_path: Path) -> None:
    told = generate(SWIFT, tools, written(tmp_path, Protocol=text("name")), tmp_path / "swift").warnings
    assert any("Protocol (reserved word) cannot be used as model name" in line for line in told)


def test_a_generator_that_stops_is_noticed(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "small.json").write_text("{}")
    told = generate(SWIFT, tools, tmp_path / "small.json", tmp_path / "swift").warnings
    assert told[-1] == "the generator stopped with status 1"


def test_noise_is_said_of_every_contract(tools: Tools, tmp_path: Path) -> None:
    """What we do not count as a warning of the Python generator, it says of a contract with one text in it."""
    loud = Generator("python", PYTHON.command, tuple(line for line in USUAL if line is not NOISE))
    told = generate(loud, tools, written(tmp_path, One=text("name")), tmp_path / "python").warnings
    assert set(told) == {"[main] WARN  o.o.codegen.utils.ModelUtils - Failed to get the schema name: null"}
