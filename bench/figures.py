"""The arithmetic of a table: medians over rounds, and a ratio only where nothing was wrong.

A round measures every contender of a comparison right after another, so that a machine that is slower for a while is
slower for all of them. The ratio is the median of the ratios within each round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

FEWEST_ROUNDS: Final = 3
WIDEST_SPREAD: Final = 0.15
"""Between the ratios of the rounds: the largest less the smallest, as a share of the median."""
BUSIEST: Final = 0.10
"""Of one core: what other programs, and other guests of the same computer, may use during a sample."""
SATURATED: Final = 0.90
"""Of its core: a server that uses less was waiting for the load."""


class Refused(Exception):
    """These figures cannot carry a ratio. The message says why."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One contender, for some seconds. Times of answers in milliseconds, all others in seconds.

    `cpu`: of the server's processes. `elsewhere`: cores that were used by who has no part in this.
    """

    requests: int
    seconds: float
    p50: float
    p99: float
    cpu: float
    database_cpu: float
    elsewhere: float
    faults: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_per_request(self) -> float:
        """In microseconds."""
        return self.cpu * 1e6 / max(self.requests, 1)

    @property
    def core(self) -> float:
        return self.cpu / self.seconds

    @property
    def disturbed(self) -> bool:
        return self.elsewhere > BUSIEST


@dataclass(frozen=True, slots=True)
class Ratio:
    """`by_cpu`: the same by the processor time of a request, which is what counts where the load was the limit."""

    rate: float
    by_cpu: float
    spread: float


def spread(values: Sequence[float]) -> float:
    return (max(values) - min(values)) / median(values)


def ratio(ours: Sequence[Sample], peer: Sequence[Sample]) -> Ratio:
    """How many times as many requests ours answers. Raises Refused."""
    _refuse_faults("Rugpijn", ours)
    _refuse_faults("the peer", peer)
    if min(len(ours), len(peer)) < FEWEST_ROUNDS:
        raise Refused(f"fewer than {FEWEST_ROUNDS} rounds")
    found = [one.rate / other.rate for one, other in zip(ours, peer, strict=True)]
    if spread(found) > WIDEST_SPREAD:
        raise Refused(f"the rounds differ by {spread(found):.0%}, more than {WIDEST_SPREAD:.0%}")
    by_cpu = [other.cpu_per_request / one.cpu_per_request for one, other in zip(ours, peer, strict=True)]
    return Ratio(median(found), median(by_cpu), spread(found))


def _refuse_faults(name: str, samples: Sequence[Sample]) -> None:
    faults = sorted({fault for sample in samples for fault in sample.faults})
    if faults:
        raise Refused(f"{name}: {'; '.join(faults)}")
    worst = max((sample.elsewhere for sample in samples), default=0.0)
    if worst > BUSIEST:
        raise Refused(f"other programs used {worst:.0%} of a core, more than {BUSIEST:.0%}")
