"""Outcomes and contacts: whatever the urgency and the moment, somebody is told whom to turn to."""

from triage.engine.durations import minutes_in
from triage.engine.faults import Place
from triage.engine.records import Contact, Moment, OutcomeText, Who
from triage.engine.urgency import Urgency
from triage.engine.validation.context import Context


def check(context: Context) -> None:
    seen: set[tuple[str, Urgency]] = set()
    for outcome in context.parts.outcomes:
        place = context.place("outcome", outcome.slug)
        context.refer(place.at("route"), "route", outcome.route)
        if (outcome.route, outcome.urgency) in seen:
            place.fault("outcome-twice", route=outcome.route, urgency=outcome.urgency.json_name)
        seen.add((outcome.route, outcome.urgency))
        _check_safety(outcome, place)
        _check_contacts(outcome, place.at("contacts"))
    _check_complete(context, seen)


def _check_complete(context: Context, seen: set[tuple[str, Urgency]]) -> None:
    defaults = [route.slug for route in context.parts.routes if route.default]
    if len(defaults) != 1 or "outcome" in context.broken_kinds:
        return
    for urgency in Urgency:
        if (defaults[0], urgency) not in seen:
            context.place("route", defaults[0]).fault("outcome-missing", urgency=urgency.json_name)


def _check_safety(outcome: OutcomeText, place: Place) -> None:
    urgent = outcome.urgency >= Urgency.IMMEDIATE
    needed = (("alone", outcome.alone), ("ifNotReached", outcome.if_not_reached)) if urgent else ()
    for name, text in needed:
        if text is None:
            place.fault("needed-for-urgency", urgency=outcome.urgency.json_name, field=name)
    if urgent and outcome.reassess_after_hours is not None:
        place.fault("not-for-urgency", urgency=outcome.urgency.json_name, field="reassessAfterHours")
    if not urgent and outcome.reassess_after_hours is None:
        place.fault("needed-for-urgency", urgency=outcome.urgency.json_name, field="reassessAfterHours")


def _check_contacts(outcome: OutcomeText, place: Place) -> None:
    named = [moment for contact in outcome.contacts for moment in contact.moments]
    for moment in Moment:
        if named.count(moment) == 0:
            place.fault("moment-missing", moment=moment)
        if named.count(moment) > 1:
            place.fault("moment-twice", moment=moment)
    for number, contact in enumerate(outcome.contacts):
        _check_contact(outcome.urgency, contact, place.at(number))


def _check_contact(urgency: Urgency, contact: Contact, place: Place) -> None:
    if not contact.moments:
        place.at("moments").fault("empty-list")
    timed = contact.call_within is not None or contact.seen_within is not None
    if contact.who is Who.SELF and timed:
        place.fault("self-with-duration")
    if contact.who is Who.SELF and urgency > Urgency.SELF_CARE:
        place.at("who").fault("self-not-allowed", urgency=urgency.json_name)
    if contact.who is not Who.SELF and not timed and urgency > Urgency.SELF_CARE:
        place.fault("contact-without-time", urgency=urgency.json_name)
    call, seen = contact.call_within, contact.seen_within
    if call is not None and seen is not None and minutes_in(call) > minutes_in(seen):
        place.fault("call-after-seen")
