"""Which release is live, computed from the publications: pure, so that the door, the readers and the tests agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Event:
    """A publication as it matters here: `order` is the order in which they were added."""

    order: int
    release: int
    withdrawn: bool
    recall: bool
    effective_at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A release was live from `start` until `end` (None: still)."""

    release: int
    start: datetime
    end: datetime | None


def standing(events: Iterable[Event], now: datetime | None = None) -> list[Event]:
    """The publications that are not taken back, in the order in which they take effect.

    At `now`, or with everything that is planned (None). A withdrawal takes back every earlier publication of its
    release, also one that is planned.
    """
    counted = [event for event in events if now is None or event.effective_at <= now]
    taken_back = {event.release: event.order for event in sorted(counted, key=_order) if event.withdrawn}
    kept = [e for e in counted if not e.withdrawn and e.order > taken_back.get(e.release, -1)]
    return sorted(kept, key=_taking_effect)


def _order(event: Event) -> int:
    return event.order


def _taking_effect(event: Event) -> tuple[datetime, int]:
    return event.effective_at, event.order


def current(events: Iterable[Event], now: datetime) -> int | None:
    """The number of the release that is live at `now`. After a withdrawal: the one before, if it still stands."""
    kept = standing(events, now)
    return kept[-1].release if kept else None


def tip(events: Iterable[Event]) -> Event | None:
    """The publication that new work builds on: the last one to take effect, planned ones included."""
    kept = standing(events)
    return kept[-1] if kept else None


def withdrawn(events: Iterable[Event], now: datetime) -> dict[int, Event]:
    """The releases that are withdrawn at `now` and were not published again since, each with its withdrawal."""
    last = {event.release: event for event in sorted(events, key=_order) if event.effective_at <= now}
    return {release: event for release, event in last.items() if event.withdrawn}


def spans(events: Sequence[Event], now: datetime) -> tuple[Span, ...]:
    """Every stretch of time, up to `now`, in which a release was live, oldest first."""
    moments = _live_at_each_moment(sorted((e for e in events if e.effective_at <= now), key=_taking_effect))
    found: list[Span] = []
    for (start, live), (end, _) in zip(moments, [*moments[1:], (None, None)], strict=False):
        if live is None:
            continue
        goes_on = bool(found) and (found[-1].release, found[-1].end) == (live, start)
        found.append(Span(live, found.pop().start if goes_on else start, end))
    return tuple(found)


def _live_at_each_moment(events: Iterable[Event]) -> list[tuple[datetime, int | None]]:
    """In one walk, as a topic may have a long history: what is taken back at a moment never comes back by itself."""
    kept: list[Event] = []
    taken_back: dict[int, int] = {}
    found: list[tuple[datetime, int | None]] = []
    for moment, together in groupby(events, key=lambda event: event.effective_at):
        for event in together:
            if event.withdrawn:
                taken_back[event.release] = max(event.order, taken_back.get(event.release, -1))
            else:
                kept.append(event)
        while kept and kept[-1].order < taken_back.get(kept[-1].release, -1):
            kept.pop()
        found.append((moment, kept[-1].release if kept else None))
    return found


def until(found: Iterable[Span], now: datetime) -> tuple[Span, ...]:
    """Those spans as they are known at `now`: what starts later is not there, and what ends later still goes on."""
    begun = (span for span in found if span.start <= now)
    return tuple(replace(span, end=None) if span.end and span.end > now else span for span in begun)
