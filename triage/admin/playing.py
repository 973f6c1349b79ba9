"""What one press of a button does to a walk: answer this screen, go back, play a case. No request, no page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import QueryDict

from triage.admin import moments, showing
from triage.admin.showing import Typed
from triage.admin.walking import Unreadable, Walk, answers_in, fitting, read_steps
from triage.engine.answers import Answers
from triage.engine.calendar import NoMoment
from triage.engine.evaluate import Assessment, evaluate
from triage.engine.given import Answer
from triage.engine.interview import NextScreen
from triage.engine.protocol import Protocol
from triage.engine.records import Vignette
from triage.engine.vignettes import answer_from

_UNREADABLE = "Wat dit formulier meestuurde, is niet te lezen. U begint opnieuw."
_LEFT_OUT = "Niet elk antwoord past nog bij de vragen zoals ze nu zijn. Weggelaten: {}."
_CHOOSE = "Nog niet elke vraag heeft een antwoord dat past."
_CHOSEN = "U koos bij een vraag al iets anders. Kies ‘Verder’, of geef die vraag ook ‘nee’."
_ENDLESS = "Deze casus komt niet aan een eind: de vragenlijst blijft vragen."


@dataclass(frozen=True)
class Turn:
    """Where a walk is now. `typed` and `faults` are of the screen that comes next; `told` is for who tries.

    `assessment` is None when the calendar does not know the moment.
    """

    walk: Walk
    answers: Answers
    assessment: Assessment | None
    at: datetime | None = None
    typed: Mapping[str, Typed] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Playing:
    protocol: Protocol
    languages: Collection[str]

    def begin(self, vignette: str) -> Turn:
        known = vignette if self.vignette(vignette) else ""
        return self._at(Walk(moments.CASE if known else moments.NOW, vignette=known))

    def vignette(self, slug: str) -> Vignette | None:
        return next((one for one in self.protocol.vignettes if one.slug == slug), None)

    def press(self, posted: QueryDict) -> Turn:
        turn = self._came_back(posted)
        button, _, place = posted.get("do", "").partition(":")
        if button == "play":
            return self.begin(posted.get("case", ""))
        if button == "finish":
            return self._finish(self.begin(posted.get("case", "")))
        if button == "back":
            return self._back(turn, int(place) if place.isascii() and place.isdigit() and len(place) < 4 else None)
        shown = turn.assessment.next_screen if turn.assessment else None
        if shown is None:
            return turn
        typed = showing.typed_in(posted, shown)
        return self._answer(turn, shown, typed, button) if button in ("next", "none") else replace(turn, typed=typed)

    def _came_back(self, posted: QueryDict) -> Turn:
        vignette = posted.get("vignette", "")
        language = posted.get("language", "")
        walk = Walk(
            posted.get("moment", ""),
            language if language in self.languages else "nl",
            vignette if self.vignette(vignette) else "",
        )
        try:
            return self._at(replace(walk, steps=read_steps(posted.get("steps", ""))))
        except Unreadable:
            return replace(self._at(walk), told=(_UNREADABLE,))

    def _at(self, walk: Walk) -> Turn:
        """The walk with what fits, assessed; a case that is played has its answers filled in."""
        walk, answers, left_out = fitting(self.protocol, walk)
        turn = Turn(walk, answers, None, told=(_LEFT_OUT.format(left_out),) if left_out else ())
        try:
            at = self._moment(walk)
            turn = replace(turn, at=at, assessment=evaluate(self.protocol, answers, at))
        except NoMoment:
            return turn
        return replace(turn, typed=self._of_case(turn))

    def _moment(self, walk: Walk) -> datetime:
        vignette = self.vignette(walk.vignette)
        if self.protocol.calendar is None:
            raise NoMoment("this protocol has no calendar")
        return moments.moment_at(walk.moment, self.protocol.calendar, vignette.at if vignette else None)

    def _of_case(self, turn: Turn) -> dict[str, Typed]:
        return {slug: Typed.of(answer) for slug, answer in self._answers_of_case(turn).items()}

    def _answers_of_case(self, turn: Turn) -> dict[str, Answer]:
        vignette = self.vignette(turn.walk.vignette)
        shown = turn.assessment.next_screen if turn.assessment else None
        if vignette is None or shown is None:
            return {}
        sheet = dict(vignette.answers)
        return {one.slug: answer_from(sheet, one, vignette.rest) for one in shown.questions}

    def _answer(self, turn: Turn, shown: NextScreen, typed: Mapping[str, Typed], button: str) -> Turn:
        if button == "none" and shown.screen.none_of_these:
            if any(one.choices - {"no"} for one in typed.values()):
                return replace(turn, typed=typed, told=(*turn.told, _CHOSEN))
            return self._at(turn.walk.with_step(showing.none_of_these(shown)))
        given, faults = showing.answers_from(shown, typed)
        if faults:
            return replace(turn, typed=typed, faults=faults, told=(*turn.told, _CHOOSE))
        return replace(self._at(turn.walk.with_step(given)), told=turn.told)

    def _back(self, turn: Turn, place: int | None) -> Turn:
        walk, step = turn.walk.back_to(len(turn.walk.steps) - 1 if place is None else place)
        earlier = {slug: Typed.of(answer) for slug, answer in answers_in(self.protocol, step).items()}
        before = self._at(walk)
        return replace(before, typed={**before.typed, **earlier})

    def _finish(self, turn: Turn) -> Turn:
        """All of a case at once."""
        for _ in range(len(self.protocol.questions) + 1):
            given = self._answers_of_case(turn)
            if not given:
                return turn
            turn = self._at(turn.walk.with_step(given))
        return replace(turn, told=(*turn.told, _ENDLESS))
