"""Somebody without a mouse: every step is a key, and at every stop one can see where one is."""

import re
from dataclasses import dataclass
from typing import Any, cast

from playwright.sync_api import Locator, Page

_SKIP = "Naar de inhoud"
_PATIENCE = 200  # stops; of a page with more of them nobody finds anything
# What shows that something has the focus: of the element itself, of what is around it, and of what stands beside it.
_LOOK = """
  const seen = (one) => {
    const look = getComputedStyle(one);
    const line = look.outlineStyle === "none" ? "" : `${look.outlineWidth} ${look.outlineColor} ${look.outlineOffset}`;
    const rest = [look.boxShadow, look.borderColor, look.backgroundColor, look.color, look.textDecorationLine];
    return [line, ...rest].join("|");
  };
  const look = (one) => {
    const around = [one.nextElementSibling, one];
    while (around.length < 7 && around.at(-1)) around.push(around.at(-1).parentElement);
    return around.filter(Boolean).map(seen).join("\\n");
  };
"""
# Where the focus is now; `faults`: it cannot be seen here, or the stop before this one looked no other with it.
_ARRIVE = f"""() => {{
  {_LOOK}
  const one = document.activeElement, faults = [];
  const called = (it) => `${{it.tagName.toLowerCase()}} ${{it.id || it.name || it.textContent.trim().slice(0, 40)}}`;
  const before = window.lastStop;
  if (before && before.one.isConnected && before.one !== one && look(before.one) === before.look)
    faults.push(`${{called(before.one)}} looks the same with and without the focus`);
  window.lastStop = null;
  if (!one || one === document.body) return {{ inside: false, faults }};
  window.lastStop = {{ one, look: look(one) }};
  const box = one.getBoundingClientRect();
  const xs = [box.left + 3, (box.left + box.right) / 2, box.right - 3];
  const ys = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3];
  const labels = [...(one.labels || [])];
  const free = xs.some((x) => ys.some((y) => {{
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one) || labels.some((label) => label.contains(top)));
  }}));
  if (!free) faults.push(`${{called(one)}} has the focus and cannot be seen`);
  const inside = document.getElementById("inhoud")?.contains(one);
  return {{ inside, faults, called: one.id || one.name || one.getAttribute("aria-label") || one.textContent.trim() }};
}}"""


@dataclass(frozen=True)
class Keyboard:
    """Works one page. Whatever it is asked for, it goes there with Tab, from where it is."""

    page: Page

    def past_the_menu(self) -> "Keyboard":
        """The first stop of every page of ours."""
        self._step("Tab")
        assert self._on(self.page.get_by_role("link", name=_SKIP)), "the first stop is not the way past the menu"
        self.page.keyboard.press("Enter")
        return self

    def to(self, role: Any, name: str | re.Pattern[str]) -> None:
        """`name` as a screen reader says it."""
        self.at(self.page.get_by_role(role, name=name, exact=True), str(name))

    def at(self, wanted: Locator, called: str = "") -> None:
        """The first of them on the way."""
        for _ in range(_PATIENCE):
            if self._on(wanted):
                return
            self._step("Tab")
        raise AssertionError(f"{called or wanted} cannot be reached with the keyboard on {self.page.url}")

    def press(self, role: Any, name: str | re.Pattern[str]) -> None:
        """A link or a button that leads to another page."""
        self.to(role, name)
        self._look_at_it()
        self.enter()

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open(self, summary: Locator) -> None:
        """What is folded up."""
        self.at(summary)
        self._look_at_it()
        self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Over what stood there."""
        self.at(self.page.get_by_label(label, exact=True), label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str, letters: str) -> None:
        """Of a closed list, the choice that begins so."""
        self.at(self.page.get_by_label(label, exact=True), label)
        self.page.keyboard.type(letters)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].label")
        assert chosen.startswith(letters), chosen

    def _look_at_it(self) -> None:
        """What is about to be pressed was looked at with the focus; now without: a stop back, and there again."""
        self._step("Shift+Tab")
        self._step("Tab")

    def through(self, key: str = "Tab") -> set[str]:
        """What the stops of the main part are called, until one is out of it."""
        stops: set[str] = set()
        for _ in range(_PATIENCE):
            arrived = self._step(key)
            if not arrived["inside"]:
                return stops
            stops.add(arrived["called"])
        raise AssertionError(f"nobody gets out of {self.page.url}: {stops}")

    def _step(self, key: str) -> dict[str, Any]:
        self.page.keyboard.press(key)
        arrived = self.page.evaluate(_ARRIVE)
        assert arrived["faults"] == [], f"{self.page.url}: {arrived['faults']}"
        return cast(dict[str, Any], arrived)

    @staticmethod
    def _on(wanted: Locator) -> bool:
        return bool(wanted.evaluate_all("all => all.includes(document.activeElement)"))
