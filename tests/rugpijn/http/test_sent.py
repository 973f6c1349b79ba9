from typing import Any

from rugpijn.http.sent import close_bodies

REFERENCE = {"$ref": "#/components/schemas/Asked"}


def operation(schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


def closed(paths: dict[str, Any]) -> dict[str, Any]:
    result = close_bodies({"paths": paths, "components": {"schemas": {"Asked": {}, "Answer": {}}}})
    found: dict[str, Any] = result["components"]["schemas"]
    return found


def test_what_is_sent_has_the_named_fields_alone() -> None:
    assert closed({"/a": {"get": {}, "post": operation(REFERENCE)}}) == {
        "Asked": {"additionalProperties": False},
        "Answer": {},
    }


def test_a_body_without_a_name_is_left_as_it_is() -> None:
    assert closed({"/a": {"post": operation({"type": "object"})}}) == {"Asked": {}, "Answer": {}}
