from xml.etree import ElementTree as Xml

import pytest

from bench.profile.areas import AREAS, ORDER, REST, SERVER, area_of
from bench.profile.picture import COLOURS, SVG, draw
from bench.profile.sampling import Profile
from rugpijn.run.environment import PROJECT

CALLED = "Answering.__call__ (/here/rugpijn/http/answering.py:97)"


def test_a_sample_belongs_to_the_innermost_part_that_is_named() -> None:
    engine = "facts_from (/here/triage/engine/facts.py:97)"
    assert area_of([CALLED, engine, "each (/here/triage/engine/weights.py:3)"]) == "engine: what the answers say"
    assert area_of([CALLED]) == "the layer before Django"


@pytest.mark.parametrize("frame", ["", "<module>", "f (/a/b (c).py:3)", "0x7f0e9d36b96b (?)"])
def test_a_frame_that_says_nothing_is_of_the_rest(frame: str) -> None:
    assert area_of([frame]) == REST


def test_every_file_that_is_named_is_there() -> None:
    assert [file for files in AREAS.values() for file in files if not (PROJECT / file).exists()] == []


def test_the_bars_are_as_long_as_what_they_say() -> None:
    profiles = [Profile("one", {SERVER: 10.0, REST: 30.0}), Profile("two", {SERVER: 20.0})]
    bars = [
        float(rect.get("width", ""))
        for rect in Xml.fromstring(draw(profiles, "it")).iter(f"{{{SVG}}}rect")
        if rect.find(f"{{{SVG}}}title") is not None
    ]
    assert bars[1] == pytest.approx(3 * bars[0], abs=0.2)
    assert bars[2] == pytest.approx(2 * bars[0], abs=0.2)


def test_every_part_has_a_colour_of_its_own() -> None:
    assert len(set(COLOURS.values())) == len(ORDER)
