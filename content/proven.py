"""What the parts prove of a document before anybody may approve it, compared with the release that it would replace."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

Figures = dict[str, Any]


class Weight(StrEnum):
    """What a finding asks of whoever approves."""

    BLOCKS = "blocks"
    """Nobody can approve this; it must be mended."""
    ACCEPT = "accept"
    """It must be accepted, one by one."""
    REASON = "reason"
    """One reason must be given for all of these together."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is stable for the same finding, so that it can be accepted. `kind` and `slug`: the record to look at."""

    weight: Weight
    name: str
    kind: str
    slug: str
    title: str
    story: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"story": list(self.story)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Finding":
        return cls(**{**value, "weight": Weight(value["weight"]), "story": tuple(value["story"])})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What an approver accepts: findings by name, each looked at; and why more people may go to a doctor than the
    budget says.
    """

    names: frozenset[str] = frozenset()
    why_over_budget: str = ""


NOTHING_ACCEPTED = Acceptance()


@dataclass(frozen=True, slots=True)
class Proven:
    """Everything found, and figures for people to read. Nothing found is proof."""

    findings: tuple[Finding, ...] = ()
    figures: Figures = field(default_factory=dict)

    def of(self, weight: Weight) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.weight is weight)

    def __add__(self, other: "Proven") -> "Proven":
        return Proven(self.findings + other.findings, self.figures | other.figures)


NOTHING_TO_PROVE = Proven()


@dataclass(frozen=True)
class Step:
    """One of the things that are proved, by the name that people read while it runs."""

    title: str
    run: Callable[[], Proven]
