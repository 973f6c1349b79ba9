"""Rules, advice rows and routes."""

from triage.engine.faults import Place
from triage.engine.records import AdviceChoice, Route, Rule
from triage.engine.urgency import Urgency
from triage.engine.validation.atoms import check_atoms, check_free_atoms
from triage.engine.validation.context import Context, distinct


def check(context: Context) -> None:
    for rule in context.parts.rules:
        _check_rule(context, rule, context.place("rule", rule.slug))
    for row in context.parts.advice_choices:
        _check_advice(context, row, context.place("adviceChoice", row.slug))
    for route in context.parts.routes:
        _check_route(context, route, context.place("route", route.slug))
    _check_default_route(context)


def _check_rule(context: Context, rule: Rule, place: Place) -> None:
    check_atoms(context, rule.when, place.at("when"), worse_side=True)
    if not rule.when:
        place.at("when").fault("no-conditions")
    if not rule.sources:
        place.at("sources").fault("empty-list")
    context.refer_all(place.at("sources"), "source", rule.sources)
    if rule.route is not None:
        context.refer(place.at("route"), "route", rule.route)
    _check_effect(rule, place)
    _check_alarm_sign(context, rule, place)


def _check_effect(rule: Rule, place: Place) -> None:
    if (rule.at_least is None) is not rule.raises:
        place.fault("at-least-or-raises")
    if rule.at_least is Urgency.SELF_CARE:
        place.at("atLeast").fault("at-least-self-care")
    if rule.if_uncertain is None:
        return
    at = place.at("ifUncertain")
    if rule.if_uncertain is Urgency.SELF_CARE:
        at.fault("if-uncertain-self-care")
    if rule.raises:
        at.fault("if-uncertain-with-raises")
    elif rule.at_least is not None and rule.if_uncertain > rule.at_least:
        at.fault("if-uncertain-above-rule", at_least=rule.at_least.json_name)


def _check_alarm_sign(context: Context, rule: Rule, place: Place) -> None:
    if rule.alarm_sign is None:
        return
    context.refer(place.at("alarmSign"), "alarmSign", rule.alarm_sign)
    if rule.raises:
        place.at("alarmSign").fault("alarm-sign-with-raises")
    elif rule.if_uncertain is None:
        place.fault("if-uncertain-missing")
    floor = dict(context.parts.references.alarm_signs).get(rule.alarm_sign)
    if floor is not None and rule.at_least is not None and rule.at_least < floor:
        place.at("atLeast").fault("below-alarm-sign", alarm_sign=rule.alarm_sign, urgency=floor.json_name)


def _check_advice(context: Context, row: AdviceChoice, place: Place) -> None:
    context.refer(place.at("advice"), "advice", row.advice)
    if not row.urgencies:
        place.at("urgencies").fault("empty-list")
    distinct(place.at("urgencies"), row.urgencies)
    check_free_atoms(context, row.shown_when, place.at("shownWhen"))
    for number, withholding in enumerate(row.withheld_when):
        at = place.at("withheldWhen", number, "when")
        check_atoms(context, withholding.when, at, worse_side=True)
        if not withholding.when:
            at.fault("no-conditions")


def _check_route(context: Context, route: Route, place: Place) -> None:
    check_free_atoms(context, route.when, place.at("when"))
    if route.default and route.when:
        place.at("when").fault("default-route-with-conditions")
    if not route.default and not route.when:
        place.at("when").fault("no-conditions")


def _check_default_route(context: Context) -> None:
    defaults = [route for route in context.parts.routes if route.default]
    if len(defaults) != 1 and "route" not in context.broken_kinds:
        context.place("route", "").fault("default-route-not-one", count=len(defaults))
