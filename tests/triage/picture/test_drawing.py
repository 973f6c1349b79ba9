"""The picture is SVG that any strict policy shows, with every word of it within its lines."""

from xml.etree import ElementTree as Xml

import pytest

from triage.picture.drawing import CARD, COLOURS, MARGIN, SVG, WIDTH, draw
from triage.picture.reading import RAISES, Condition, Decision, Picture, Step

LONG = "Een heel lange vraag " * 12
STEPS = (
    Step(
        "Spoed",
        ("Hebt u koorts?", LONG),
        (
            Decision(
                "emergency",
                (Condition("‘Hebt u koorts?’ ja"), Condition("minstens 1 van:", (LONG,)), Condition(LONG)),
                "vandaag nog",
                "richtlijn",
            ),
        ),
    ),
    Step("Meer", ("Is a < b & c?",), (Decision(RAISES, (Condition("‘Is a < b & c?’ ja"),), None, "niet nagegaan"),)),
    Step("Niets", ("Verandert niets?",), ()),
)
DRAWN = draw(Picture("Rugpijn", STEPS), "Uitgave 1.")
ROOT = Xml.fromstring(DRAWN)


def words() -> list[Xml.Element]:
    return list(ROOT.iter(f"{{{SVG}}}text"))


def said() -> str:
    return " ".join(element.text or "" for element in words())


def test_it_says_which_release_it_is_of() -> None:
    assert "Uitgave 1." in said()


def test_it_has_a_title_for_who_cannot_see_it() -> None:
    assert (ROOT.get("role"), ROOT.findtext(f"{{{SVG}}}title")) == ("img", "Zo beslist de triage: Rugpijn")


def test_every_screen_question_and_condition_is_there() -> None:
    assert {"1. Spoed", "2. Meer", "3. Niets"} <= {element.text for element in words()}
    assert said().count("lange") == 36


def test_what_means_something_to_xml_is_only_text() -> None:
    assert "Is a < b & c?" in said()


def test_conditions_that_hold_together_are_joined() -> None:
    assert any((element.text or "").startswith("én Een heel") for element in words())


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No style, no script and no address: the policy of this service lets none of them by."""
    assert {element.tag.rpartition("}")[2] for element in ROOT.iter()} == {"svg", "title", "rect", "text", "path"}
    names = {name for element in ROOT.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("style", "href", "class")}


def test_no_line_is_wider_than_its_column() -> None:
    """7.5 units a letter at this size: a generous average for Dutch in the widest usual font."""
    for element in words():
        if element.get("font-size") == "14" and element.get("text-anchor") == "start":
            left, wide = int(element.get("x", 0)), 7.5 * len(element.text or "")
            top = int(element.get("y", 0))
            right = MARGIN + CARD if left < MARGIN + CARD and top > 200 else WIDTH - MARGIN
            assert left + wide <= right, element.text


def test_everything_is_inside_the_picture() -> None:
    assert max(int(element.get("y", 0)) for element in words()) < int(ROOT.get("height", 0))


@pytest.mark.parametrize("urgency", COLOURS)
def test_white_letters_can_be_read_on_every_colour(urgency: str) -> None:
    """WCAG 2.2: 4.5 to 1 or more."""
    red, green, blue = (int(COLOURS[urgency][at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    luminance = sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5
