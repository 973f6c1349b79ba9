"""Boolean circuits as clauses for a SAT solver. The same gate is made once, and constants fold away.

A literal is a number, its negation the negative number. TRUE is literal 1.
"""

from collections.abc import Iterable

Literal = int
Clause = list[int]

TRUE: Literal = 1
FALSE: Literal = -1


class Circuit:
    """Makes gates and keeps the clauses that give them their meaning (Tseitin)."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = [[TRUE]]
        self._last = TRUE
        self._gates: dict[frozenset[Literal], Literal] = {}
        self._counts: dict[tuple[int, tuple[Literal, ...]], Literal] = {}

    def variable(self) -> Literal:
        self._last += 1
        return self._last

    def require(self, *literals: Literal) -> None:
        """At least one of these holds, always."""
        self.clauses.append(list(literals))

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """AND; of nothing it is TRUE."""
        inputs = frozenset(literals) - {TRUE}
        if FALSE in inputs or any(-one in inputs for one in inputs):
            return FALSE
        if len(inputs) < 2:
            return next(iter(inputs), TRUE)
        gate = self._gates.get(inputs)
        return gate if gate is not None else self._new_gate(inputs)

    def _new_gate(self, inputs: frozenset[Literal]) -> Literal:
        gate = self._gates[inputs] = self.variable()
        self.clauses.extend([-gate, one] for one in inputs)
        self.clauses.append([gate, *(-one for one in inputs)])
        return gate

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """OR; of nothing it is FALSE."""
        return -self.all_of(-one for one in literals)

    def differ(self, one: Literal, other: Literal) -> Literal:
        """Exactly one of the two holds."""
        return self.any_of([self.all_of([one, -other]), self.all_of([-one, other])])

    def at_least(self, needed: int, literals: Iterable[Literal]) -> Literal:
        """At least so many of these hold."""
        return self._at_least(needed, tuple(sorted(literals)))

    def _at_least(self, needed: int, literals: tuple[Literal, ...]) -> Literal:
        if needed <= 0:
            return TRUE
        if needed > len(literals):
            return FALSE
        key = (needed, literals)
        if key not in self._counts:
            first, rest = literals[0], literals[1:]
            with_first = self.all_of([first, self._at_least(needed - 1, rest)])
            self._counts[key] = self.any_of([with_first, self._at_least(needed, rest)])
        return self._counts[key]

    def exactly_one(self, literals: list[Literal]) -> None:
        """Require that one of these holds, and no other."""
        self.require(*literals)
        for place, one in enumerate(literals):
            for other in literals[place + 1 :]:
                self.require(-one, -other)
