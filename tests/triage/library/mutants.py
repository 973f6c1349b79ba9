"""How many slips in the shipped protocol would be noticed before anybody could approve them.

`make mutants` tries every one (some minutes) and writes the score for each kind, with the names of those that nothing
notices. What notices a slip is, in this order: the protocol cannot be built, a proof fails, a vignette ends otherwise,
or the comparison with the release before it shows that somebody is told something less urgent, that a promise is gone,
or that a medicine is withheld from fewer people.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from operator import itemgetter
from pathlib import Path

from tests.triage.engine.crowd import Crowd
from tests.triage.engine.crowd_interviews import everything_asked
from tests.triage.engine.crowds import crowd_of
from tests.triage.library.mutating import Mutant, Mutating
from tests.triage.library.reader import library, protocol
from triage.engine.codec import decode
from triage.engine.faults import InvalidProtocol
from triage.engine.proofs import alarm_signs, promised
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Circuit
from triage.engine.proofs.failures import Failure
from triage.engine.proofs.limit import Limit
from triage.engine.proofs.proving import prove
from triage.engine.proofs.solver import NotProved, Solver
from triage.engine.protocol import Protocol
from triage.engine.vignettes import answer_from
from triage.proving import less_safe

PAPER = Path(__file__).parents[3] / "docs" / "clinical-safety" / "mutants.md"
HEAD = """# Slips, and what notices them

Made by `make mutants`: every small slip that an editor could make in the shipped protocol, one at a time.
*Refused*: the protocol cannot be built. *Too hard*: the proofs do not end in time, so nobody can approve.
*Promises*, *vignettes*, *proofs*: what fails, in this order, also for a first release. *Comparison*: only the
comparison with the release before it tells, and somebody must accept it.
"""
MISSED = """
Noticed by nothing: for each of these the solver has shown that nobody at all becomes less urgent than before the
slip. They ask or warn more people, or two slips come to the same.
"""
Named = frozenset[tuple[str, str]]


class Noticed(StrEnum):
    """By what."""

    REFUSED = "refused"
    TOO_HARD = "too hard"
    PROMISES = "promises"
    VIGNETTES = "vignettes"
    OTHER_PROOFS = "proofs"
    COMPARISON = "comparison"
    NOTHING = "nothing"


BEFORE_COMPARING = (Noticed.REFUSED, Noticed.PROMISES, Noticed.VIGNETTES, Noticed.OTHER_PROOFS)


def every_mutant() -> list[Mutant]:
    return list(Mutating(library()).mutants())


def notice(mutant: Mutant) -> Noticed:
    """The first that notices it; what is quick comes first."""
    try:
        built = decode(mutant.records(library()))
    except InvalidProtocol:
        return Noticed.REFUSED
    try:
        return next((by for by, notices in _NOTICES if notices(built)), Noticed.NOTHING)
    except NotProved:
        return Noticed.TOO_HARD


def _breaks_a_promise(mutated: Protocol) -> bool:
    return not _promises_broken(mutated) <= _promises_broken_already()


def _promises_broken(built: Protocol) -> Named:
    circuit, found = Circuit(), list[Failure]()
    with Solver(circuit, Limit()) as solver:
        cases = Cases.of(built, circuit, solver)
        for proof in (promised.failures, alarm_signs.failures):
            found.extend(proof(cases))
    return _named(found)


@cache
def _promises_broken_already() -> Named:
    return _promises_broken(protocol())


def _fails_another_proof(mutated: Protocol) -> bool:
    return not _named(prove(mutated)) <= _failing_already()


@cache
def _failing_already() -> Named:
    return _named(prove(protocol()))


def _named(found: Iterable[Failure]) -> Named:
    return frozenset((str(one.check), one.slug) for one in found)


def _fails_a_vignette(mutated: Protocol) -> bool:
    """Everything is asked, of all of them at once: that ends as the interview does."""
    now, before = _vignettes(mutated), _vignettes_before()
    return bool(now.less_urgent_than(before) | before.less_urgent_than(now))


def _vignettes(built: Protocol) -> Crowd:
    people = [
        {question.slug: answer_from(dict(one.answers), question, one.rest) for question in built.questions}
        for one in protocol().vignettes
    ]
    return everything_asked(crowd_of(built, people))


@cache
def _vignettes_before() -> Crowd:
    return _vignettes(protocol())


def _is_less_safe(mutated: Protocol) -> bool:
    return any(less_safe(protocol(), mutated))


_NOTICES: tuple[tuple[Noticed, Callable[[Protocol], bool]], ...] = (
    (Noticed.PROMISES, _breaks_a_promise),
    (Noticed.VIGNETTES, _fails_a_vignette),
    (Noticed.OTHER_PROOFS, _fails_another_proof),
    (Noticed.COMPARISON, _is_less_safe),
)


def score(tried: Sequence[tuple[Mutant, Noticed]]) -> Iterator[str]:
    """A table in Markdown: a row for each kind of slip, for those that touch an alarm sign, and for all."""
    whats = dict.fromkeys(mutant.what for mutant, _ in tried)
    groups = {what: [by for mutant, by in tried if mutant.what == what] for what in whats}
    groups["**touching an alarm sign**"] = [by for mutant, by in tried if mutant.alarm]
    groups["**all**"] = [by for _, by in tried]
    yield f"| slip | all | {' | '.join(Noticed)} | noticed |"
    yield f"|---|--:|{'--:|' * len(Noticed)}--:|"
    for name, found in filter(itemgetter(1), groups.items()):
        counted = Counter(found)
        noticed = 1 - counted[Noticed.NOTHING] / len(found)
        yield f"| {name} | {len(found)} | {' | '.join(str(counted[by]) for by in Noticed)} | {noticed:.1%} |"


def report(tried: Sequence[tuple[Mutant, Noticed]]) -> str:
    missed = (f"- `{mutant.name}`" for mutant, by in tried if by is Noticed.NOTHING)
    return "\n".join([HEAD, *score(tried), MISSED, *missed, ""])


def main() -> None:
    tried: list[tuple[Mutant, Noticed]] = []
    mutants = every_mutant()
    for mutant in mutants:
        tried.append((mutant, notice(mutant)))
        print(f"\r{len(tried)} of {len(mutants)}", end="", file=sys.stderr, flush=True)
    print("", file=sys.stderr)
    PAPER.write_text(report(tried))
    print(report(tried))


if __name__ == "__main__":
    main()
