"""The records of a protocol as frozen values. `protocol.Protocol` puts them together and refuses what is not sound."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from triage.engine.atoms import Atom, PromiseAtom
from triage.engine.urgency import Urgency


class QuestionKind(StrEnum):
    YES_NO = "yesNo"
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"


class Role(StrEnum):
    ALARM_SIGN = "alarmSign"
    FACTOR = "factor"
    REVIEW_REASON = "reviewReason"
    SCOPE = "scope"
    PHASE = "phase"
    CONTRAINDICATION = "contraindication"
    WORRY = "worry"


class Evidence(StrEnum):
    GUIDELINE = "guideline"
    STUDY = "study"
    ARTICLE = "article"
    UNVERIFIED = "unverified"


class Who(StrEnum):
    EMERGENCY_112 = "emergency112"
    GP_OUT_OF_HOURS = "gpOutOfHours"
    OWN_GP = "ownGp"
    MIDWIFE = "midwife"
    TREATING_TEAM = "treatingTeam"
    PHARMACIST = "pharmacist"
    PHYSIOTHERAPIST = "physiotherapist"
    CRISIS_LINE_113 = "crisisLine113"
    SELF = "self"


class Moment(StrEnum):
    OFFICE_HOURS = "officeHours"
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class PromiseKind(StrEnum):
    FLOOR = "floor"
    CEILING = "ceiling"


class Rest(StrEnum):
    """What a vignette answers to every question that it does not list."""

    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch, and perhaps in other languages; each pair is (language, value), sorted by language."""

    nl: str
    others: tuple[tuple[str, str], ...] = ()
    translated_from: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The text in this language, or in Dutch where there is no translation."""
        for other, value in self.others:
            if other == language:
                return value
        return self.nl


@dataclass(frozen=True, slots=True)
class OfficeHours:
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Ignored:
    """Choices of which a change says nothing about how somebody is; without choices: the whole question."""

    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What "worse than last time" counts as: these choices of this question. `ignores` is not compared."""

    question: str
    choices: tuple[str, ...]
    ignores: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class Notices:
    """The record of kind `protocol`: what holds for the interview as a whole.

    With `consent_text`, which somebody agrees to, assessments can be stored; `age_question` says who is old enough.
    """

    emergency_notice: Text
    interrupted_text: Text
    demonstration_notice: Text
    withdrawn_text: Text
    office_hours: OfficeHours
    unknown_label: Text
    none_of_these_label: Text
    consent_text: Text | None = None
    age_question: str | None = None
    earlier: Earlier | None = None
    review_by_date: date | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    slug: str
    order: int
    title: Text
    none_of_these: bool
    intro: Text | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text
    baseline: bool = False
    exclusive: bool = False


YES_NO = (Choice("yes", Text("Ja", (("en", "Yes"),))), Choice("no", Text("Nee", (("en", "No"),))))


@dataclass(frozen=True, slots=True)
class NumberRange:
    minimum: int
    maximum: int
    unit: Text


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` is empty for a number and `number` is None for the rest; `worse` is None where there is no order."""

    slug: str
    screen: str
    order: int
    kind: QuestionKind
    role: Role
    text: Text
    allows_unknown: bool
    choices: tuple[Choice, ...] = ()
    number: NumberRange | None = None
    worse: str | None = None
    asked_when: tuple[Atom, ...] = ()
    clarifies: str | None = None
    help: Text | None = None
    speech: Text | None = None
    tell_number: Text | None = None
    tell_choices: tuple[tuple[str, Text], ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self.choices)

    @property
    def exclusive(self) -> str | None:
        """The choice "geen van deze" of a multiple question."""
        return next((choice.value for choice in self.choices if choice.exclusive), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """Exactly one of `at_least` and `raises`."""

    slug: str
    order: int
    when: tuple[Atom, ...]
    reason: Text
    sources: tuple[str, ...]
    evidence: Evidence
    at_least: Urgency | None = None
    raises: bool = False
    if_uncertain: Urgency | None = None
    alarm_sign: str | None = None
    tell: Text | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Withholding:
    when: tuple[Atom, ...]
    because: Text


@dataclass(frozen=True, slots=True)
class AdviceChoice:
    slug: str
    order: int
    advice: str
    urgencies: tuple[Urgency, ...]
    shown_when: tuple[Atom, ...]
    withheld_when: tuple[Withholding, ...]


@dataclass(frozen=True, slots=True)
class Route:
    slug: str
    order: int
    when: tuple[Atom, ...]
    title: Text
    default: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Durations are ISO 8601, as written."""

    moments: tuple[Moment, ...]
    who: Who
    text: Text
    phone: str | None = None
    call_within: str | None = None
    seen_within: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """The record of kind `outcome`: what is said for one route and urgency."""

    slug: str
    route: str
    urgency: Urgency
    title: Text
    message: Text
    safety_net: Text
    ask: Text
    contacts: tuple[Contact, ...]
    alone: Text | None = None
    reassess_after_hours: int | None = None
    if_not_reached: Text | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    slug: str
    order: int
    kind: PromiseKind
    when: tuple[PromiseAtom, ...]
    urgency: Urgency
    title: Text
    sources: tuple[str, ...]


VignetteAnswer = str | tuple[str, ...] | int


@dataclass(frozen=True, slots=True)
class Vignette:
    """`answers` are pairs (question, answer); the answer "unknown" stands for "weet ik niet"."""

    slug: str
    order: int
    title: Text
    story: Text
    answers: tuple[tuple[str, VignetteAnswer], ...]
    rest: Rest
    at: datetime
    expected_urgency: Urgency
    expected_who: Who | None
    sources: tuple[str, ...]
    labelled_by: str


@dataclass(frozen=True, slots=True)
class Holiday:
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Offset:
    """From this instant on, local time is this many minutes ahead of UTC."""

    starts: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Frozen with the release, so that a result can be replayed without a time zone database."""

    time_zone: str
    office_hours: OfficeHours
    holidays: tuple[Holiday, ...]
    offsets: tuple[Offset, ...]
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class References:
    """What the content part of the same document has, for the triage part to point to."""

    alarm_signs: tuple[tuple[str, Urgency], ...] = ()
    advice: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
