"""No field of the contract is missing, renamed, of another type or wrongly optional in Kotlin, Swift and Dart.

Swift and Dart have no compiler among packages of Debian, PyPI and npm: so their code is read. Kotlin, Python and
TypeScript also run: see `test_round_trip`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openapi.clients.generators import DART, KOTLIN, SWIFT, Generator
from tests.openapi.clients.conftest import Make
from tests.openapi.clients.test_names import contract, snake

Schema = dict[str, Any]
SCHEMAS: dict[str, Schema] = contract()["components"]["schemas"]


@dataclass(frozen=True)
class Fields:
    """How a language writes a field (its name and its type), and the types that it has for those of the contract."""

    file: Callable[[str], str]
    field: str
    types: dict[str, str]
    many: str
    kept: dict[str, str]
    """Words that the language keeps for itself, and what the generator makes of them."""
    absent_list_is_empty: bool = False

    def declared(self, schema: Schema) -> dict[str, str]:
        """The fields that this schema should have, with their types."""
        needed = schema.get("required", ())
        return {
            self.kept.get(name, name): self._type(inner, optional=name not in needed or bool(inner.get("nullable")))
            for name, inner in schema["properties"].items()
        }

    def _type(self, schema: Schema, *, optional: bool) -> str:
        schema = _plain(schema)
        if schema.get("type") != "array":
            return _of(schema, self.types) + ("?" if optional else "")
        listed = self.many.format(self._type(schema["items"], optional=False))
        # Dart has no difference between a list that is absent and an empty one, unless it may be null.
        return listed + ("?" if optional and not (self.absent_list_is_empty and not schema.get("nullable")) else "")

    def found(self, code: str) -> dict[str, str]:
        return {one["name"]: one["type"] for one in re.finditer(self.field, code, re.MULTILINE)}


def _plain(schema: Schema) -> Schema:
    """Without the shell around a reference, and as text where the list may grow."""
    inner = schema["allOf"][0] if "allOf" in schema else schema
    named = SCHEMAS[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else {}
    return {**named, **schema} if "x-extensible-enum" in named else {**schema, **inner}


def _of(schema: Schema, types: dict[str, str]) -> str:
    if "$ref" in schema and "x-extensible-enum" not in schema:
        return str(schema["$ref"].rpartition("/")[2])
    return types.get(f"{schema['type']} {schema.get('format')}") or types[schema["type"]]


LANGUAGES = {
    KOTLIN: Fields(
        file=lambda name: f"src/main/kotlin/rugpijn/client/models/{name}.kt",
        field=r"^    val (?P<name>\S+): (?P<type>[^=,\n]+?)(?: = null)?,?$",
        types={
            "string": "kotlin.String",
            "string date-time": "java.time.OffsetDateTime",
            "string date": "java.time.LocalDate",
            "string uri": "java.net.URI",
            "integer int32": "kotlin.Int",
            "number double": "kotlin.Double",
            "boolean": "kotlin.Boolean",
        },
        many="kotlin.collections.List<{}>",
        kept={"is": "`is`", "value": "`value`", "when": "`when`"},
    ),
    SWIFT: Fields(
        file=lambda name: f"Sources/RugpijnClient/Models/{name}.swift",
        field=r"^    public var (?P<name>\S+): (?P<type>[^=\n]+?)$",
        types={
            "string": "String",
            "string date-time": "Date",
            "string date": "Date",
            "integer int32": "Int",
            "number double": "Double",
            "boolean": "Bool",
        },
        many="[{}]",
        kept={"is": "_is", "default": "_default"},
    ),
    DART: Fields(
        file=lambda name: f"lib/model/{snake(name)}.dart",
        field=r"^  (?!return)(?P<type>[A-Z]\S*|int\??|double\??|bool\??) (?P<name>\w+);$",
        types={
            "string": "String",
            "string date-time": "DateTime",
            "string date": "DateTime",
            "integer int32": "int",
            "number double": "double",
            "boolean": "bool",
        },
        many="List<{}>",
        kept={"is": "is_", "default": "default_", "when": "when_"},
        absent_list_is_empty=True,
    ),
}
OBJECTS = [name for name, schema in SCHEMAS.items() if "properties" in schema]
LISTS = [name for name, schema in SCHEMAS.items() if "enum" in schema]


def code(client: Make, generator: Generator, name: str) -> str:
    folder: Path = client(generator).folder
    return (folder / LANGUAGES[generator].file(name)).read_text()


@pytest.mark.parametrize("generator", LANGUAGES, ids=lambda generator: generator.name)
def test_every_field_is_there_with_its_type(client: Make, generator: Generator) -> None:
    language = LANGUAGES[generator]
    for name in OBJECTS:
        found = language.found(code(client, generator, name))
        assert found == language.declared(SCHEMAS[name]), name


@pytest.mark.parametrize("generator", LANGUAGES, ids=lambda generator: generator.name)
def test_every_field_has_its_name_on_the_wire(client: Make, generator: Generator) -> None:
    """Also where the language keeps a word for itself."""
    for name in OBJECTS:
        written = code(client, generator, name)
        assert [wire for wire in SCHEMAS[name]["properties"] if not _on_the_wire(written, wire)] == [], name


def _on_the_wire(code: str, wire: str) -> bool:
    spellings = (f'@Json(name = "{wire}")', f"json[r'{wire}'] =", f'case _{wire} = "{wire}"', f"        case {wire}\n")
    return any(spelling in code for spelling in spellings)


@pytest.mark.parametrize("generator", LANGUAGES, ids=lambda generator: generator.name)
def test_every_constant_has_the_name_of_its_value(client: Make, generator: Generator) -> None:
    constant = {
        KOTLIN: '^    (\\w+)\\("(\\w+)"\\)',
        SWIFT: '^    case (\\w+) = "(\\w+)"',
        DART: r"^  (\w+)\._\(r'(\w+)'\)",
    }[generator]
    for name in LISTS:
        found = re.findall(constant, code(client, generator, name), re.MULTILINE)
        assert found == [(value, value) for value in SCHEMAS[name]["enum"] if value is not None], name
