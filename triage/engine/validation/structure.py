"""What a protocol has at all."""

from triage.engine.validation.context import Context, slugs_by_kind

_NEEDED = ("screen", "question", "rule", "outcome")


def check(context: Context) -> None:
    for kind, slugs in slugs_by_kind(context.parts).items():
        for slug in {slug for slug in slugs if slugs.count(slug) > 1}:
            context.place(kind, slug).fault("duplicate-slug")
    for kind in _NEEDED:
        if not context.slugs[kind]:
            context.place(kind, "").fault("nothing-at-all", kind=kind)
    _check_office_hours(context)
    _check_alarm_signs(context)


def _check_office_hours(context: Context) -> None:
    hours = context.parts.notices.office_hours
    if hours.opens >= hours.closes:
        context.place("protocol", context.parts.topic).at("officeHours").fault("closes-before-opening")


def _check_alarm_signs(context: Context) -> None:
    """The article shows every alarm sign, so the rules must know every one."""
    if "rule" in context.broken_kinds:
        return
    named = {rule.alarm_sign for rule in context.parts.rules}
    for sign, _ in context.parts.references.alarm_signs:
        if sign not in named:
            context.place("alarmSign", sign).fault("alarm-sign-without-rule", alarm_sign=sign)
