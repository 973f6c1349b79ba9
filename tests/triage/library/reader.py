"""Reads the library's YAML as plain records, so that its texts and its protocol can be tested without a database."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from triage.calendar import calendar
from triage.engine.codec import decode
from triage.engine.protocol import Protocol

LIBRARY = Path(__file__).parents[3] / "content" / "library" / "rugpijn"
CALENDAR_FROM = date(2026, 1, 1)

Record = dict[str, Any]
Records = dict[str, dict[str, Record]]


class SlugTwice(ValueError):
    """A slug that two files give: one of the two records would be lost."""


@cache
def library() -> Records:
    """Every record, the content part and a calendar included. Cached: do not change it."""
    records: Records = {}
    for file in sorted(LIBRARY.rglob("*.yaml")):
        for kind, by_slug in _read(file).items():
            _add(records.setdefault(kind, {}), by_slug, file)
    hours = records["protocol"]["rugpijn"]["officeHours"]
    records["calendar"] = {"rugpijn": {"officeHours": hours, **calendar(CALENDAR_FROM)}}
    return records


@cache
def protocol() -> Protocol:
    return decode(library())


def _read(file: Path) -> Records:
    found: Records = YAML(typ="safe", pure=True).load(file)
    return found


def _add(known: dict[str, Record], by_slug: dict[str, Record], file: Path) -> None:
    twice = known.keys() & by_slug.keys()
    if twice:
        raise SlugTwice(f"{file.name}: {', '.join(sorted(twice))} stands in another file too; keep one")
    known.update(by_slug)


def dutch(text: Any) -> str:
    """The Dutch of a text, which is a plain string or has a key for each language."""
    return str(text["nl"] if isinstance(text, dict) else text)


def named(kind: str) -> Iterator[tuple[str, Record]]:
    yield from sorted(library()[kind].items())
