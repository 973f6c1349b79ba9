"""The picture as SVG. Attributes only, no styles and no script: every strict policy shows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.etree import ElementTree as Xml

from triage.picture.reading import RAISES, Condition, Decision, Picture, Step
from triage.vocabulary import LABELS

SVG = "http://www.w3.org/2000/svg"
WIDTH, MARGIN = 1180, 24
CARD, GAP = 400, 36
LINE, PADDING = 19, 14
CHIP = 172
# Characters to a line; 7.3 units is the average letter at this size, with room to spare.
IN_CARD, IN_DECISION = (CARD - 2 * PADDING) // 8, (WIDTH - 2 * MARGIN - CARD - GAP - CHIP - 2 * PADDING) // 8
# White on each of these has a contrast of 5 or more.
COLOURS = {
    "emergency": "#8f1d1d",
    "immediate": "#b23a0e",
    "sameDay": "#8a5a00",
    "withinDays": "#1f5aa8",
    "selfCare": "#1d6b45",
    RAISES: "#5b3aa0",
}
NAMES = {**LABELS, RAISES: "één stap dringender"}
INK, SOFT, LINE_COLOUR, PAPER = "#16302f", "#48605f", "#c7d4d2", "#ffffff"
LEGEND = (
    "Links wat er gevraagd wordt, scherm na scherm. Rechts wat een antwoord betekent; de dringendste regel telt.",
    "Wie nergens aan voldoet, gaat door naar het volgende scherm, en aan het eind naar zelfzorg. "
    "Bij levensgevaar stopt de vragenlijst meteen.",
)


@dataclass(frozen=True)
class _Row:
    """A decision with its lines worked out."""

    decision: Decision
    lines: tuple[str, ...]
    below: str

    @property
    def height(self) -> int:
        return (len(self.lines) + 1) * LINE + 8


def draw(picture: Picture, about: str) -> bytes:
    """`about`: which release or draft this is. UTF-8, with an XML declaration."""
    svg = Xml.Element("svg", {"xmlns": SVG, "role": "img", "font-family": "system-ui, sans-serif"})
    title = f"Zo beslist de triage: {picture.title}"
    Xml.SubElement(svg, "title").text = title
    paper = Xml.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#f5f8f7"})
    bottom = _head(svg, title, about)
    for number, step in enumerate(picture.steps, start=1):
        bottom = _step(svg, number, step, bottom, last=number == len(picture.steps))
    svg.set("viewBox", f"0 0 {WIDTH} {bottom + MARGIN}")
    svg.set("width", str(WIDTH))
    svg.set("height", str(bottom + MARGIN))
    paper.set("height", str(bottom + MARGIN))
    return bytes(Xml.tostring(svg, encoding="utf-8", xml_declaration=True))


def _head(svg: Xml.Element, title: str, about: str) -> int:
    _text(svg, MARGIN, 46, title, size=26, weight="700")
    _text(svg, MARGIN, 72, about, colour=SOFT)
    top = 100
    for line in LEGEND:
        _text(svg, MARGIN, top, line)
        top += LINE
    left = MARGIN
    for urgency in COLOURS:
        _chip(svg, left, top, urgency)
        left += CHIP + 8
    return top + 46


def _step(svg: Xml.Element, number: int, step: Step, top: int, *, last: bool) -> int:
    """One screen and what it decides; returns where it ends."""
    asked = [line for question in step.questions for line in _indented(question)]
    rows = [_row(decision) for decision in step.decisions]
    own = (len(asked) + 1) * LINE + 2 * PADDING + 6
    height = max(own, sum(row.height for row in rows))
    _box(svg, top, own)
    _text(svg, MARGIN + PADDING, top + PADDING + 14, f"{number}. {step.title}", size=16, weight="700")
    _lines(svg, MARGIN + PADDING, top + PADDING + 14 + LINE + 4, asked)
    below = top
    for row in rows:
        below = _decided(svg, row, below)
    return _arrow(svg, top + own, top + height, last=last)


def _indented(question: str) -> list[str]:
    return wrap(question, IN_CARD, initial_indent="• ", subsequent_indent="\u2003")


def _row(decision: Decision) -> _Row:
    """Conditions that hold together stand below each other."""
    unsure = "" if decision.unsure is None else f" · bij ‘weet ik niet’: {decision.unsure}"
    lines = tuple(
        line
        for number, condition in enumerate(decision.conditions)
        for line in _condition(condition, "én " if number else "")
    )
    return _Row(decision, lines, f"Bron: {decision.evidence}{unsure}")


def _condition(condition: Condition, before: str) -> Iterator[str]:
    yield from wrap(before + condition.said, IN_DECISION)
    for counted in condition.counted:
        yield from wrap(counted, IN_DECISION, initial_indent="\u2003– ", subsequent_indent="\u2003\u2002 ")


def _decided(svg: Xml.Element, row: _Row, top: int) -> int:
    left = MARGIN + CARD + GAP
    _chip(svg, left, top, row.decision.urgency)
    _lines(svg, left + CHIP + PADDING, top + 16, row.lines)
    _text(svg, left + CHIP + PADDING, top + 16 + len(row.lines) * LINE, row.below, size=12, colour=SOFT)
    return top + row.height


def _chip(svg: Xml.Element, left: int, top: int, urgency: str) -> None:
    box = {"x": left, "y": top, "width": CHIP, "height": 24, "rx": 5, "fill": COLOURS[urgency]}
    Xml.SubElement(svg, "rect", {name: str(value) for name, value in box.items()})
    _text(svg, left + CHIP // 2, top + 17, NAMES[urgency], size=13, weight="600", colour="#ffffff", anchor="middle")


def _box(svg: Xml.Element, top: int, height: int) -> None:
    box = {"x": MARGIN, "y": top, "width": CARD, "height": height, "rx": 8, "fill": PAPER, "stroke": LINE_COLOUR}
    Xml.SubElement(svg, "rect", {name: str(value) for name, value in box.items()})


def _arrow(svg: Xml.Element, top: int, bottom: int, *, last: bool) -> int:
    """From this screen to the next one, or to the end."""
    end, middle = bottom + 34, MARGIN + CARD // 2
    path = f"M{middle} {top} V{end - 4} m-6 -8 l6 8 l6 -8"
    Xml.SubElement(svg, "path", {"d": path, "stroke": SOFT, "stroke-width": "2", "fill": "none"})
    if last:
        _chip(svg, middle - CHIP // 2, end, "selfCare")
        return end + 24
    return end


def _lines(svg: Xml.Element, left: int, top: int, lines: Sequence[str] | Iterable[str]) -> None:
    for number, line in enumerate(lines):
        _text(svg, left, top + number * LINE, line)


def _text(  # noqa: PLR0913 - what SVG wants to know of a text
    svg: Xml.Element,
    left: int,
    top: int,
    words: str,
    *,
    size: int = 14,
    weight: str = "400",
    colour: str = INK,
    anchor: str = "start",
) -> None:
    place = {"x": str(left), "y": str(top), "font-size": str(size), "font-weight": weight, "fill": colour}
    Xml.SubElement(svg, "text", {**place, "text-anchor": anchor}).text = words
