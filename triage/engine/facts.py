"""What the answers so far say: of every clause of the protocol at once, and of every question when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.answers import Answers
from triage.engine.conditions import Conditions, Reading, all_hold
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.layout import Bits, Place, Tally, said
from triage.engine.protocol import Index
from triage.engine.records import Question
from triage.engine.truth import Truth, counted


class ForeignAnswers(TypeError):
    """These answers were checked against another protocol, so nothing can be said about them."""


@dataclass(frozen=True)
class Facts:
    """Of the clauses, as `layout` numbers them: which have a condition that is FALSE, OPEN, UNKNOWN, or is OPEN and would
    be FALSE without a further answer (`stuck`).

    Of the questions: which were answered, which can be asked now, which are OPEN, and which of those wait for the question
    that clarifies them. `open_counts`: the counts that can still come out either way.
    """

    index: Index
    given: Mapping[str, Answer]
    false: Bits
    open: Bits
    unknown: Bits
    stuck: Bits
    answered: Bits
    can_be_asked: Bits
    open_questions: Bits
    pending: Bits
    open_counts: Bits

    def truth(self, conditions: Conditions) -> Truth:
        """Of any conditions, also of what has no place in the layout, such as a promise."""
        return all_hold(conditions, self.readings)

    def least_truth(self, conditions: Conditions) -> Truth:
        """What is certain whatever is answered from here on: an open question counts as FALSE. Never OPEN."""
        least = {slug: Truth.FALSE if reading is Truth.OPEN else reading for slug, reading in self.readings.items()}
        return all_hold(conditions, least)

    def truth_of(self, clause: Bits) -> Truth:
        """Of the clause with this bit."""
        if self.false & clause:
            return Truth.FALSE
        if self.open & clause:
            return Truth.OPEN
        return Truth.UNKNOWN if self.unknown & clause else Truth.TRUE

    @property
    def not_true(self) -> Bits:
        return self.false | self.open | self.unknown

    @property
    def still_open(self) -> Bits:
        return self.open & ~self.false

    @cached_property
    def askable(self) -> frozenset[str]:
        """Unanswered, and visible as things stand."""
        return frozenset(place.slug for place in self.index.layout.places if place.bit & self.can_be_asked)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """What conditions are compared with, by question."""
        return {place.slug: self.reading_of(place) for place in self.index.layout.places}

    def reading_of(self, place: Place) -> Reading:
        if place.bit & self.open_questions:
            return Truth.OPEN
        answer = self.given.get(place.slug)
        if place.clarified_by:
            answer = clarified(place.question, answer, self.given, self.index)
        match answer:
            case Chosen(choices):
                return frozenset(choices)
            case Measured(number):
                return number
            case Unknown():
                return Truth.UNKNOWN
            case None:
                return Truth.FALSE


def facts_from(answers: Answers) -> Facts:
    """Questions in screen order, so that a question's gate is known before the question."""
    layout = answers.protocol.index.layout
    reading = _Reading(answers)
    settled = answers.answered & ~layout.clarified
    for place in layout.places:
        if not place.bit & settled:
            reading.read(place)
    reading.count(layout.tallies)
    return reading.facts()


class _Reading:
    """One pass over the questions that have no answer yet. `effect` is what is known so far: see `layout`."""

    __slots__ = ("answers", "asked", "can_be_asked", "effect", "hidden", "open_counts", "open_questions", "pending", "width")

    def __init__(self, answers: Answers) -> None:
        self.answers, self.effect = answers, answers.effect
        self.width = answers.protocol.index.layout.width
        self.can_be_asked = self.open_questions = self.hidden = self.pending = self.open_counts = 0

    def read(self, place: Place) -> None:
        """A question without an answer, or one whose answer may have been clarified."""
        visible = self._visible(place)
        if visible is not Truth.OPEN and visible is not Truth.FALSE and not place.bit & self.answers.answered:
            self.can_be_asked |= place.bit
        if place.clarified_by and self._clarified(place):
            return
        if visible is Truth.FALSE:
            self.hidden |= place.bit
            self.effect |= place.hidden
        else:
            self.open_questions |= place.bit
            self.effect |= place.opened

    def _visible(self, place: Place) -> Truth:
        """OPEN: not decided yet. An unknown gate asks, so UNKNOWN is as good as TRUE."""
        if place.clarifies:
            return self._visible_clarifying(place)
        gate = place.gate
        if not gate:
            return Truth.TRUE
        if place.gate_tallies:
            self.count(place.gate_tallies)
        if self.effect & gate:
            return Truth.FALSE
        return Truth.OPEN if self.effect >> self.width & gate else Truth.TRUE

    def _visible_clarifying(self, place: Place) -> Truth:
        given = self.answers.given.get(place.question.clarifies or "")
        if given is None and not place.clarifies & self.hidden:
            return Truth.OPEN
        return Truth.TRUE if isinstance(given, Unknown) else Truth.FALSE

    def _clarified(self, place: Place) -> bool:
        """Whether there is an answer, or one that waits for the question that clarifies it."""
        given = self.answers.given
        answer = clarified(place.question, given.get(place.slug), given, self.answers.protocol.index)
        if answer is not None:
            self.effect |= place.effect(said(answer))
        elif place.bit & self.answers.answered:
            self.pending |= place.bit
            self.open_questions |= place.bit
            self.effect |= place.opened
        else:
            return False
        return True

    def count(self, tallies: tuple[Tally, ...]) -> None:
        """Counts whose questions have all been read."""
        for needed, bit, clauses, held, unknown, still_open in tallies:
            effect = self.effect
            known, unsure = (effect & held).bit_count(), (effect & unknown).bit_count()
            if known >= needed:
                continue
            truth = counted(needed, known, unsure, (effect & still_open).bit_count())
            if truth is Truth.FALSE:
                self.effect |= clauses
            elif truth is Truth.UNKNOWN:
                self.effect |= clauses << 2 * self.width
            else:
                stuck = known + unsure < needed
                self.effect |= clauses << self.width | (clauses << 3 * self.width if stuck else 0)
                self.open_counts |= bit

    def facts(self) -> Facts:
        effect, width, answers = self.effect, self.width, self.answers
        every = (1 << width) - 1
        return Facts(
            index=answers.protocol.index,
            given=answers.given,
            false=effect & every,
            open=effect >> width & every,
            unknown=effect >> 2 * width & every,
            stuck=effect >> 3 * width & every,
            answered=answers.answered,
            can_be_asked=self.can_be_asked,
            open_questions=self.open_questions,
            pending=self.pending,
            open_counts=self.open_counts,
        )


def clarified(question: Question, answer: Answer | None, given: Mapping[str, Answer], index: Index) -> Answer | None:
    """The answer after clarification; None where that is still to come, or where there is no answer at all.

    A worse clarification counts whatever the question itself was answered: a present answer always counts.
    """
    clarifying = index.clarifier[question.slug]
    clarification = given.get(clarifying.slug)
    if isinstance(clarification, Chosen) and clarification.choices == (clarifying.worse,):
        return Chosen((question.worse or "",))
    if not isinstance(answer, Unknown) or isinstance(clarification, Unknown):
        return answer
    if clarification is None:
        return None
    return Chosen(tuple(value for value in question.values if value != question.worse))
