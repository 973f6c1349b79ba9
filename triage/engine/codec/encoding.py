"""`Protocol` -> records as plain JSON, in the one canonical form: what is absent or a default is left out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from triage.engine.atoms import OPERATORS, AnyOf, AtLeastOf, AtMostOf, PromiseAtom
from triage.engine.protocol import Protocol
from triage.engine.records import (
    YES_NO,
    AdviceChoice,
    Calendar,
    Choice,
    Contact,
    Earlier,
    Notices,
    OfficeHours,
    OutcomeText,
    Promise,
    Question,
    Route,
    Rule,
    Screen,
    Text,
    Vignette,
)
from triage.engine.urgency import Urgency

Record = dict[str, Any]


def encode(protocol: Protocol) -> dict[str, dict[str, Record]]:
    """The triage part of a document. `decode` of it, with the content part beside it, gives an equal protocol."""
    records: dict[str, dict[str, Record]] = {
        "protocol": {protocol.topic: _notices(protocol.notices)},
        "screen": {one.slug: _screen(one) for one in protocol.screens},
        "question": {one.slug: _question(one) for one in protocol.questions},
        "rule": {one.slug: _rule(one) for one in protocol.rules},
        "adviceChoice": {one.slug: _advice_choice(one) for one in protocol.advice_choices},
        "route": {one.slug: _route(one) for one in protocol.routes},
        "outcome": {one.slug: _outcome(one) for one in protocol.outcomes},
        "promise": {one.slug: _promise(one) for one in protocol.promises},
        "vignette": {one.slug: _vignette(one) for one in protocol.vignettes},
    }
    if protocol.calendar is not None:
        records["calendar"] = {protocol.topic: _calendar(protocol.calendar)}
    return {kind: by_slug for kind, by_slug in records.items() if by_slug}


def _present(**fields: object) -> Record:
    return {name: value for name, value in fields.items() if value is not None}


def _sources(sources: tuple[str, ...]) -> Record:
    return {"sources": list(sources)} if sources else {}


def _text(text: Text) -> Record:
    origins = {"translatedFrom": dict(text.translated_from)} if text.translated_from else {}
    return {"nl": text.nl, **dict(text.others), **origins}


def _optional_text(text: Text | None) -> Record | None:
    return None if text is None else _text(text)


def _optional_urgency(urgency: Urgency | None) -> str | None:
    return None if urgency is None else urgency.json_name


def _atoms(atoms: Iterable[PromiseAtom]) -> list[Record]:
    return [_atom(atom) for atom in atoms]


def _atom(atom: PromiseAtom) -> Record:
    if isinstance(atom, AtLeastOf | AtMostOf):
        operator = "atLeastOf" if isinstance(atom, AtLeastOf) else "atMostOf"
        return {operator: atom.count, "atoms": _atoms(atom.atoms)}
    value = list(atom.values) if isinstance(atom, AnyOf) else atom.value
    return {"question": atom.question, OPERATORS[type(atom)]: value}


def _hours(hours: OfficeHours) -> Record:
    return {"from": f"{hours.opens:%H:%M}", "to": f"{hours.closes:%H:%M}"}


def _notices(notices: Notices) -> Record:
    return _present(
        emergencyNotice=_text(notices.emergency_notice),
        interruptedText=_text(notices.interrupted_text),
        demonstrationNotice=_text(notices.demonstration_notice),
        withdrawnText=_text(notices.withdrawn_text),
        officeHours=_hours(notices.office_hours),
        unknownLabel=_text(notices.unknown_label),
        noneOfTheseLabel=_text(notices.none_of_these_label),
        consentText=_optional_text(notices.consent_text),
        ageQuestion=notices.age_question,
        earlier=None if notices.earlier is None else _earlier(notices.earlier),
        reviewByDate=None if notices.review_by_date is None else notices.review_by_date.isoformat(),
    )


def _earlier(earlier: Earlier) -> Record:
    ignores = [_present(question=one.question, choices=list(one.choices) or None) for one in earlier.ignores]
    return _present(question=earlier.question, choices=list(earlier.choices), ignores=ignores or None)


def _screen(screen: Screen) -> Record:
    return _present(
        order=screen.order,
        title=_text(screen.title),
        noneOfThese=screen.none_of_these,
        intro=_optional_text(screen.intro),
    )


def _question(question: Question) -> Record:
    return _present(
        screen=question.screen,
        order=question.order,
        kind=question.kind.value,
        role=question.role.value,
        text=_text(question.text),
        help=_optional_text(question.help),
        speech=_optional_text(question.speech),
        choices=_choices(question.choices),
        number=_number(question),
        worse=question.worse,
        allowsUnknown=question.allows_unknown,
        askedWhen=_atoms(question.asked_when) or None,
        clarifies=question.clarifies,
        tell=_tell(question),
        sources=list(question.sources) or None,
    )


def _choices(choices: tuple[Choice, ...]) -> list[Record] | None:
    return None if choices in ((), YES_NO) else [_choice(choice) for choice in choices]


def _choice(choice: Choice) -> Record:
    return _present(
        value=choice.value,
        label=_text(choice.label),
        baseline=choice.baseline or None,
        exclusive=choice.exclusive or None,
    )


def _number(question: Question) -> Record | None:
    if question.number is None:
        return None
    bounds = question.number
    return {"minimum": bounds.minimum, "maximum": bounds.maximum, "unit": _text(bounds.unit)}


def _tell(question: Question) -> Record | None:
    if question.tell_number is not None:
        return _text(question.tell_number)
    return {value: _text(text) for value, text in question.tell_choices} or None


def _rule(rule: Rule) -> Record:
    return _present(
        order=rule.order,
        when=_atoms(rule.when),
        atLeast=_optional_urgency(rule.at_least),
        raises=rule.raises or None,
        ifUncertain=_optional_urgency(rule.if_uncertain),
        alarmSign=rule.alarm_sign,
        reason=_text(rule.reason),
        tell=_optional_text(rule.tell),
        route=rule.route,
        sources=list(rule.sources),
        evidence=rule.evidence.value,
    )


def _advice_choice(row: AdviceChoice) -> Record:
    withheld = [{"when": _atoms(one.when), "because": _text(one.because)} for one in row.withheld_when]
    return _present(
        order=row.order,
        advice=row.advice,
        urgencies=[urgency.json_name for urgency in row.urgencies],
        shownWhen=_atoms(row.shown_when) or None,
        withheldWhen=withheld or None,
    )


def _route(route: Route) -> Record:
    return _present(
        order=route.order, when=_atoms(route.when) or None, default=route.default or None, title=_text(route.title)
    )


def _outcome(outcome: OutcomeText) -> Record:
    return _present(
        route=outcome.route,
        urgency=outcome.urgency.json_name,
        title=_text(outcome.title),
        message=_text(outcome.message),
        alone=_optional_text(outcome.alone),
        safetyNet=_text(outcome.safety_net),
        reassessAfterHours=outcome.reassess_after_hours,
        ifNotReached=_optional_text(outcome.if_not_reached),
        ask=_text(outcome.ask),
        contacts=[_contact(contact) for contact in outcome.contacts],
    )


def _contact(contact: Contact) -> Record:
    return _present(
        moments=[moment.value for moment in contact.moments],
        who=contact.who.value,
        phone=contact.phone,
        callWithin=contact.call_within,
        seenWithin=contact.seen_within,
        text=_text(contact.text),
    )


def _promise(promise: Promise) -> Record:
    return {
        "order": promise.order,
        "kind": promise.kind.value,
        "when": _atoms(promise.when),
        "urgency": promise.urgency.json_name,
        "title": _text(promise.title),
        **_sources(promise.sources),
    }


def _vignette(vignette: Vignette) -> Record:
    who = vignette.expected_who
    answers = {slug: list(value) if isinstance(value, tuple) else value for slug, value in vignette.answers}
    return {
        "order": vignette.order,
        "title": _text(vignette.title),
        "story": _text(vignette.story),
        **({"answers": answers} if answers else {}),
        "rest": vignette.rest.value,
        "at": _instant(vignette.at),
        "expected": _present(urgency=vignette.expected_urgency.json_name, who=None if who is None else who.value),
        **_sources(vignette.sources),
        "labelledBy": vignette.labelled_by,
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _calendar(calendar: Calendar) -> Record:
    return {
        "timeZone": calendar.time_zone,
        "officeHours": _hours(calendar.office_hours),
        "holidays": [{"date": one.day.isoformat(), "name": one.name} for one in calendar.holidays],
        "offsets": [{"from": _instant(one.starts), "minutes": one.minutes} for one in calendar.offsets],
        "validFrom": calendar.valid_from.isoformat(),
        "validUntil": calendar.valid_until.isoformat(),
    }
