"""Records whose shape is known to be right, made into values. Only `decoding` calls these, after the check."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from triage.engine.atoms import AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, PromiseAtom
from triage.engine.codec.shapes import tell_is_text
from triage.engine.records import (
    YES_NO,
    AdviceChoice,
    Calendar,
    Choice,
    Contact,
    Earlier,
    Evidence,
    Holiday,
    Ignored,
    Moment,
    Notices,
    NumberRange,
    OfficeHours,
    Offset,
    OutcomeText,
    Promise,
    PromiseKind,
    Question,
    QuestionKind,
    Rest,
    Role,
    Route,
    Rule,
    Screen,
    Text,
    Vignette,
    Who,
    Withholding,
)
from triage.engine.urgency import URGENCIES

Raw = Mapping[str, Any]
Value = TypeVar("Value")


def text(value: Any) -> Text:
    if isinstance(value, str):
        return Text(value)
    others = {key: one for key, one in value.items() if key not in ("nl", "translatedFrom")}
    return Text(value["nl"], _sorted(others), _sorted(value.get("translatedFrom", {})))


def _sorted(value: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(value.items()))


def _optional(build: Callable[[Any], Value], value: Any) -> Value | None:
    return None if value is None else build(value)


def atoms(value: list[Any]) -> tuple[Any, ...]:
    return tuple(map(_atom, value))


def _atom(raw: Raw) -> PromiseAtom:
    for operator, build in _ATOMS.items():
        if operator in raw:
            return build(raw)
    raise KeyError("an atom without a known operator")


_ATOMS: dict[str, Callable[[Raw], PromiseAtom]] = {
    "atLeastOf": lambda raw: AtLeastOf(raw["atLeastOf"], atoms(raw["atoms"])),
    "atMostOf": lambda raw: AtMostOf(raw["atMostOf"], atoms(raw["atoms"])),
    "is": lambda raw: Is(raw["question"], raw["is"]),
    "anyOf": lambda raw: AnyOf(raw["question"], tuple(raw["anyOf"])),
    "contains": lambda raw: Contains(raw["question"], raw["contains"]),
    "atLeast": lambda raw: AtLeast(raw["question"], raw["atLeast"]),
    "atMost": lambda raw: AtMost(raw["question"], raw["atMost"]),
}


def office_hours(raw: Raw) -> OfficeHours:
    return OfficeHours(time.fromisoformat(raw["from"]), time.fromisoformat(raw["to"]))


def notices(raw: Raw) -> Notices:
    return Notices(
        emergency_notice=text(raw["emergencyNotice"]),
        interrupted_text=text(raw["interruptedText"]),
        demonstration_notice=text(raw["demonstrationNotice"]),
        withdrawn_text=text(raw["withdrawnText"]),
        office_hours=office_hours(raw["officeHours"]),
        unknown_label=text(raw["unknownLabel"]),
        none_of_these_label=text(raw["noneOfTheseLabel"]),
        consent_text=_optional(text, raw.get("consentText")),
        age_question=raw.get("ageQuestion"),
        earlier=_optional(_earlier, raw.get("earlier")),
        review_by_date=_optional(date.fromisoformat, raw.get("reviewByDate")),
    )


def _earlier(raw: Raw) -> Earlier:
    ignores = tuple(Ignored(one["question"], tuple(one.get("choices", ()))) for one in raw.get("ignores", ()))
    return Earlier(raw["question"], tuple(raw["choices"]), ignores)


def screen(slug: str, raw: Raw) -> Screen:
    return Screen(slug, raw["order"], text(raw["title"]), raw["noneOfThese"], _optional(text, raw.get("intro")))


def question(slug: str, raw: Raw) -> Question:
    kind = QuestionKind(raw["kind"])
    tell = raw.get("tell")
    default = YES_NO if kind is QuestionKind.YES_NO else ()
    return Question(
        slug=slug,
        screen=raw["screen"],
        order=raw["order"],
        kind=kind,
        role=Role(raw["role"]),
        text=text(raw["text"]),
        allows_unknown=raw["allowsUnknown"],
        choices=tuple(map(_choice, raw["choices"])) if "choices" in raw else default,
        number=_optional(_number, raw.get("number")),
        worse=raw.get("worse"),
        asked_when=atoms(raw.get("askedWhen", [])),
        clarifies=raw.get("clarifies"),
        help=_optional(text, raw.get("help")),
        speech=_optional(text, raw.get("speech")),
        tell_number=text(tell) if tell_is_text(tell) else None,
        tell_choices=() if tell is None or tell_is_text(tell) else _texts(tell),
        sources=tuple(raw.get("sources", ())),
    )


def _choice(raw: Raw) -> Choice:
    return Choice(raw["value"], text(raw["label"]), raw.get("baseline", False), raw.get("exclusive", False))


def _number(raw: Raw) -> NumberRange:
    return NumberRange(raw["minimum"], raw["maximum"], text(raw["unit"]))


def _texts(raw: Raw) -> tuple[tuple[str, Text], ...]:
    return tuple(sorted((value, text(one)) for value, one in raw.items()))


def rule(slug: str, raw: Raw) -> Rule:
    return Rule(
        slug=slug,
        order=raw["order"],
        when=atoms(raw["when"]),
        reason=text(raw["reason"]),
        sources=tuple(raw["sources"]),
        evidence=Evidence(raw["evidence"]),
        at_least=_optional(URGENCIES.__getitem__, raw.get("atLeast")),
        raises=raw.get("raises", False),
        if_uncertain=_optional(URGENCIES.__getitem__, raw.get("ifUncertain")),
        alarm_sign=raw.get("alarmSign"),
        tell=_optional(text, raw.get("tell")),
        route=raw.get("route"),
    )


def advice_choice(slug: str, raw: Raw) -> AdviceChoice:
    return AdviceChoice(
        slug=slug,
        order=raw["order"],
        advice=raw["advice"],
        urgencies=tuple(URGENCIES[name] for name in raw["urgencies"]),
        shown_when=atoms(raw.get("shownWhen", [])),
        withheld_when=tuple(
            Withholding(atoms(one["when"]), text(one["because"])) for one in raw.get("withheldWhen", [])
        ),
    )


def route(slug: str, raw: Raw) -> Route:
    return Route(slug, raw["order"], atoms(raw.get("when", [])), text(raw["title"]), raw.get("default", False))


def outcome(slug: str, raw: Raw) -> OutcomeText:
    return OutcomeText(
        slug=slug,
        route=raw["route"],
        urgency=URGENCIES[raw["urgency"]],
        title=text(raw["title"]),
        message=text(raw["message"]),
        safety_net=text(raw["safetyNet"]),
        ask=text(raw["ask"]),
        contacts=tuple(map(_contact, raw["contacts"])),
        alone=_optional(text, raw.get("alone")),
        reassess_after_hours=raw.get("reassessAfterHours"),
        if_not_reached=_optional(text, raw.get("ifNotReached")),
    )


def _contact(raw: Raw) -> Contact:
    return Contact(
        moments=tuple(map(Moment, raw["moments"])),
        who=Who(raw["who"]),
        text=text(raw["text"]),
        phone=raw.get("phone"),
        call_within=raw.get("callWithin"),
        seen_within=raw.get("seenWithin"),
    )


def promise(slug: str, raw: Raw) -> Promise:
    return Promise(
        slug=slug,
        order=raw["order"],
        kind=PromiseKind(raw["kind"]),
        when=atoms(raw["when"]),
        urgency=URGENCIES[raw["urgency"]],
        title=text(raw["title"]),
        sources=tuple(raw.get("sources", ())),
    )


def vignette(slug: str, raw: Raw) -> Vignette:
    answers = raw.get("answers", {}).items()
    return Vignette(
        slug=slug,
        order=raw["order"],
        title=text(raw["title"]),
        story=text(raw["story"]),
        answers=tuple(sorted((one, tuple(value) if isinstance(value, list) else value) for one, value in answers)),
        rest=Rest(raw["rest"]),
        at=datetime.fromisoformat(raw["at"]),
        expected_urgency=URGENCIES[raw["expected"]["urgency"]],
        expected_who=_optional(Who, raw["expected"].get("who")),
        sources=tuple(raw.get("sources", ())),
        labelled_by=raw["labelledBy"],
    )


def calendar(raw: Raw) -> Calendar:
    return Calendar(
        time_zone=raw["timeZone"],
        office_hours=office_hours(raw["officeHours"]),
        holidays=tuple(Holiday(date.fromisoformat(one["date"]), one["name"]) for one in raw["holidays"]),
        offsets=tuple(Offset(datetime.fromisoformat(one["from"]), one["minutes"]) for one in raw["offsets"]),
        valid_from=date.fromisoformat(raw["validFrom"]),
        valid_until=date.fromisoformat(raw["validUntil"]),
    )
