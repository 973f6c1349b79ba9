"""What the comparison cannot judge may not pass."""

import pytest

from openapi.compatibility import UnknownConstruct, compare
from tests.openapi.compatibility.editing import HEADERS, PARAMETERS, TOPICS, Edit, current, edited, field, said

CHOICE = {"oneOf": [{"type": "string"}, {"type": "integer"}]}
TWO = {"allOf": [{"$ref": "#/components/schemas/Contact"}, {"type": "object", "properties": {}}]}
UNKNOWN: dict[str, tuple[Edit, str]] = {
    "a choice": (said(*field("Outcome", "title"), value=CHOICE), "`oneOf`"),
    "two schemas in one": (said(*field("Outcome", "contact"), value=TWO), "is made of 2 schemas"),
    "a negation": (said(*field("Outcome", "title"), "not", value={}), "Outcome` that an app receives, field `title`"),
    "a callback": (said(*TOPICS, "callbacks", value={}), "GET /topics has `callbacks`"),
    "a link": (said(*TOPICS, "responses", "200", "links", value={}), "GET /topics, answer 200 has `links`"),
    "a parameter of a whole path": (said("paths", "/topics", "parameters", value=[]), "/topics has `parameters`"),
    "a parameter that is JSON": (
        said(*PARAMETERS, "release", "content", value={}),
        "parameter `release` has `content`",
    ),
    "a header with a style": (said(*HEADERS, "ETag", "style", value="simple"), "header `ETag` has `style`"),
    "a content with an encoding": (
        said("paths", "/topics/{topic}/assessments", "post", "requestBody", "encoding", value={}),
        "content that is sent has `encoding`",
    ),
    "a webhook": (said("webhooks", value={}), "the contract has `webhooks`"),
}


@pytest.mark.parametrize(("edit", "sentence"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_refused_by_name(edit: Edit, sentence: str) -> None:
    with pytest.raises(UnknownConstruct) as refused:
        compare(current(), edited(edit))
    assert sentence in str(refused.value)
