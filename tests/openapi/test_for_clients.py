"""What generators of clients need to hear, in the contract as a whole."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from rugpijn.http.for_clients import CONSTANTS, GROWING, MAY_GROW, for_clients
from rugpijn.http.schema import contract

Schema = dict[str, Any]


def inside(value: Any) -> Iterator[Schema]:
    """Every object anywhere in it."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from inside(inner)


def test_a_constant_is_called_what_its_value_is() -> None:
    lists = [schema for schema in inside(contract()) if isinstance(schema.get("enum"), list)]
    assert lists
    assert all(schema[CONSTANTS] == [word for word in schema["enum"] if word is not None] for schema in lists)


def test_every_whole_number_says_its_size() -> None:
    numbers = [schema for schema in inside(contract()) if schema.get("type") == "integer"]
    assert numbers
    assert {schema["format"] for schema in numbers} == {"int32"}


def test_a_list_that_may_grow_is_text_and_says_so() -> None:
    for name in settings.CONTRACT_GROWING:
        schema = contract()["components"]["schemas"][name]
        assert (schema["type"], "enum" in schema) == ("string", False)
        assert len(schema[GROWING]) > 1
        assert schema["description"].endswith(MAY_GROW)


def test_what_decides_something_never_grows() -> None:
    schemas = contract()["components"]["schemas"]
    assert {name for name, schema in schemas.items() if "enum" in schema} == {
        *("Urgency", "UrgencySoFar", "AssessmentStatus", "QuestionKind", "Moment"),
        *("ReleaseStatus", "PromiseKind", "CalloutTone"),
        "Language",  # what somebody can ask for; what an answer can be in is TextLanguage
    }


def test_no_value_is_a_choice_between_kinds() -> None:
    """Kotlin and Dart drop such values without a word."""
    told = json.dumps(contract())
    assert [word for word in ('"oneOf"', '"anyOf": [{', '"discriminator"', '"not"') if word in told] == []


def test_parameters_are_in_the_order_of_the_address() -> None:
    """`getSection("rugpijn", "self-care")`: turned around it would compile as well."""
    for path, item in contract()["paths"].items():
        for operation in item.values():
            given = [one["name"] for one in operation["parameters"] if one.get("in") == "path"]
            assert given == [part.strip("{}") for part in path.split("/") if part.startswith("{")]


def test_an_example_is_left_alone() -> None:
    shown = {"components": {"schemas": {}}, "example": {"type": "integer", "enum": ["a"]}}
    assert for_clients(shown)["example"] == {"type": "integer", "enum": ["a"]}


def test_whom_to_ask_has_a_whole_address() -> None:
    """Every generator refuses a contract whose contact has `/docs` alone."""
    assert contract()["info"]["contact"]["url"].startswith("https://")
