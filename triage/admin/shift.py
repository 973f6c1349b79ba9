"""Where a made-up population goes, now and before, and for whom it becomes more urgent: the figures of a proof."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from content.admin.comparing import addresses_of
from content.models import Topic
from content.proven import Figures
from triage.api.v1.quality_shape import ABOUT_POPULATION
from triage.budget import AT_LEAST, AT_MOST, percent
from triage.engine.urgency import Urgency
from triage.picture.shares import Bars
from triage.vocabulary import LABELS


@dataclass(frozen=True)
class Row:
    """One urgency. `over`: beyond what the budget allows."""

    name: str
    now: str
    before: str
    limit: str
    over: bool
    picture: SafeString


@dataclass(frozen=True)
class MoreUrgent:
    title: str
    story: tuple[str, ...]
    url: str


def told(figures: Figures, topic: Topic) -> SafeString:
    """Nothing of what was not measured: a topic with content alone, or a proof from before there was such a figure."""
    moved, upward = figures.get("population"), figures.get("moreUrgent", [])
    if moved is None and not upward:
        return SafeString("")
    context = {"rows": _rows(moved) if moved else [], "moved": moved, "upward": list(_upward(upward, topic))}
    if moved:
        context |= {"up": percent(moved["moreUrgent"]), "down": percent(moved["lessUrgent"])}
        context["people"] = f"{moved['people']:,}".replace(",", ".")
    return render_to_string("triage/admin/shift.html", context | {"about": ABOUT_POPULATION.nl})


def _rows(moved: Mapping[str, Any]) -> list[Row]:
    now, before = moved["shares"], moved["before"] or {}
    limits = [*AT_MOST.values(), *AT_LEAST.values()]
    most = 1.05 * max(*now.values(), *before.values(), *limits)
    return [_row(urgency, now[urgency.json_name], before.get(urgency.json_name), most) for urgency in reversed(Urgency)]


def _row(urgency: Urgency, now: float, before: float | None, most: float) -> Row:
    name = LABELS[urgency.json_name]
    above, below = AT_MOST.get(urgency), AT_LEAST.get(urgency)
    limit = f"hoogstens {percent(above)}" if above else f"minstens {percent(below)}" if below else ""
    was = "" if before is None else f"was {percent(before)}, "
    told = f"{name}: {was}wordt {percent(now)}{f'; {limit}' if limit else ''}"
    drawn = Bars(urgency.json_name, told, now, before, above or below, most).drawn()
    over = (above is not None and now > above) or (below is not None and now < below)
    return Row(
        name,
        percent(now),
        "" if before is None else percent(before),
        limit,
        over,
        mark_safe(drawn),  # noqa: S308
    )


def _upward(found: list[Mapping[str, Any]], topic: Topic) -> Iterator[MoreUrgent]:
    rules = addresses_of("rule", topic) if found else {}
    for one in found:
        yield MoreUrgent(one["title"], tuple(one["story"]), rules.get(one["rule"], ""))
