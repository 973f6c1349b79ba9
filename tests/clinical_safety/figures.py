"""How much of the library rests on what, counted: nobody types these numbers."""

from collections.abc import Iterator
from typing import Any

from tests.triage.library.evidence import findings
from tests.triage.library.reader import library, named, protocol
from triage.engine.records import PromiseKind
from triage.frequencies import FREQUENCIES, UNVERIFIED

NOBODY = "geen clinicus"


def figures() -> str:
    """A table in Markdown."""
    rows = "".join(f"| {what} | {number} |\n" for what, number in _counted())
    return f"| | |\n|---|--:|\n{rows}"


def _counted() -> Iterator[tuple[str, int]]:
    found = findings().values()
    yield "findings of the evidence", len(found)
    yield "of these with a rule", sum(bool(one["rules"]) for one in found)
    yield "of these `unverified`", sum(one.get("evidence") == "unverified" for one in found)
    for kind, said in (("rule", "rules"), ("alarmSign", "alarm signs in the article")):
        yield said, len(library()[kind])
        yield "of these `unverified`", sum(one["evidence"] == "unverified" for _, one in named(kind))
    for promise in PromiseKind:
        yield f"promises: {promise.value}s", sum(one.kind is promise for one in protocol().promises)
    yield "vignettes", len(library()["vignette"])
    yield "of these labelled by a clinician", sum(NOBODY not in one["labelledBy"] for _, one in named("vignette"))
    yield "frequencies of the made-up population", len(FREQUENCIES)
    yield "of these `unverified`, in whole or in part", sum(UNVERIFIED in one.source for one in FREQUENCIES)
    yield "texts in English", sum("en" in one for one in _translated(library()))


def _translated(value: Any) -> Iterator[dict[str, Any]]:
    """A text is a plain string, which is Dutch, or an object with a key for each language."""
    if isinstance(value, dict) and "nl" in value:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _translated(part)
