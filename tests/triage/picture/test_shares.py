"""The bars of one urgency."""

from xml.etree import ElementTree as Xml

import pytest

from triage.picture.drawing import COLOURS, SVG
from triage.picture.shares import Bars


def drawn(before: float | None = 0.1, limit: float | None = 0.25) -> Xml.Element:
    return Xml.fromstring(Bars("sameDay", "was 10 %, wordt 20 %", 0.2, before, limit, 0.5).drawn())


def test_each_share_is_as_wide_as_it_is() -> None:
    was, now = drawn().iter(f"{{{SVG}}}rect")
    assert (was.get("width"), now.get("width"), now.get("fill")) == ("20.00", "40.00", COLOURS["sameDay"])


def test_the_line_stands_at_the_limit() -> None:
    (line,) = drawn().iter(f"{{{SVG}}}line")
    assert (line.get("x1"), line.get("x2")) == ("50.00", "50.00")


def test_without_a_release_before_and_without_a_limit_there_is_one_bar() -> None:
    svg = drawn(before=None, limit=None)
    assert [one.tag.partition("}")[2] for one in svg] == ["title", "rect"]


def test_it_says_the_same_in_words() -> None:
    svg = drawn()
    title = svg.find(f"{{{SVG}}}title")
    assert title is not None
    assert (svg.get("role"), title.text) == ("img", "was 10 %, wordt 20 %")


@pytest.mark.parametrize("forbidden", ["style", "class", "onload"])
def test_every_strict_policy_shows_it(forbidden: str) -> None:
    assert all(forbidden not in one.attrib for one in drawn().iter())
