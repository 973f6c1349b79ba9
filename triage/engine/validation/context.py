"""What the checks share: the records by slug, and where to note a fault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.engine.faults import Fault, Place
from triage.engine.parts import Parts
from triage.engine.records import Question, Screen


@dataclass(frozen=True, slots=True)
class Context:
    parts: Parts
    questions: Mapping[str, Question]
    screens: Mapping[str, Screen]
    slugs: Mapping[str, frozenset[str]]
    broken_kinds: frozenset[str]
    faults: list[Fault]

    @classmethod
    def of(cls, parts: Parts, broken: frozenset[tuple[str, str]]) -> "Context":
        return cls(
            parts,
            {question.slug: question for question in parts.questions},
            {screen.slug: screen for screen in parts.screens},
            _slugs(parts, broken),
            frozenset(kind for kind, _ in broken),
            [],
        )

    def place(self, kind: str, slug: str) -> Place:
        return Place(kind, slug, self.faults)

    def refer(self, place: Place, kind: str, slug: str) -> bool:
        """Note a fault at `place` unless this record exists; tell whether it does."""
        if slug in self.slugs[kind]:
            return True
        place.fault("unknown-reference", kind=kind, slug=slug)
        return False

    def refer_all(self, place: Place, kind: str, slugs: tuple[str, ...]) -> None:
        for number, slug in enumerate(slugs):
            self.refer(place.at(number), kind, slug)
        distinct(place, slugs)

    def is_earlier(self, question: Question, than: str) -> bool:
        """Whether a question stands on an earlier screen. Where a screen is missing, that is the fault to mend."""
        first, second = self.screens.get(question.screen), self.screens.get(than)
        if first is None or second is None:
            return True
        return (first.order, first.slug) < (second.order, second.slug)


def distinct(place: Place, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for number, value in enumerate(values):
        if value in seen:
            place.at(number).fault("duplicate-value", value=value)
        seen.add(value)


def slugs_by_kind(parts: Parts) -> dict[str, list[str]]:
    return {
        "screen": [one.slug for one in parts.screens],
        "question": [one.slug for one in parts.questions],
        "rule": [one.slug for one in parts.rules],
        "adviceChoice": [one.slug for one in parts.advice_choices],
        "route": [one.slug for one in parts.routes],
        "outcome": [one.slug for one in parts.outcomes],
        "promise": [one.slug for one in parts.promises],
        "vignette": [one.slug for one in parts.vignettes],
        "alarmSign": [slug for slug, _ in parts.references.alarm_signs],
        "advice": sorted(parts.references.advice),
        "source": sorted(parts.references.sources),
    }


def _slugs(parts: Parts, broken: frozenset[tuple[str, str]]) -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(slugs) | {slug for broken_kind, slug in broken if broken_kind == kind}
        for kind, slugs in slugs_by_kind(parts).items()
    }
