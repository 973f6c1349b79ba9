"""The profiles as bars, in SVG: attributes only, so that every page shows it."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final
from xml.etree import ElementTree as Xml

from bench.profile.areas import ORDER
from bench.profile.sampling import Profile

SVG: Final = "http://www.w3.org/2000/svg"
WIDTH, MARGIN, BAR, BETWEEN, LINE = 900, 24, 34, 34, 22
# Told apart in grey as well; the words are beside them.
COLOURS: Final = dict(
    zip(
        ORDER,
        ("#9aa5a3", "#0b4f6c", "#1f7a8c", "#5fa8b8", "#b5532a", "#e0995e", "#5b3aa0", "#7d8b2f", "#c9b458", "#d5d9d8"),
        strict=True,
    )
)
INK: Final = "#16302f"


def draw(profiles: Sequence[Profile], title: str) -> bytes:
    """A bar for each profile, all on one scale, and below what the colours mean."""
    areas = [area for area in ORDER if any(area in one.cost for one in profiles)]
    bottom = MARGIN + LINE + len(profiles) * (BAR + BETWEEN)
    height = bottom + LINE * -(-len(areas) // 2) + MARGIN
    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height)}
    svg = Xml.Element("svg", {"xmlns": SVG, "role": "img", "font-family": "sans-serif", **size})
    Xml.SubElement(svg, "title").text = title
    Xml.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    scale = (WIDTH - 2 * MARGIN) / max(sum(one.cost.values()) for one in profiles)
    for number, one in enumerate(profiles):
        _bar(svg, one, MARGIN + LINE + number * (BAR + BETWEEN), scale)
    for number, area in enumerate(areas):
        _meaning(svg, area, MARGIN + number % 2 * WIDTH // 2, bottom + LINE * (number // 2))
    drawn: bytes = Xml.tostring(svg, encoding="utf-8", xml_declaration=True)
    return drawn


def _bar(svg: Xml.Element, profile: Profile, top: float, scale: float) -> None:
    whole = sum(profile.cost.values())
    _text(svg, MARGIN, top, f"{profile.title}: {whole:,.0f} µs of processor time")
    starts = accumulate(profile.cost.values(), initial=0.0)
    for (area, cost), start in zip(profile.cost.items(), starts, strict=False):
        place = {"x": f"{MARGIN + start * scale:.1f}", "width": f"{cost * scale:.1f}", "y": str(top + 8)}
        rect = Xml.SubElement(svg, "rect", {**place, "height": str(BAR), "fill": COLOURS[area]})
        Xml.SubElement(rect, "title").text = f"{area}: {cost:.1f} µs"


def _meaning(svg: Xml.Element, area: str, left: float, top: float) -> None:
    Xml.SubElement(svg, "rect", {"x": str(left), "y": str(top), "width": "14", "height": "14", "fill": COLOURS[area]})
    _text(svg, left + 22, top + 12, area)


def _text(svg: Xml.Element, left: float, top: float, words: str) -> None:
    Xml.SubElement(svg, "text", {"x": str(left), "y": str(top), "font-size": "15", "fill": INK}).text = words
