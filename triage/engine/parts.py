"""The records of one topic side by side, not yet known to fit together."""

from dataclasses import dataclass

from triage.engine.records import (
    AdviceChoice,
    Calendar,
    Notices,
    OutcomeText,
    Promise,
    Question,
    References,
    Route,
    Rule,
    Screen,
    Vignette,
)

NO_REFERENCES = References()


@dataclass(frozen=True, slots=True)
class Parts:
    topic: str
    notices: Notices
    screens: tuple[Screen, ...]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    advice_choices: tuple[AdviceChoice, ...]
    routes: tuple[Route, ...]
    outcomes: tuple[OutcomeText, ...]
    promises: tuple[Promise, ...] = ()
    vignettes: tuple[Vignette, ...] = ()
    calendar: Calendar | None = None
    references: References = NO_REFERENCES
