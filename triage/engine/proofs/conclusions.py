"""What is concluded about all patients at once: urgency, route and advice, as `verdict.py` and `outcome.py` say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from triage.engine.conditions import Conditions
from triage.engine.proofs.circuit import FALSE, TRUE, Literal
from triage.engine.proofs.readings import Patients
from triage.engine.records import Rule
from triage.engine.urgency import Urgency

_RAISED_TO = (Urgency.WITHIN_DAYS, Urgency.SAME_DAY, Urgency.IMMEDIATE)
"""A raise never goes above `immediate`."""


@dataclass(frozen=True)
class Conclusions:
    """`without`: rules that are left out, to see what they decide."""

    patients: Patients
    without: frozenset[str] = frozenset()
    _base: dict[Urgency, Literal] = field(default_factory=dict)
    _total: dict[Urgency, Literal] = field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[tuple[Rule, Conditions], ...]:
        return tuple(pair for pair in self.patients.index.rules if pair[0].slug not in self.without)

    def base_at_least(self, urgency: Urgency) -> Literal:
        """Before raising."""
        if urgency not in self._base:
            firing = (self._fires(rule, when, urgency) for rule, when in self.rules)
            self._base[urgency] = self.patients.circuit.any_of(firing) if urgency else TRUE
        return self._base[urgency]

    def _fires(self, rule: Rule, when: Conditions, urgency: Urgency) -> Literal:
        if rule.if_uncertain is not None and rule.if_uncertain >= urgency:
            return self.patients.holds_or_unknown(when)
        if rule.at_least is not None and rule.at_least >= urgency:
            return self.patients.holds(when)
        return FALSE

    @cached_property
    def raised(self) -> Literal:
        """A rule that raises holds; whether it has effect depends on the base."""
        raising = (self.patients.holds(when) for rule, when in self.rules if rule.raises)
        return self.patients.circuit.any_of(raising)

    def at_least(self, urgency: Urgency) -> Literal:
        if urgency not in self._total:
            self._total[urgency] = self._at_least(urgency)
        return self._total[urgency]

    def _at_least(self, urgency: Urgency) -> Literal:
        if urgency not in _RAISED_TO:
            return self.base_at_least(urgency)
        one_lower = self.base_at_least(Urgency(urgency - 1))
        lifted = self.patients.circuit.all_of([one_lower, self.raised])
        return self.patients.circuit.any_of([self.base_at_least(urgency), lifted])

    def is_just(self, urgency: Urgency) -> Literal:
        """This urgency and no more."""
        return self.patients.circuit.all_of([self.at_least(urgency), -self.above(urgency)])

    def above(self, urgency: Urgency) -> Literal:
        """More urgent than this."""
        return FALSE if urgency is Urgency.EMERGENCY else self.at_least(Urgency(urgency + 1))

    @property
    def urgencies(self) -> list[Literal]:
        """At least withinDays, and so on up."""
        return [self.at_least(level) for level in Urgency if level]

    # Routes.

    @cached_property
    def routes(self) -> Mapping[str, Literal]:
        """Which route is taken: the one that every rule at the top names, else by its conditions, else the default."""
        circuit, named = self.patients.circuit, self._named
        alone = {
            route: circuit.all_of([one, *(-other for name, other in named.items() if name != route)])
            for route, one in named.items()
            if route is not None
        }
        free = -circuit.any_of(alone.values())
        found: dict[str, Literal] = dict.fromkeys(self._route_slugs(), FALSE) | {
            str(one): lit for one, lit in alone.items()
        }
        for route, when in self.patients.index.routes:
            holds = self.patients.holds(when)
            found[route.slug] = circuit.any_of([found[route.slug], circuit.all_of([free, holds])])
            free = circuit.all_of([free, -holds])
        default = self.patients.index.default_route
        found[default] = circuit.any_of([found[default], free])
        return found

    def _route_slugs(self) -> Iterable[str]:
        return [*(route.slug for route, _ in self.patients.index.routes), self.patients.index.default_route]

    @cached_property
    def _named(self) -> Mapping[str | None, Literal]:
        """For each route that rules name (None: no route), whether a rule at the top names it."""
        found: dict[str | None, list[Literal]] = {}
        for rule, when in self.rules:
            found.setdefault(rule.route, []).append(self._at_the_top(rule, when))
        return {route: self.patients.circuit.any_of(literals) for route, literals in found.items()}

    def at_the_top(self, urgency: Urgency) -> dict[str, Literal]:
        """For each rule, by slug, whether it fires at this urgency and that is what it all comes to."""
        both, just = self.patients.circuit.all_of, self.is_just(urgency)
        return {rule.slug: both([just, self._at_the_top(rule, when)]) for rule, when in self.rules}

    def _at_the_top(self, rule: Rule, when: Conditions) -> Literal:
        """This rule fires at the urgency that it all comes to."""
        circuit, holds = self.patients.circuit, self.patients.holds(when)
        if rule.raises:
            return circuit.all_of([holds, -self.base_at_least(Urgency.IMMEDIATE)])
        certain = FALSE if rule.at_least is None else circuit.all_of([holds, self.is_just(rule.at_least)])
        if rule.if_uncertain is None:
            return certain
        unsure = circuit.all_of([self.patients.holds_or_unknown(when), -holds, self.is_just(rule.if_uncertain)])
        return circuit.any_of([certain, unsure])

    # Advice.

    @cached_property
    def advice(self) -> Mapping[str, tuple[Literal, Literal]]:
        """For each advice, whether it is shown and whether it is withheld."""
        slugs = dict.fromkeys(row.advice for row, _ in self.patients.index.advice)
        return {advice: self._advice(advice) for advice in slugs}

    def _advice(self, advice: str) -> tuple[Literal, Literal]:
        circuit, chosen, against = self.patients.circuit, self._chosen(advice), self.possibly_contraindicated(advice)
        return circuit.all_of([chosen, -against]), circuit.all_of([chosen, against])

    def _chosen(self, advice: str) -> Literal:
        """Some row shows it, were it not for contraindications."""
        circuit = self.patients.circuit
        return circuit.any_of(
            circuit.all_of([self.patients.holds(when), circuit.any_of(map(self.is_just, row.urgencies))])
            for row, when in self.patients.index.advice
            if row.advice == advice
        )

    def withheld_by(self, advice: str, number: int) -> Literal:
        """This contraindication alone withholds it."""
        found = self.patients.index.contraindications[advice]
        others = [-self.patients.possible(one.when) for place, one in enumerate(found) if place != number]
        return self.patients.circuit.all_of([self._chosen(advice), self.patients.holds(found[number].when), *others])

    def possibly_contraindicated(self, advice: str) -> Literal:
        found = self.patients.index.contraindications[advice]
        return self.patients.circuit.any_of(self.patients.possible(one.when) for one in found)
