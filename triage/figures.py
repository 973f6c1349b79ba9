"""What was measured of a protocol, as JSON for a proof and for the API."""

from collections.abc import Sequence
from typing import Any

from triage.engine.protocol import Protocol
from triage.engine.quality import Case, quality_of


def quality(protocol: Protocol, cases: Sequence[Case]) -> dict[str, Any]:
    """Counts of vignettes; `kappa` has linear weights. Who labelled them stands with it."""
    found = quality_of(cases)
    return {
        "cases": found.cases,
        "exact": found.exact,
        "withinOne": found.within_one,
        "under": found.under,
        "over": found.over,
        "unsafe": found.unsafe,
        "sensitivity": [
            {"urgency": one.urgency.json_name, "cases": one.cases, "found": one.found} for one in found.sensitivity
        ],
        "kappa": None if found.kappa is None else round(found.kappa, 3),
        "screens": [
            {"urgency": one.urgency.json_name, "median": one.median, "most": one.most} for one in found.screens
        ],
        "labelledBy": sorted({vignette.labelled_by for vignette in protocol.vignettes}),
    }
