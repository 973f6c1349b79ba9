"""What the contract says to people: in Dutch and in English for each operation, in Dutch for each field."""

import re
from collections.abc import Iterator
from typing import Any

from rugpijn.http.operation import ENGLISH
from rugpijn.http.schema import contract
from tests.openapi.asking import operations

# Words that no Dutch sentence has, and every English one.
NOT_DUTCH = re.compile(r"\b(the|and|when|with|which|this|that|where|without)\b")


def fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in contract()["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


def said() -> dict[str, str]:
    """What every schema and every field says of itself; a reference says what it refers to."""
    schemas = contract()["components"]["schemas"]
    told = {name: schema.get("description", "") for name, schema in schemas.items()}
    return told | {name: field.get("description", "") for name, field in fields() if "$ref" not in field}


def test_every_schema_and_every_field_says_what_it_is() -> None:
    assert [name for name, words in said().items() if not words] == []


def test_fields_speak_dutch() -> None:
    assert {name: words for name, words in said().items() if NOT_DUTCH.search(words)} == {}


def test_a_field_that_can_be_null_says_what_null_means() -> None:
    of_requests = {"AnswerRequest", "Answer"}  # told of the three values together, at the schema
    nullable = {name: field for name, field in fields() if field.get("nullable")}
    assert len(nullable) > 10
    assert [
        name
        for name, field in nullable.items()
        if "`null`" not in field["description"] and name.partition(".")[0] not in of_requests
    ] == []


def test_every_operation_speaks_both() -> None:
    for operation in operations():
        dutch, _, english = operation.described["description"].partition(f"\n\n{ENGLISH} ")
        assert (bool(dutch), bool(english)) == (True, True), operation.name
        assert not NOT_DUTCH.search(dutch), operation.name
        assert " · " in operation.described["summary"], operation.name


def test_every_word_of_a_list_has_a_meaning() -> None:
    lists = {name: schema for name, schema in contract()["components"]["schemas"].items() if "enum" in schema}
    assert len(lists) > 5
    for name, schema in lists.items():
        words = [word for word in schema["enum"] if word is not None]
        assert [word for word in words if f"* `{word}`: " not in schema["description"]] == [], name


def test_an_operation_has_the_tag_of_a_chapter() -> None:
    chapters = [tag["name"] for tag in contract()["tags"]]
    assert chapters == ["Content", "Triage", "Releases", "Contract"]
    assert {tag for operation in operations() for tag in operation.described["tags"]} == set(chapters)
