"""The examples in the contract are what the real service says. `make contract` writes them anew."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from content.models import Release
from rugpijn.http import completing, schema
from tests.openapi import examples
from tests.openapi.asking import operations
from tests.openapi.declared import validator
from tests.openapi.provoking import OF_OLD_RELEASES, PROVOKED

FILE = Path(settings.CONTRACT_EXAMPLES)
# A digest is of a whole release: a comma that changed elsewhere makes another, and leaves the examples as they are.
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@pytest.fixture
def made(shipped: Release, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every example, asked of the real service."""
    operations_shown = examples.of_operations()
    problems = {kind: examples.problem(kind) for kind in PROVOKED if kind not in OF_OLD_RELEASES}
    for kind, fixture in OF_OLD_RELEASES.items():
        request.getfixturevalue(fixture)
        problems[kind] = examples.problem(kind)
    return {"operations": operations_shown, "problems": problems}


def test_what_is_shown_is_what_the_service_says(made: dict[str, Any], request: pytest.FixtureRequest) -> None:
    told = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--write-contract"):
        FILE.write_text(told, encoding="utf-8")
        for cached in (completing.examples, schema.contract):
            cached.cache_clear()
    committed = FILE.read_text(encoding="utf-8")
    assert DIGEST.sub("*", committed) == DIGEST.sub("*", told), "run `make contract` and review what changed"


def contents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that is sent or that comes back when all is well."""
    for operation in operations():
        for content in operation.described.get("requestBody", {}).get("content", {}).values():
            yield f"{operation.name}, sent", content
        for status in {"200", "201"} & operation.described["responses"].keys():
            for content in operation.described["responses"][status]["content"].values():
                yield f"{operation.name}, answered with {status}", content


def test_everything_that_is_sent_or_answered_has_an_example() -> None:
    assert [name for name, content in contents() if not content.get("examples")] == []


def test_every_example_is_as_declared() -> None:
    wrong = {
        f"{name}: {example['summary']}": error.message
        for name, content in contents()
        for example in content["examples"].values()
        for error in validator(content["schema"]).iter_errors(example["value"])
    }
    assert wrong == {}


def test_every_example_of_a_problem_is_as_declared() -> None:
    problem = validator({"$ref": "#/components/schemas/Problem"})
    found = schema.contract()["components"]["examples"]
    assert {name: list(problem.iter_errors(one["value"])) for name, one in found.items()} == {
        name: [] for name in found
    }


def test_an_example_that_is_not_as_declared_is_found() -> None:
    """The test of the test."""
    (content,) = [content for name, content in contents() if name == "listTopics, answered with 200"]
    value = content["examples"]["rugpijn"]["value"]
    assert not validator(content["schema"]).is_valid({**value, "more": 1})
    assert not validator(content["schema"]).is_valid({"topics": [{**value["topics"][0], "title": None}]})
