"""What may be stored, and what "worse than last time" counts as."""

from typing import Any

import pytest

from tests.triage.engine.example import changed
from triage.engine.codec import decode, encode
from triage.engine.faults import InvalidProtocol

EARLIER = {"question": "limits", "choices": ["most"]}


def faults(key: str, to: Any, **more: Any) -> set[tuple[str, str]]:
    records = changed("protocol", "rugpijn", key, to=to)
    for name, value in more.items():
        records = changed("protocol", "rugpijn", name, to=value, protocol=records)
    with pytest.raises(InvalidProtocol) as caught:
        decode(records)
    return {(fault.path, fault.code) for fault in caught.value.faults}


def test_what_is_kept_is_said_in_the_document() -> None:
    records = changed("protocol", "rugpijn", "earlier", to={**EARLIER, "ignores": [{"question": "past-cancer"}]})
    kept = encode(decode(records))["protocol"]["rugpijn"]
    assert kept["earlier"] == {**EARLIER, "ignores": [{"question": "past-cancer"}]}
    assert (kept["consentText"], kept["ageQuestion"]) == ({"nl": "Mogen wij uw antwoorden bewaren?"}, "age")


def test_consent_without_an_age() -> None:
    assert faults("ageQuestion", ...) == {("", "consent-without-age")}


def test_an_age_without_consent() -> None:
    assert faults("consentText", ...) == {("/ageQuestion", "age-without-consent")}


def test_an_age_is_a_number() -> None:
    assert faults("ageQuestion", "fever") == {("/ageQuestion", "age-not-a-number")}
    assert faults("ageQuestion", "years") == {("/ageQuestion", "unknown-reference")}


@pytest.mark.parametrize(
    ("earlier", "path", "code"),
    [
        ({"question": "pain", "choices": ["most"]}, "/earlier/question", "unknown-reference"),
        ({"question": "place", "choices": ["neck"]}, "/earlier/question", "earlier-without-order"),
        ({"question": "weight-loss", "choices": ["most"]}, "/earlier/question", "earlier-without-order"),
        ({"question": "leg-test", "choices": ["no"]}, "/earlier/question", "names-clarifying-question"),
        ({"question": "limits", "choices": ["some"]}, "/earlier/choices", "earlier-not-worst"),
        ({"question": "worried", "choices": ["no"]}, "/earlier/choices", "earlier-not-worst"),
        ({"question": "medicines", "choices": ["none"]}, "/earlier/choices/0", "earlier-exclusive"),
        ({"question": "medicines", "choices": ["ibuprofen"]}, "/earlier/choices/0", "not-a-choice"),
        ({"question": "medicines", "choices": ["prednisone"] * 2}, "/earlier/choices/1", "duplicate-value"),
        ({**EARLIER, "ignores": [{"question": "pain"}]}, "/earlier/ignores/0/question", "unknown-reference"),
        ({**EARLIER, "ignores": [{"question": "place"}]}, "/earlier/ignores/0/question", "earlier-without-order"),
        (
            {**EARLIER, "ignores": [{"question": "fever", "choices": ["yes"]}]},
            "/earlier/ignores/0/choices",
            "ignores-part",
        ),
        (
            {**EARLIER, "ignores": [{"question": "medicines", "choices": ["aspirin"]}]},
            "/earlier/ignores/0/choices/0",
            "not-a-choice",
        ),
        ({"question": "limits"}, "/earlier", "missing-key"),
        ({"question": "limits", "choices": []}, "/earlier/choices", "empty-list"),
    ],
)
def test_what_cannot_count_as_worse(earlier: dict[str, Any], path: str, code: str) -> None:
    assert (path, code) in faults("earlier", earlier)


def test_several_choices_can_count_together() -> None:
    earlier = {"question": "medicines", "choices": ["prednisone", "blood-thinner"]}
    assert decode(changed("protocol", "rugpijn", "earlier", to=earlier))
