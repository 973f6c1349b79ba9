"""Records as plain JSON -> `Protocol`, or `InvalidProtocol` with every fault that they have."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import time
from typing import Any, TypeVar

from triage.engine.codec import building
from triage.engine.codec.checks import is_slug
from triage.engine.codec.shapes import CONTENT_KINDS, SHAPES
from triage.engine.faults import Fault, InvalidProtocol, Place
from triage.engine.parts import Parts
from triage.engine.protocol import Protocol
from triage.engine.records import Notices, OfficeHours, References, Text
from triage.engine.urgency import URGENCIES
from triage.engine.validation import faults_in

Value = TypeVar("Value")


def decode(records: object, *, other_kinds: Collection[str] = CONTENT_KINDS) -> Protocol:
    """The protocol in the `records` of a document.

    The content part is only looked at for what triage points to: advice, alarm signs with their urgency, sources.
    A kind that is neither triage's nor among `other_kinds` is a fault: a misspelt kind would drop its records quietly.
    """
    sound = _Sound({}, set(), [])
    if isinstance(records, dict):
        sound.read(records, other_kinds)
    else:
        Place("", "", sound.faults).fault("not-an-object")
    if not sound.faults:
        return Protocol(**sound.fields())
    raise InvalidProtocol([*sound.faults, *faults_in(Parts(**sound.fields()), frozenset(sound.broken))])


@dataclass(frozen=True, slots=True)
class _Sound:
    """The records whose shape is right, those that are broken, and every fault so far."""

    records: dict[str, dict[str, building.Raw]]
    broken: set[tuple[str, str]]
    faults: list[Fault]

    def read(self, records: dict[object, object], other_kinds: Collection[str]) -> None:
        for kind, by_slug in records.items():
            if isinstance(kind, str) and kind in SHAPES:
                self._read_kind(kind, by_slug)
            elif isinstance(kind, str) and kind in other_kinds:
                self.records[kind] = _content(by_slug)
            else:
                Place("", "", self.faults).fault("unknown-kind", kind=kind)
        self._check_one("protocol")
        if "calendar" in self.records:
            self._check_one("calendar")

    def _read_kind(self, kind: str, by_slug: object) -> None:
        if not isinstance(by_slug, dict):
            self.broken.add((kind, ""))
            Place(kind, "", self.faults).fault("not-an-object")
            return
        self.records[kind] = {}
        for slug, record in by_slug.items():
            if is_slug(slug):
                self._read_record(kind, slug, record)
            else:
                self.broken.add((kind, ""))
                Place(kind, "", self.faults).fault("not-a-slug")

    def _read_record(self, kind: str, slug: str, record: object) -> None:
        before = len(self.faults)
        SHAPES[kind](record, Place(kind, slug, self.faults))
        if len(self.faults) > before or not isinstance(record, dict):
            self.broken.add((kind, slug))
        else:
            self.records[kind][slug] = record

    def _check_one(self, kind: str) -> None:
        """One record of this kind, and its slug is the topic's."""
        if any(broken == kind for broken, _ in self.broken):
            return
        slugs = list(self.records.get(kind, {}))
        topics = list(self.records.get("topic") or self.records.get("protocol", {}))
        if len(slugs) != 1:
            Place(kind, "", self.faults).fault("not-exactly-one", kind=kind, count=len(slugs))
            self.broken.add((kind, ""))
        elif slugs != topics[:1]:
            Place(kind, slugs[0], self.faults).fault("not-the-topic", topic=", ".join(topics[:1]))

    def fields(self) -> dict[str, Any]:
        notices = list(self.records.get("protocol", {}).values())
        calendars = list(self.records.get("calendar", {}).values())
        return {
            "topic": next(iter(self.records.get("protocol", {})), ""),
            "notices": building.notices(notices[0]) if notices else _NO_NOTICES,
            "screens": self._built("screen", building.screen),
            "questions": self._built("question", building.question),
            "rules": self._built("rule", building.rule),
            "advice_choices": self._built("adviceChoice", building.advice_choice),
            "routes": self._built("route", building.route),
            "outcomes": self._built("outcome", building.outcome),
            "promises": self._built("promise", building.promise),
            "vignettes": self._built("vignette", building.vignette),
            "calendar": building.calendar(calendars[0]) if calendars else None,
            "references": self._references(),
        }

    def _built(self, kind: str, build: Callable[[str, building.Raw], Value]) -> tuple[Value, ...]:
        return tuple(build(slug, record) for slug, record in self.records.get(kind, {}).items())

    def _references(self) -> References:
        signs = self.records.get("alarmSign", {}).items()
        return References(
            tuple(sorted((slug, URGENCIES[sign["urgency"]]) for slug, sign in signs if _has_urgency(sign))),
            frozenset(self.records.get("advice", {})),
            frozenset(self.records.get("source", {})),
        )


def _content(by_slug: object) -> dict[str, building.Raw]:
    """What can be pointed to. The content part itself says what is wrong with the rest."""
    if not isinstance(by_slug, dict):
        return {}
    return {slug: record for slug, record in by_slug.items() if is_slug(slug) and isinstance(record, dict)}


def _has_urgency(sign: building.Raw) -> bool:
    name = sign.get("urgency")
    return isinstance(name, str) and name in URGENCIES


_NOTHING = Text("")
_NO_NOTICES = Notices(_NOTHING, _NOTHING, _NOTHING, _NOTHING, OfficeHours(time(8), time(17)), _NOTHING, _NOTHING)
"""Stands in for a record that could not be read, while the rest is judged. No protocol is ever built with it."""
