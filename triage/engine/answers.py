"""Answers that fit a protocol, and the only way to read them from JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.engine.answer_checks import MAXIMUM_CHOSEN, AnswerFault, InvalidAnswers, answer_faults
from triage.engine.bits import Bits
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.protocol import Protocol

__all__ = ["Answer", "AnswerFault", "Answers", "Chosen", "InvalidAnswers", "Measured", "Unknown", "read_answers"]

MAXIMUM_ANSWERS = 500
_VALUES = ("choices", "number", "unknown")
FIELDS_OF_ONE = 2  # the question, and one value
_FIELDS = frozenset(("question", *_VALUES))


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to questions of this protocol, each checked. Not hashable; `given` is a copy, so nobody changes it.

    `answered`: the bits of these questions. `effect`: what the answers say together, but for those that another
    question may clarify; see `layout`.
    """

    protocol: Protocol = field(repr=False)
    given: Mapping[str, Answer]
    answered: Bits = field(init=False, repr=False, compare=False)
    effect: Bits = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        faults = [fault for slug, answer in self.given.items() for fault in self._faults(slug, answer)]
        if faults:
            raise InvalidAnswers(faults)
        object.__setattr__(self, "given", dict(self.given))
        self._take_in()

    def _take_in(self) -> None:
        """What all of them say together."""
        places = self.protocol.index.layout.by_slug
        answered = effect = 0
        for slug, answer in self.given.items():
            place = places[slug]
            answered |= place.bit
            effect |= place.effect_of(answer)
        object.__setattr__(self, "answered", answered)
        object.__setattr__(self, "effect", effect)

    @property
    def unknown(self) -> list[str]:
        """The questions that were answered with "weet ik niet"."""
        return [slug for slug, answer in self.given.items() if isinstance(answer, Unknown)]

    def _faults(self, slug: str, answer: Answer) -> list[AnswerFault]:
        question = self.protocol.index.questions.get(slug)
        if question is None:
            return [AnswerFault("", "unknown-question")]
        return [fault.below(f"/{slug}") for fault in answer_faults(question, answer)]


def read_answers(protocol: Protocol, raw: object) -> Answers:
    """The answers in a decoded JSON list. Raises `InvalidAnswers` with everything that is wrong, not just the first."""
    if not isinstance(raw, list):
        raise InvalidAnswers([AnswerFault("", "wrong-type", (("expected", "array"),))])
    if len(raw) > MAXIMUM_ANSWERS:
        raise InvalidAnswers([AnswerFault("", "too-many-answers", (("maximum", MAXIMUM_ANSWERS),))])
    usual = usual_answers(protocol, raw)
    if usual is not None:
        return usual
    reading = _Reading(protocol, {}, set(), [])
    for number, entry in enumerate(raw):
        reading.read(entry, f"/{number}")
    if reading.faults:
        raise InvalidAnswers(reading.faults)
    return Answers(protocol, reading.given)


def usual_answers(protocol: Protocol, raw: list[Any]) -> Answers | None:
    """The answers, where each of them is sound and as an app usually sends it: one choice, a number within its bounds,
    or "weet ik niet" where that can be said. None: look more closely, with `read_answers`.

    What somebody sends each time is looked up, in what was made ready for every question.
    """
    usual, given, answered, effect = protocol.index.layout.usual, dict[str, Answer](), 0, 0
    try:
        for entry in raw:
            slug, bit, ready, place = usual[entry["question"]]
            choices = entry.get("choices")
            if type(choices) is list:
                (choice,) = choices
                answer, says = ready[choice]
            else:
                answer, says = place.usual(entry)
            if len(entry) != FIELDS_OF_ONE:
                return None
            answered |= bit
            effect |= says
            given[slug] = answer
    except (LookupError, TypeError, ValueError):  # no object, not there, no name of anything, or several choices
        return None
    if len(given) != len(raw):  # one of them twice
        return None
    return _known(protocol, given, answered, effect)


def _known(protocol: Protocol, given: dict[str, Answer], answered: Bits, effect: Bits) -> Answers:
    """Answers that were checked as they were read."""
    answers, put = object.__new__(Answers), object.__setattr__
    put(answers, "protocol", protocol)
    put(answers, "given", given)
    put(answers, "answered", answered)
    put(answers, "effect", effect)
    return answers


@dataclass(frozen=True, slots=True)
class _Reading:
    """One pass over the list: what was read, which questions were named, and every fault on the way."""

    protocol: Protocol
    given: dict[str, Answer]
    named: set[str]
    faults: list[AnswerFault]

    def read(self, entry: object, pointer: str) -> None:
        if not isinstance(entry, dict):
            self._fault(pointer, "wrong-type", expected="object")
            return
        if not _FIELDS.issuperset(entry):
            self._fault(pointer, "unexpected-field", allowed=tuple(sorted(_FIELDS)))
        slug = self._question(entry, pointer)
        answer = self._answer(entry, pointer)
        if slug is not None and answer is not None:
            self._keep(slug, answer, pointer)

    def _question(self, entry: dict[str, object], pointer: str) -> str | None:
        slug = entry.get("question")
        if "question" not in entry:
            self._fault(pointer, "no-question")
        elif not isinstance(slug, str):
            self._fault(f"{pointer}/question", "wrong-type", expected="string")
        elif slug not in self.protocol.index.questions:
            self._fault(f"{pointer}/question", "unknown-question")
        else:
            self._note_twice(slug, pointer)
            return slug
        return None

    def _note_twice(self, slug: str, pointer: str) -> None:
        if slug in self.named:
            self._fault(f"{pointer}/question", "answered-twice", question=slug)
        self.named.add(slug)

    def _answer(self, entry: dict[str, object], pointer: str) -> Answer | None:
        present = [name for name in _VALUES if name in entry]
        if len(present) != 1:
            self._fault(pointer, "two-values" if present else "no-value", allowed=_VALUES)
            return None
        value, at = entry[present[0]], f"{pointer}/{present[0]}"
        if present[0] == "choices":
            return self._chosen(value, at)
        return self._measured(value, at) if present[0] == "number" else self._unknown(value, at)

    def _chosen(self, value: object, pointer: str) -> Chosen | None:
        if not isinstance(value, list):
            self._fault(pointer, "wrong-type", expected="array")
            return None
        if len(value) > MAXIMUM_CHOSEN:
            self._fault(pointer, "too-many-choices")
            return None
        wrong = [number for number, choice in enumerate(value) if not isinstance(choice, str)]
        for number in wrong:
            self._fault(f"{pointer}/{number}", "wrong-type", expected="string")
        return None if wrong else Chosen(tuple(value))

    def _measured(self, value: object, pointer: str) -> Measured | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fault(pointer, "wrong-type", expected="number")
        elif isinstance(value, float) and not value.is_integer():
            self._fault(pointer, "not-a-whole-number")
        else:
            return Measured(int(value))
        return None

    def _unknown(self, value: object, pointer: str) -> Unknown | None:
        if value is True:
            return Unknown()
        self._fault(pointer, "wrong-type", expected="true")
        return None

    def _keep(self, slug: str, answer: Answer, pointer: str) -> None:
        self.faults.extend(fault.below(pointer) for fault in answer_faults(self.protocol.index.questions[slug], answer))
        self.given[slug] = answer

    def _fault(self, pointer: str, code: str, **parameters: str | int | tuple[str, ...]) -> None:
        self.faults.append(AnswerFault(pointer, code, tuple(parameters.items())))
