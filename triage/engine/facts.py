"""What the answers so far say: of every clause of the protocol at once, and of every question when somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.answers import Answers
from triage.engine.bits import Bits
from triage.engine.conditions import Conditions, Reading, all_hold
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.layout import FIELDS, Place, Tally, said
from triage.engine.protocol import Index
from triage.engine.records import Question
from triage.engine.truth import Truth, counted


class ForeignAnswers(TypeError):
    """These answers were checked against another protocol, so nothing can be said about them."""


@dataclass(frozen=True)
class Facts:
    """Of the clauses, as `layout` numbers them: which have a condition that is FALSE, OPEN, UNKNOWN, or is OPEN and
    would be FALSE without a further answer (`stuck`); `still_open`: are OPEN as a whole. `because`: which answers count
    in which rule.

    Of the questions: which were answered, which can be asked now, which are OPEN, and which of those wait for the
    question that clarifies them. `open_counts`: the counts that can still come out either way; `open_any`: the
    clauses with several of which one is enough, where that is so.
    """

    index: Index
    given: Mapping[str, Answer]
    false: Bits
    open: Bits
    unknown: Bits
    stuck: Bits
    still_open: Bits
    because: Bits
    answered: Bits
    can_be_asked: Bits
    open_questions: Bits
    pending: Bits
    open_counts: Bits
    open_any: Bits

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
    reading = _Reading(answers)
    reading.clarified()
    reading.asked()
    reading.clarifying()
    reading.any_of(reading.layout.every)
    reading.count(reading.layout.tallies)
    return reading.facts()


class _Reading:
    """One pass over the questions that have no answer yet. `effect` is what is known so far: see `layout`.

    `known`: questions that were clarified without an answer of their own.
    """

    __slots__ = (
        "answers",
        "askable",
        "effect",
        "hidden",
        "known",
        "layout",
        "open_any",
        "open_counts",
        "open_questions",
        "pending",
    )

    def __init__(self, answers: Answers) -> None:
        self.answers, self.effect, self.layout = answers, answers.effect, answers.protocol.index.layout
        self.askable = self.open_questions = self.hidden = self.known = self.pending = 0
        self.open_any = self.open_counts = 0

    def clarified(self) -> None:
        """Those of which something was said."""
        index, given, answered = self.answers.protocol.index, self.answers.given, self.answers.answered
        for place in index.layout.clarified_places:
            if not answered & (place.bit | place.clarified_by):
                continue
            answer = given.get(place.slug)
            if answered & place.clarified_by or type(answer) is Unknown:
                answer = clarified(place.question, answer, given, index)
            if answer is not None:
                self.known |= place.bit
                self.effect |= place.effect(said(answer))
            elif place.bit & answered:
                self.pending |= place.bit
                self.effect |= place.opened

    def asked(self) -> None:
        """An unknown gate asks. One that is OPEN is not decided yet."""
        effect, unanswered, not_known = self.effect, ~self.answers.answered, ~self.known
        askable = hidden = open_questions = 0
        for questions, together in self.layout.asked:
            left = questions & unanswered
            if not left:
                continue
            is_false, is_open, opened, not_asked, counts, places = together
            if counts is not None:
                effect = self.with_counts(effect, *counts)
            said_nothing = left & not_known
            if effect & is_false:
                hidden |= left
                effect |= not_asked if said_nothing == questions else _together(places, said_nothing, "hidden")
                continue
            if not effect & is_open:
                askable |= left
            open_questions |= said_nothing
            effect |= opened if said_nothing == questions else _together(places, said_nothing, "opened")
        self.effect, self.askable, self.hidden = effect, askable, hidden
        self.open_questions = open_questions | self.pending

    def clarifying(self) -> None:
        """Asked when somebody did not know what it clarifies."""
        for place in self.layout.clarifying:
            if place.bit & self.answers.answered:
                continue
            clarified = self.answers.given.get(place.question.clarifies or "")
            if isinstance(clarified, Unknown):
                self.askable |= place.bit
            elif clarified is not None or place.clarifies & self.hidden & ~self.known:
                self.effect |= place.hidden
                continue
            self.effect |= place.opened
            self.open_questions |= place.bit

    def with_counts(self, effect: Bits, tallies: tuple[Tally, ...], any_of: Bits) -> Bits:
        """The effect with what follows for these: all of their questions have been read."""
        self.effect = effect
        self.any_of(any_of)
        self.count(tallies)
        return self.effect

    def any_of(self, clauses: Bits) -> None:
        """These clauses, of whose several matches one is enough, once all of their questions have been read."""
        width, at, found = self.layout.width, self.layout.any_at, 0
        for layer, of_layer in enumerate(self.layout.any_of):
            matched = self.effect >> at + 3 * width * layer
            unknown = matched >> width
            left = clauses & of_layer & ~matched
            opened = left & matched >> 2 * width
            settled = left & ~opened
            found |= settled & ~unknown | (settled & unknown) << 2 * width
            found |= opened << width | (opened & ~unknown) << 3 * width
            self.open_any |= opened << 3 * width * layer
        self.effect |= found

    def count(self, tallies: tuple[Tally, ...]) -> None:
        """Counts whose questions have all been read."""
        width, effect = self.layout.width, self.effect
        matched, undecided, found = effect >> FIELDS * width, self.layout.counting & ~effect, 0
        for tally in tallies:
            if not tally.clauses & undecided:
                continue  # whatever it says, these are FALSE already
            needed, bit, clauses, every, held, unknown, still_open = tally
            if not matched & every:
                found |= clauses
                continue
            sure = (matched & held).bit_count()
            if sure >= needed:
                continue
            unsure = (matched & unknown).bit_count()
            truth = counted(needed, sure, unsure, (matched & still_open).bit_count())
            if truth is Truth.FALSE:
                found |= clauses
            elif truth is Truth.UNKNOWN:
                found |= clauses << 2 * width
            else:
                stuck = sure + unsure < needed
                found |= clauses << width | (clauses << 3 * width if stuck else 0)
                self.open_counts |= bit
        self.effect = effect | found

    def facts(self) -> Facts:
        effect, layout, answers = self.effect, self.layout, self.answers
        width, every = layout.width, layout.every
        false, is_open = effect & every, effect >> width & every
        found = object.__new__(Facts)
        vars(found).update(  # at once: one by one, as a frozen dataclass does, takes longer than to find them out
            index=answers.protocol.index,
            given=answers.given,
            false=false,
            open=is_open,
            unknown=effect >> 2 * width & every,
            stuck=effect >> 3 * width & every,
            still_open=is_open & ~false,
            because=effect >> layout.because_at,
            answered=answers.answered,
            can_be_asked=self.askable,
            open_questions=self.open_questions,
            pending=self.pending,
            open_counts=self.open_counts,
            open_any=self.open_any,
        )
        return found


def _together(places: Iterable[Place], bits: Bits, what: str) -> Bits:
    """The effect of these places alone."""
    found = 0
    for place in places:
        if place.bit & bits:
            found |= getattr(place, what)
    return found


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
