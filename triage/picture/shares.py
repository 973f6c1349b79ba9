"""The share of people at one urgency as bars: above what it was, below what it becomes, and a line where the budget is.

Attributes only, no styles and no script: every strict policy shows it. It stretches with its place on the page.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from triage.picture.drawing import COLOURS, SVG

WIDTH, HEIGHT = 100, 20
WAS = "#7d8f8e"


@dataclass(frozen=True)
class Bars:
    """Shares of 1. `told` says the same in words; `most` is as wide as the picture."""

    urgency: str
    told: str
    now: float
    before: float | None
    limit: float | None
    most: float

    def drawn(self) -> str:
        svg = Xml.Element("svg", {"xmlns": SVG, "viewBox": f"0 0 {WIDTH} {HEIGHT}", "preserveAspectRatio": "none"})
        svg.set("role", "img")
        Xml.SubElement(svg, "title").text = self.told
        if self.before is not None:
            _bar(svg, 2, 5, self.before / self.most, WAS)
        _bar(svg, 8, 9, self.now / self.most, COLOURS[self.urgency])
        if self.limit is not None:
            _line(svg, self.limit / self.most)
        return Xml.tostring(svg, encoding="unicode")


def _bar(svg: Xml.Element, top: int, height: int, part: float, colour: str) -> None:
    box = {"x": "0", "y": str(top), "width": f"{part * WIDTH:.2f}", "height": str(height), "fill": colour}
    Xml.SubElement(svg, "rect", box)


def _line(svg: Xml.Element, part: float) -> None:
    place = f"{part * WIDTH:.2f}"
    ends = {"x1": place, "x2": place, "y1": "0", "y2": str(HEIGHT)}
    ink = {
        "stroke": "currentColor",
        "stroke-width": "2",
        "stroke-dasharray": "4 2",
        "vector-effect": "non-scaling-stroke",
    }
    Xml.SubElement(svg, "line", ends | ink)
