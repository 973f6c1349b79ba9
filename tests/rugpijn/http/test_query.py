import pytest
from django.test import RequestFactory

from rugpijn.http import query
from rugpijn.http.problems import Problem


def refused(raised: pytest.ExceptionInfo[Problem]) -> dict[str | None, str]:
    assert raised.value.kind.slug == "invalid-query"
    return {fault.parameter: fault.code for fault in raised.value.errors}


def test_every_fault_is_named_at_once() -> None:
    request = RequestFactory().get("/?relaese=3&release=1&release=2&q=%00&language=de")
    with pytest.raises(Problem) as raised:
        query.check(request, ("release", "q", "language"))
    assert refused(raised) == {
        "relaese": "unknown",
        "release": "repeated",
        "q": "invalid-character",
        "language": "invalid-choice",
    }


def test_a_wrong_number_is_told_with_the_others() -> None:
    with pytest.raises(Problem) as raised:
        query.check(RequestFactory().get("/?release=drie&language=de"), ("release", "language"))
    assert refused(raised) == {"release": "invalid-number", "language": "invalid-choice"}


def test_unknown_parameter_is_told_which_there_are() -> None:
    with pytest.raises(Problem) as raised:
        query.check(RequestFactory().get("/?x=1"), ("release", "language"))
    assert "Wel: language, release." in raised.value.errors[0].detail.nl


def test_strange_name_is_not_repeated() -> None:
    with pytest.raises(Problem) as raised:
        query.check(RequestFactory().get("/?ik+heb+koorts=1"), ())
    assert refused(raised) == {"query": "unknown"}


def test_declared_parameters_pass() -> None:
    query.check(RequestFactory().get("/?release=3"), ("release",))


@pytest.mark.parametrize(("given", "number"), [("1", 1), ("003", 3), (str(2**31 - 1), 2**31 - 1)])
def test_whole_number(given: str, number: int) -> None:
    assert query.whole_number(RequestFactory().get("/", {"release": given}), "release") == number


def test_whole_number_that_is_not_given() -> None:
    assert query.whole_number(RequestFactory().get("/"), "release") is None


@pytest.mark.parametrize("given", ["", "0", "-1", "1.0", "1e3", "٣", " 1", "x", "9" * 30, "9" * 5000, str(2**31)])
def test_anything_else_is_no_whole_number(given: str) -> None:
    with pytest.raises(Problem) as raised:
        query.whole_number(RequestFactory().get("/", {"release": given}), "release")
    assert refused(raised) == {"release": "invalid-number"}


def test_text_has_a_limit() -> None:
    with pytest.raises(Problem) as raised:
        query.text(RequestFactory().get("/", {"q": "x" * 201}), "q")
    assert refused(raised) == {"q": "too-long"}


def test_text_is_given_as_it_is() -> None:
    assert query.text(RequestFactory().get("/", {"q": "één rug"}), "q") == "één rug"
