from xml.etree import ElementTree as Xml

import pytest

from bench.profile.areas import AREAS, ORDER, REST, SERVER, area_of, counted
from bench.profile.picture import COLOURS, SVG, draw
from bench.profile.sampling import Profile
from rugpijn.run.environment import PROJECT

SERVED = "_runner (granian/wsgi.py:57)"
ASKED = f"{SERVED};Answering.__call__ (rugpijn/http/answering.py:97)"
STACKS = f"""\
{ASKED};facts_from (triage/engine/facts.py:97);each (triage/engine/weights.py:3) 7
{ASKED} 2
{SERVED};get_response (django/core/handlers/base.py:140) 1
Watch._watch (content/watching.py:62);select (selectors.py:468) 50
"""


def test_a_sample_belongs_to_the_innermost_part_that_is_named() -> None:
    assert counted(STACKS) == {"engine: what the answers say": 7, "the layer before Django": 2, REST: 1}


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
