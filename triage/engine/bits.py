"""Sets as whole numbers: each member has a bit."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import compress
from operator import getitem, or_
from typing import Final

Bits = int
_EIGHT: Final = 8


def union(sets: Iterable[Bits]) -> Bits:
    return reduce(or_, sets, 0)


def lowest(bits: Bits) -> Bits:
    return bits & -bits


def each(bits: Bits) -> list[int]:
    """The numbers of these bits, the lowest first."""
    found: list[int] = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


class Unions:
    """What belongs to any of these bits: eight of them are looked up at a time."""

    __slots__ = ("_eights",)

    def __init__(self, of_each: Sequence[Bits]) -> None:
        """`of_each`: what belongs to the lowest bit, and so on."""
        self._eights = tuple(_Eight(of_each[first : first + _EIGHT]) for first in range(0, len(of_each), _EIGHT))

    def __call__(self, bits: Bits) -> Bits:
        eights = bits.to_bytes(len(self._eights), "little")
        return reduce(or_, map(getitem, compress(self._eights, eights), filter(None, eights)), 0)


class _Eight(dict[int, Bits]):
    """By which of eight bits are set: made at the first need, as few of the 256 ever are."""

    __slots__ = ("_of_each",)

    def __init__(self, of_each: Sequence[Bits]) -> None:
        super().__init__()
        self._of_each = tuple(of_each)

    def __missing__(self, bits: int) -> Bits:
        found = union(one for number, one in enumerate(self._of_each) if bits >> number & 1)
        self[bits] = found
        return found
