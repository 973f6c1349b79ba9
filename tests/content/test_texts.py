"""A localized text: what is one, what is not, and which translations are behind."""

import pytest

from content.texts import InvalidText, Text, digest, localized


def test_a_plain_string_is_dutch() -> None:
    assert Text.read("Rug") == Text("Rug")


def test_an_object_has_its_languages() -> None:
    assert Text.read({"nl": "Rug", "en": "Back"}) == Text("Rug", {"en": "Back"})


def test_what_is_read_is_written_again() -> None:
    record = {"nl": "Rug", "en": "Back", "translatedFrom": {"en": digest(b"Rug")}}
    assert Text.read(record).record() == record


def test_an_empty_translation_basis_is_left_out() -> None:
    assert Text.read({"nl": "Rug", "translatedFrom": {}}).record() == {"nl": "Rug"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (5, "Expected a text"),
        (None, "Expected a text"),
        (["Rug"], "Expected a text"),
        ("", "may not be empty"),
        (" \n", "may not be empty"),
        ({"nl": "Rug", "en": ""}, "may not be empty"),
        ({"nl": 5}, "may not be empty"),
        ({"en": "Back"}, "The Dutch text"),
        ({}, "The Dutch text"),
        ({"nl": "Rug", "fr": "Dos"}, r"\['fr'\]"),
        ({"nl": "Rug", 5: "x"}, r"\['5'\]"),
        ({"nl": "Rug", "translatedFrom": "nl"}, "translatedFrom"),
        ({"nl": "Rug", "translatedFrom": {"en": 5}}, "translatedFrom"),
    ],
)
def test_what_is_not_a_text_is_refused(value: object, said: str) -> None:
    with pytest.raises(InvalidText, match=said):
        Text.read(value)


def test_a_translation_of_this_dutch_is_up_to_date() -> None:
    assert Text("Rug", {"en": "Back"}, {"en": digest(b"Rug")}).outdated() == ()


def test_a_translation_of_an_older_dutch_is_outdated() -> None:
    assert Text("Onderrug", {"en": "Back"}, {"en": digest(b"Rug")}).outdated() == ("en",)


def test_a_translation_that_does_not_say_from_what_is_outdated() -> None:
    assert Text("Rug", {"en": "Back"}).outdated() == ("en",)


def test_a_digest_is_sha_256_in_hexadecimal() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_text_is_shown_in_the_asked_language() -> None:
    assert localized({"nl": "Rug", "en": "Back"}, "en") == "Back"


def test_a_text_that_is_not_translated_is_shown_in_dutch() -> None:
    assert localized({"nl": "Rug"}, "en") == "Rug"
