"""The safety papers, and the places in them that the library fills in."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "docs" / "clinical-safety"
INTENDED_USE = PAPERS / "intended-use.md"
TRACE = PAPERS / "trace.md"
HAZARD_LOG = PAPERS / "hazard-log.yaml"
FIGURES = re.compile(r"(?<=<!-- figures: make trace -->\n)(.*?)(?=<!-- /figures -->)", re.DOTALL)

Hazard = dict[str, Any]


@cache
def hazard_log() -> dict[str, Any]:
    log: dict[str, Any] = YAML(typ="safe", pure=True).load(HAZARD_LOG)
    return log


def hazards() -> dict[str, Hazard]:
    found: dict[str, Hazard] = hazard_log()["hazard"]
    return found
