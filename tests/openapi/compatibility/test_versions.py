import pytest

from openapi.compatibility import Change
from openapi.compatibility.versions import faults, version

ADDED = Change("GET /search", "is new")
BROKEN = Change("GET /topics", "is gone", "An app that asks it stops: keep it.")


@pytest.mark.parametrize("text", ["1.0", "v1.0.0", "1.0.0-rc1", "1.0.0 (v1)", "01.0.0", "1.0.x"])
def test_a_version_is_three_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="write three numbers"):
        version(text)


def test_ten_comes_after_nine() -> None:
    assert version("1.10.0") > version("1.9.3")


@pytest.mark.parametrize("new", ["1.4.2", "1.4.3", "1.5.0"])
def test_without_changes_any_later_number_will_do(new: str) -> None:
    assert faults(version("1.4.2"), version(new), []) == []


@pytest.mark.parametrize("new", ["1.5.0", "1.6.0"])
def test_an_addition_has_a_new_second_number(new: str) -> None:
    assert faults(version("1.4.2"), version(new), [ADDED]) == []


@pytest.mark.parametrize("new", ["1.4.2", "1.4.3"])
def test_an_addition_without_one_says_which_it_needs(new: str) -> None:
    assert faults(version("1.4.2"), version(new), [ADDED, ADDED]) == [
        "Something came in (GET /search: is new, and 1 more), which no app minds: it needs a number of its own. "
        f"{new} is too low: set API_VERSION in rugpijn/http/version.py to 1.5.0."
    ]


@pytest.mark.parametrize("new", ["1.4.2", "1.5.0"])
def test_a_break_needs_another_address_whatever_its_number(new: str) -> None:
    assert faults(version("1.4.2"), version(new), [ADDED, BROKEN]) == [
        "GET /topics: is gone. An app that asks it stops: keep it.",
        "This breaks apps that were built on 1.4.2. Undo it, or make the next major version: /v2, beside /v1, which "
        "stays.",
    ]


def test_several_breaks_are_counted() -> None:
    other = Change("GET /faqs", "is gone", "An app that asks it stops: keep it.")
    assert faults(version("1.0.0"), version("1.0.0"), [BROKEN, other])[-1].startswith("These 2 break apps")


def test_a_version_never_goes_back() -> None:
    assert faults(version("1.4.2"), version("1.4.1"), []) == [
        "The contract is 1.4.1, and 1.4.2 was released already: a version never goes back."
    ]
