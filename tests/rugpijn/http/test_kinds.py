import re

import pytest

from rugpijn.http.kinds import KINDS, Kind


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_slug_is_kebab_case(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.slug)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_every_text_exists_in_both_languages(kind: Kind) -> None:
    for text in (kind.title, kind.detail):
        assert text.nl
        assert text.en
        assert text.nl != text.en


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_status_is_an_error(kind: Kind) -> None:
    assert 400 <= kind.status < 600


def test_catalogue_holds_what_the_contract_promises() -> None:
    promised = {
        "not-found", "unknown-resource", "invalid-body", "invalid-json", "invalid-answers", "invalid-query",
        "method-not-allowed", "not-acceptable", "unsupported-media-type", "payload-too-large", "release-withdrawn",
        "release-superseded", "not-ready", "conflict", "forbidden", "unauthorized", "too-many-requests",
        "internal-error",
    }  # fmt: skip
    assert promised <= set(KINDS)


def test_uri_is_stable() -> None:
    assert KINDS["not-found"].uri == "urn:rugpijn:problem:not-found"
