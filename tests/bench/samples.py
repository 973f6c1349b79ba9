"""Samples as a quiet machine gives them, to put one fault into."""

from dataclasses import replace
from typing import Any

from bench.figures import Sample

QUIET = Sample(requests=4000, seconds=4.0, p50=1.0, p99=2.0, cpu=3.8, database_cpu=0.0, elsewhere=0.01)


def rounds(*requests: int, **changed: Any) -> list[Sample]:
    """One sample of each round, with so many requests."""
    return [replace(QUIET, requests=one, **changed) for one in requests]
