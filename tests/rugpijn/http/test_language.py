import pytest
from django.test import RequestFactory

from rugpijn.http.language import choose, choose_or_default, pick
from rugpijn.http.problems import Problem


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB", "en"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("en;q=0.5, nl;q=0.4", "en"),
        ("de, en;q=0.1", "en"),
        ("de", "nl"),
        ("*", "nl"),
        ("de, *;q=0.5", "nl"),
        ("en;q=0.5, *;q=0.1", "en"),
        ("en;q=0.1, *;q=0.5", "nl"),
        ("en;q=0", "nl"),
        ("nl;q=0, en;q=0.1", "en"),
        ("nl;q=0, *", "en"),
        ("NL", "nl"),
        ("nl, en", "nl"),
        ("en, nl", "en"),
        ("rubbish;;;q=", "nl"),
        ("en," * 5000, "nl"),
    ],
)
def test_accept_language(accept: str, expected: str) -> None:
    assert pick((), accept) == expected


def test_query_goes_before_accept_language() -> None:
    assert pick(["en"], "nl") == "en"


@pytest.mark.parametrize("asked", [["de"], [""], ["NL"], ["nl", "en"], ["nl", "nl"]])
def test_wrong_language_is_a_problem_that_names_the_choices(asked: list[str]) -> None:
    with pytest.raises(Problem) as raised:
        pick(asked, "en")
    assert raised.value.kind.slug == "invalid-query"
    assert raised.value.errors[0].parameter == "language"
    assert "nl of en" in raised.value.errors[0].detail.nl


def test_language_that_the_release_lacks_becomes_dutch() -> None:
    assert pick(["en"], "", ["nl"]) == "nl"


def test_release_without_dutch_answers_in_what_it_has() -> None:
    assert pick((), "nl", ["en"]) == "en"


def test_choose_reads_a_request() -> None:
    assert choose(RequestFactory().get("/?language=en")) == "en"


def test_a_problem_about_the_language_is_still_told_in_one() -> None:
    assert choose_or_default(RequestFactory().get("/?language=de", headers={"accept-language": "en"})) == "en"


def test_query_with_too_many_fields_still_gets_an_answer() -> None:
    assert choose_or_default(RequestFactory().get("/?" + "a=1&" * 2000)) == "nl"
