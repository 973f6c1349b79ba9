"""Where the conditions of a protocol cut a number in two: below it something else holds than from there on."""

from collections.abc import Iterable, Iterator

from triage.engine.conditions import Conditions, NumberMatch, matches_in
from triage.engine.protocol import Protocol


def conditions_of(protocol: Protocol) -> Iterator[Conditions]:
    """Every condition that the protocol has."""
    index = protocol.index
    yield from index.gates.values()
    yield from (when for _, when in (*index.rules, *index.routes, *index.advice))
    yield from (one.when for found in index.contraindications.values() for one in found)
    yield from (when for _, when in index.promises)


def cuts_in(found: Iterable[Conditions]) -> dict[str, frozenset[int]]:
    """Where each number is cut in two by some condition."""
    cuts: dict[str, set[int]] = {}
    for match in (match for conditions in found for match in matches_in(conditions)):
        if isinstance(match, NumberMatch):
            cuts.setdefault(match.question, set()).update((match.low, match.high + 1))
    return {slug: frozenset(numbers) for slug, numbers in cuts.items()}
