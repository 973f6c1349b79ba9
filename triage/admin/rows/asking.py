"""What a topic's draft asks, and which comparisons and answers fit each question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.models import Topic
from triage.models import Question, Screen

Record = Mapping[str, Any]
Choice = tuple[str, str]
Group = tuple[str, tuple[Choice, ...]]

YES_NO: tuple[Choice, ...] = (("yes", "ja"), ("no", "nee"))
UNKNOWN: Choice = ("unknown", "weet ik niet")
SEVERAL = "anyOf"
BOUNDS = ("atLeast", "atMost")
_FITTING = {"yesNo": ("is",), "single": ("is", SEVERAL), "multiple": ("contains", SEVERAL), "number": BOUNDS}
# Which comparisons name the worse side only, where a question has one.
_WORSE = {
    "higher": ("atLeast",),
    "lower": ("atMost",),
    "last": ("is", SEVERAL, "atLeast"),
}
COMPARISONS = {"is": "is", SEVERAL: "is één van", "contains": "bevat", "atLeast": "minstens", "atMost": "hoogstens"}


@dataclass(frozen=True)
class Asked:
    """One question. An unfinished draft may lack anything."""

    slug: str
    record: Record

    @property
    def kind(self) -> str:
        return str(self.record.get("kind", ""))

    @property
    def is_number(self) -> bool:
        return self.kind == "number"

    @property
    def worse(self) -> str:
        return str(self.record.get("worse", ""))

    @property
    def text(self) -> str:
        return in_dutch(self.record.get("text")) or self.slug

    @property
    def choices(self) -> tuple[Choice, ...]:
        if self.kind == "yesNo":
            return YES_NO
        return tuple((one["value"], in_dutch(one.get("label")) or one["value"]) for one in self._choices)

    @property
    def _choices(self) -> list[Record]:
        return [one for one in self.record.get("choices", []) if one.get("value")]

    @property
    def bounds(self) -> tuple[int, int] | None:
        number = self.record.get("number", {})
        found = number.get("minimum"), number.get("maximum")
        return found if all(isinstance(one, int) for one in found) else None

    @property
    def unit(self) -> str:
        return in_dutch(self.record.get("number", {}).get("unit"))

    def label(self, value: object) -> str:
        return dict((*self.choices, UNKNOWN)).get(str(value), str(value))

    def comparisons(self, *, worse_side: bool) -> tuple[str, ...]:
        """Those that fit, the plainest first."""
        fitting = _FITTING.get(self.kind, ())
        ordered = BOUNDS if self.kind == "single" and self.worse else ()
        found = (*fitting, *ordered)
        return tuple(one for one in found if not worse_side or one in _WORSE.get(self.worse, found))

    def answers(self, comparison: str, *, worse_side: bool) -> tuple[Choice, ...]:
        """The choices that this comparison may name."""
        wanted = set(self._worse_side(comparison)) if worse_side else set(dict(self.choices))
        return tuple(choice for choice in self.choices if choice[0] in wanted)

    def _worse_side(self, comparison: str) -> Iterator[str]:
        values = [value for value, _ in self.choices]
        if self.worse in ("yes", "no"):
            yield from (value for value in values if value == self.worse)
        elif self.worse == "last":
            yield from values[-1:] if comparison == "is" else values[1:]
        elif self.worse == "more":
            yield from (one["value"] for one in self._choices if not one.get("exclusive"))
        else:
            yield from values


@dataclass(frozen=True)
class Asking:
    """Every question of a draft, in the order of the interview, and the screens that they stand on."""

    asked: Mapping[str, Asked]
    screens: Mapping[str, str]

    @property
    def records(self) -> dict[str, Record]:
        return {slug: one.record for slug, one in self.asked.items()}

    def groups(self, *, clarifying: bool = False) -> tuple[Group, ...]:
        """The questions under the titles of their screens. One that clarifies another decides nothing itself."""
        found: dict[str, list[Choice]] = {}
        for one in self.asked.values():
            if clarifying or not one.record.get("clarifies"):
                screen = one.record.get("screen", "")
                found.setdefault(self.screens.get(screen, screen), []).append((one.slug, one.text))
        return tuple((title, tuple(choices)) for title, choices in found.items())


def asking(topic: Topic | None) -> Asking:
    """Of every topic, while it is not known for which a new record is."""
    of = {"topic": topic} if topic else {}
    screens = {row.slug: row.record() for row in Screen.objects.filter(**of)}
    questions = Question.objects.filter(**of).prefetch_related("choices")
    return asking_of({"screen": screens, "question": {row.slug: row.record() for row in questions}})


def asking_of(records: Mapping[str, Mapping[str, Record]]) -> Asking:
    """The same of a document."""
    screens = sorted(records.get("screen", {}).items(), key=lambda one: (one[1].get("order", 0), one[0]))
    place = {slug: number for number, (slug, _) in enumerate(screens)}
    questions = [Asked(slug, record) for slug, record in records.get("question", {}).items()]
    questions.sort(key=lambda one: (place.get(one.record.get("screen", ""), -1), one.record.get("order", 0), one.slug))
    titles = {slug: in_dutch(record.get("title")) or slug for slug, record in screens}
    return Asking({one.slug: one for one in questions}, titles)


def in_dutch(text: object) -> str:
    said = text.get("nl", "") if isinstance(text, dict) else text
    return said if isinstance(said, str) else ""
