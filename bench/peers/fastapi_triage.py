"""FastAPI, pydantic and if/else: what somebody would write for speed. The same texts and about as much of them, a score
of rules by hand, no proof, no trace, no release, no language.
"""

import json
import os
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Given = dict[str, "AnswerIn"]
Word = Annotated[str, Field(max_length=60)]


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class AnswerIn(Model):
    question: Word
    choices: list[Word] | None = None
    number: int | None = None
    unknown: bool | None = None

    def says(self, *values: str) -> bool:
        return self.choices is not None and any(value in self.choices for value in values)


class AssessmentIn(Model):
    release: int | None = None
    answers: list[AnswerIn]


class Choice(Model):
    value: str
    label: str


class NumberRange(Model):
    minimum: int
    maximum: int
    unit: str


class Question(Model):
    slug: str
    kind: str
    text: str
    help: str | None
    speech: str | None
    choices: list[Choice]
    number: NumberRange | None
    allows_unknown: bool


class Screen(Model):
    slug: str
    title: str
    questions: list[Question]


class Contact(Model):
    who: str
    text: str
    phone: str | None
    call_within: str | None
    seen_within: str | None
    alone: str | None


class Advice(Model):
    slug: str
    title: str
    body: str


class SafetyNet(Model):
    text: str
    reassess_after_hours: int | None
    if_not_reached: str | None


class Reason(Model):
    rule: str
    urgency: str
    because: AnswerIn


class Outcome(Model):
    urgency: str
    title: str
    message: str
    contact: Contact
    reasons: list[Reason]
    advice: list[Advice]
    safety_net: SafetyNet
    tell_the_triagist: list[str]


class Progress(Model):
    answered: int
    screens_at_most: int


class Assessment(Model):
    topic: str
    notice: str
    emergency_notice: str
    interrupted_text: str
    status: str
    urgency_so_far: str | None
    progress: Progress
    next_screen: Screen | None
    outcome: Outcome | None


TEXTS = json.loads(Path(os.environ["TEXTS"]).read_bytes())
SCREENS = [Screen.model_validate(one) for one in TEXTS["screens"]]
OUTCOMES = {urgency: Outcome.model_validate(one | {"reasons": []}) for urgency, one in TEXTS["outcomes"].items()}
FRAME = {name: TEXTS["frame"][name] for name in ("topic", "notice", "emergency_notice", "interrupted_text")}
LEVELS = ("selfCare", "withinDays", "sameDay", "immediate", "emergency")
ALARMS = ("breathless-at-rest", "chest-pain", "drowsy-or-confused", "clammy", "fainted", "tearing-pain")
CAUDA = ("saddle-numbness", "loss-of-bladder-control", "cannot-pass-urine", "loss-of-bowel-control")


def reasons_in(given: Given) -> list[Reason]:
    """Twenty rules, each an if."""
    found: list[Reason] = []

    def because(rule: str, level: int, slug: str) -> None:
        found.append(Reason(rule=rule, urgency=LEVELS[level], because=given[slug]))

    def yes(slug: str) -> bool:
        return slug in given and given[slug].says("yes")

    for slug in ALARMS:
        if yes(slug):
            because(slug, 4, slug)
    for slug in CAUDA:
        if yes(slug):
            because(slug, 4, slug)
    if yes("new-leg-weakness"):
        because("new-leg-weakness", 3, "new-leg-weakness")
    if yes("fever") and yes("rigors"):
        because("fever-with-rigors", 3, "fever")
    elif yes("fever"):
        because("fever", 2, "fever")
    _slower(given, because)
    return found


def _slower(given: Given, because: Any) -> None:
    history, course = given.get("history"), given.get("course")
    age = given["age"].number if "age" in given else None
    if history and history.says("cancer"):
        because("cancer", 2, "history")
    if history and age and history.says("osteoporosis", "steroids") and age > 70:
        because("fracture", 2, "history")
    if course and course.says("daily-life-limited", "worse-despite-self-care"):
        because("daily-life", 1, "course")
    if course and history and course.says("night-pain") and history.says("weak-immunity"):
        because("night-pain", 2, "course")


async def assess(body: AssessmentIn) -> Assessment:
    given = {one.question: one for one in body.answers}
    reasons = reasons_in(given)
    level = max((LEVELS.index(one.urgency) for one in reasons), default=0)
    following = next((one for one in SCREENS if any(asked.slug not in given for asked in one.questions)), None)
    finished = following is None or level >= 3
    return Assessment(
        **FRAME,
        status="outcome" if finished else "question",
        urgency_so_far=LEVELS[level] if level >= 2 else None,
        progress=Progress(answered=len(given), screens_at_most=len(SCREENS)),
        next_screen=None if finished else following,
        outcome=_outcome(LEVELS[level], reasons) if finished else None,
    )


def _outcome(urgency: str, reasons: list[Reason]) -> Outcome:
    fixed = OUTCOMES.get(urgency) or OUTCOMES["immediate"]
    return fixed.model_copy(update={"urgency": urgency, "reasons": reasons})


application = FastAPI(openapi_url=None)
application.add_api_route("/assessments", assess, methods=["POST"], response_model=Assessment)
