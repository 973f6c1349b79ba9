"""What the service says is read by a client and written again: nothing is lost, and nothing has changed."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from content import publishing, releases
from content.models import Advice, Release, Topic
from openapi.clients.generators import OPENAPI_TYPESCRIPT, PYTHON, TYPESCRIPT
from openapi.clients.tools import Tools
from tests.conftest import person
from tests.openapi.clients.conftest import Make, one_at_a_time
from tests.openapi.clients.corpus import Told, corpus
from tests.openapi.clients.running import FETCH, KOTLIN_JACKSON, compile_kotlin, compile_typescript, python, run
from tests.openapi.clients.test_names import contract

SCHEMAS = contract()["components"]["schemas"]
# The contract itself: a JSON object of any shape, or YAML.
NO_SCHEMA = {"getOpenApiJson", "getOpenApiYaml", "deleteAssessment"}
ONLY_SENT = {"AssessmentRequest", "Consent", "EarlierAssessment"}


@pytest.fixture
def answers(db: None, shared: Path) -> list[Told]:
    """Of the shipped library, of which a first release was withdrawn. Asked once per run."""
    kept = shared / "corpus.json"
    with one_at_a_time(shared, "corpus"):
        if not kept.exists():
            kept.write_text(json.dumps([asdict(told) for told in _asked()]))
    return [Told(**told) for told in json.loads(kept.read_text())]


def _asked() -> list[Told]:
    call_command("load_library", settings.LIBRARY_DIR / "rugpijn", "--first-run", verbosity=0)
    Advice.objects.filter(slug="stay-active").update(title={"nl": "Blijf in beweging"})
    submission = publishing.submit(topic=Topic.objects.get(), by=person("eva", "editor"), note="duidelijker")
    publishing.approve(submission=submission, by=person("ruud", "reviewer"), why="duidelijker")
    wim = person("wim", "reviewer")
    publishing.withdraw(release=Release.objects.get(number=1), by=wim, why="klopt niet")
    mine = {"name": "W. de Boer", "profession": "doctor", "registration": "19012345601"}
    publishing.sign(release=Release.objects.get(number=2), by=wim, **mine)
    releases.forget()
    return corpus(Client())


def test_there_is_an_answer_of_every_operation(answers: list[Told]) -> None:
    operations = {operation["operationId"] for item in contract()["paths"].values() for operation in item.values()}
    assert {told.operation for told in answers} == operations - NO_SCHEMA


def test_there_is_a_value_of_every_field(answers: list[Told]) -> None:
    """A field that is never there would never be tried."""
    seen: set[tuple[str, str]] = set()
    for told in answers:
        _look(told.schema, told.body, seen)
    answered = {name: schema for name, schema in SCHEMAS.items() if name not in ONLY_SENT}
    fields = {(name, field) for name, schema in answered.items() for field in schema.get("properties", ())}
    assert fields - seen == set()


def test_there_is_an_outcome_of_every_urgency(answers: list[Told]) -> None:
    outcomes = [told.body["outcome"] for told in answers if told.schema == "Assessment"]
    assert {outcome["urgency"] for outcome in outcomes if outcome} == set(SCHEMAS["Urgency"]["enum"])
    assert None in outcomes


def _look(name: str, value: Any, seen: set[tuple[str, str]]) -> None:
    """Note which fields of which schemas have a value here."""
    for field, schema in SCHEMAS[name].get("properties", {}).items():
        if value.get(field) is not None:
            seen.add((name, field))
            many = value[field] if schema.get("type") == "array" else [value[field]]
            for inner in many if _refers(schema) else ():
                _look(_refers(schema), inner, seen)


def _refers(schema: dict[str, Any]) -> str:
    """The object that a field holds, or a list of; empty for a plain value."""
    inner = schema.get("items", schema)
    name: str = inner.get("allOf", [inner])[0].get("$ref", "").rpartition("/")[2]
    return name if "properties" in SCHEMAS.get(name, ()) else ""


def test_python_loses_nothing(client: Make, answers: list[Told], tmp_path: Path) -> None:
    given, written = files(answers, tmp_path)
    python(client(PYTHON).folder, "round_trip.py", given, written)
    assert differences(answers, written, absent=None) == []


def test_typescript_loses_nothing(client: Make, tools: Tools, answers: list[Told], tmp_path: Path) -> None:
    given, written = files(answers, tmp_path)
    programs = compile_typescript(tools, client(TYPESCRIPT).folder, *FETCH)
    run([tools.node, str(programs / "round_trip.js"), given, written], tmp_path)
    assert differences(answers, written) == []


def test_kotlin_loses_nothing(client: Make, tools: Tools, answers: list[Told], tmp_path: Path) -> None:
    given, written = files(answers, tmp_path)
    run([*compile_kotlin(tools, client(KOTLIN_JACKSON).folder), given, written], tmp_path)
    assert differences(answers, written, absent=None) == []


def test_types_fit_every_answer(client: Make, tools: Tools, answers: list[Told]) -> None:
    """For who uses types alone: TypeScript refuses a field too many, one too few, and a value that is not declared."""
    folder = client(OPENAPI_TYPESCRIPT).folder
    fits = [
        f'export const a{number}: components["schemas"]["{told.schema}"] = {json.dumps(told.body)};'
        for number, told in enumerate(_some(answers))
    ]
    (folder / "fits.ts").write_text("\n".join(['import type { components } from "./rugpijn";', *fits]))
    run([*tools.script("typescript/bin/tsc"), "--strict", "--noEmit", "fits.ts"], folder)


def _some(answers: list[Told]) -> list[Told]:
    """One answer of every operation and problem, and all with another shape."""
    by_shape = {(told.operation, told.schema, _shape(told.body)): told for told in answers}
    return list(by_shape.values())


def _shape(body: Any) -> str:
    """The fields at the top, and which of them are null."""
    return " ".join(f"{name}:{type(value).__name__}" for name, value in body.items())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 1.0}, ["x/a: 1 became 1.0"]),
        ({"a": 1.0}, {"a": 1}, []),
        ({"a": 1.5}, {"a": 1}, ["x/a: 1.5 became 1"]),
        ({"a": 1.0}, {"a": True}, ["x/a: 1.0 became True"]),
        ({"a": 1}, {"a": True}, ["x/a: 1 became True"]),
        ({"a": 1}, {}, ["x/a: 1 became '(absent)'"]),
        ({"a": None}, {}, ["x/a: None became '(absent)'"]),
        ({}, {"a": 1}, ["x/a: '(absent)' became 1"]),
        ({"a": [1, 2]}, {"a": [1]}, ["x/a: [1, 2] became [1]"]),
        ({"a": [1, {"b": "c"}]}, {"a": [1, {"b": "d"}]}, ["x/a/1/b: 'c' became 'd'"]),
        ({"a": "2026-11-22T21:40:00Z"}, {"a": "2026-11-22T21:40:00.000+00:00"}, []),
        ({"a": "2026-11-22T21:40:00Z"}, {"a": "2026-11-22T22:40:00Z"}, ["x/a: '2026-11-22T21:40:00Z' became "]),
        ({"a": "PT4H"}, {"a": "PT240M"}, ["x/a: 'PT4H' became 'PT240M'"]),
    ],
)
def test_a_loss_is_noticed(before: Any, after: Any, told: list[str]) -> None:
    found = _differences("x", before, after, "(absent)")
    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True))


def files(answers: list[Told], folder: Path) -> tuple[str, str]:
    given = folder / "answers.json"
    given.write_text(json.dumps([{"schema": told.schema, "body": told.body} for told in answers]))
    return str(given), str(folder / "written.json")


def differences(answers: list[Told], written: str, absent: object = "(absent)") -> list[str]:
    """Every place where what was written is not what was read. `absent` is what a field is that is not there."""
    bodies = json.loads(Path(written).read_text())
    assert len(bodies) == len(answers)
    return [
        line
        for told, body in zip(answers, bodies, strict=True)
        for line in _differences(told.operation, told.body, body, absent)
    ]


def _differences(place: str, before: Any, after: Any, absent: object) -> list[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        # Kotlin and Python have no "absent": what is not there is null, and no field means another thing by each.
        names = sorted({*before, *after})
        pairs = [(f"{place}/{name}", before.get(name, absent), after.get(name, absent)) for name in names]
        return [line for where, one, other in pairs for line in _differences(where, one, other, absent)]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(f"{place}/{at}", one, other) for at, (one, other) in enumerate(zip(before, after, strict=True))]
        return [line for where, one, other in pairs for line in _differences(where, one, other, absent)]
    return [] if _same(before, after) else [f"{place}: {before!r} became {after!r}"]


def _same(before: Any, after: Any) -> bool:
    """The same value of the same kind, or the same moment written otherwise."""
    if before == after and (type(before) is type(after) or _without_fraction(before, after)):
        return True
    moments = (_moment(before), _moment(after))
    return moments[0] is not None and moments[0] == moments[1]


def _without_fraction(before: Any, after: Any) -> bool:
    """JavaScript writes 3.0 as 3. The other way around somebody made a fraction of a whole number: a loss."""
    return isinstance(before, float) and type(after) is int


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        return None
