"""The findings of `docs/clinical-safety/evidence.yaml`, and what the protocol makes of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.triage.library.patients import interviewed
from tests.triage.library.population import holding
from tests.triage.library.reader import protocol
from triage.engine.outcome import Reason
from triage.engine.records import Promise, PromiseKind, Rule
from triage.engine.vignettes import walked

LIST = Path(__file__).parents[3] / "docs" / "clinical-safety" / "evidence.yaml"

Finding = dict[str, Any]


@cache
def findings() -> dict[str, Finding]:
    found: dict[str, dict[str, Finding]] = YAML(typ="safe", pure=True).load(LIST)
    return found["finding"]


@cache
def reasons() -> Mapping[str, tuple[Reason, ...]]:
    """Per vignette, why it ends as it does."""
    return {one.slug: walked(protocol(), one).outcome.reasons for one in protocol().vignettes}


def stories(rule: str) -> tuple[str, ...]:
    """The vignettes in which this rule counts for certain: not because somebody did not know."""
    return tuple(
        slug for slug, found in reasons().items() if any(one.rule == rule and not one.uncertain for one in found)
    )


def promises_of(rule: Rule) -> tuple[Promise, ...]:
    """The floors about the very same conditions; of a raise, which has none, those that it brings up to their level."""
    if rule.at_least is None:
        return tuple(floor for floor in _floors() if rule.slug in _decides(floor))
    return tuple(floor for floor in _floors() if floor.when == rule.when)


def _floors() -> tuple[Promise, ...]:
    return tuple(one for one in protocol().promises if one.kind is PromiseKind.FLOOR)


@cache
def _decides(floor: Promise) -> frozenset[str]:
    """What brings the least that this floor is about up to its urgency. Of a floor beside a rule it is that rule."""
    if any(rule.when == floor.when for rule in protocol().rules):
        return frozenset()
    patient = holding(protocol(), {one.slug: when for one, when in protocol().index.promises}[floor.slug])
    found = interviewed(protocol(), patient).outcome.reasons
    return frozenset(one.rule for one in found if one.urgency >= floor.urgency)
