"""The document format of the triage part, kind by kind: which fields there are, and what each looks like."""

import re
from collections.abc import Mapping

from triage.engine.codec import checks
from triage.engine.codec.checks import Check, list_of, object_of, slug, string
from triage.engine.faults import Place
from triage.engine.records import Evidence, Moment, PromiseKind, QuestionKind, Rest, Role, Who
from triage.engine.urgency import URGENCIES

CONTENT_KINDS = frozenset(("topic", "section", "advice", "alarmSign", "faq", "term", "source"))
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_OPERATORS = ("is", "anyOf", "contains", "atLeast", "atMost")
_COUNTS = ("atLeastOf", "atMostOf")


def text(value: object, place: Place) -> None:
    """A plain string is Dutch; otherwise one text per language, and what each translation was made from."""
    if isinstance(value, str):
        string(value, place)
    elif isinstance(value, dict):
        _languages(value, place)
    else:
        place.fault("not-a-string")


def _languages(value: Mapping[object, object], place: Place) -> None:
    if "nl" not in value:
        place.fault("missing-key", key="nl")
    checks.map_of(string, keys=_LANGUAGE)({key: one for key, one in value.items() if key != "translatedFrom"}, place)
    if "translatedFrom" not in value:
        return
    origins, at = value["translatedFrom"], place.at("translatedFrom")
    checks.map_of(checks.digest, keys=_LANGUAGE)(origins, at)
    for language in origins if isinstance(origins, dict) else ():
        if language not in value or language == "nl":
            at.fault("translation-missing", language=language)


def _leaf(value: object, place: Place) -> None:
    _atom(value, place, _OPERATORS)


def atom(value: object, place: Place) -> None:
    _atom(value, place, (*_OPERATORS, "atLeastOf"))


def promise_atom(value: object, place: Place) -> None:
    _atom(value, place, (*_OPERATORS, *_COUNTS))


def _atom(value: object, place: Place, allowed: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        place.fault("not-an-object")
        return
    named = [operator for operator in allowed if operator in value]
    if len(named) != 1:
        place.fault("unknown-operator", allowed=", ".join(allowed))
    else:
        _ATOMS[named[0]](value, place)


def _number_or_slug(value: object, place: Place) -> None:
    (slug if isinstance(value, str) else checks.integer())(value, place)


def _comparison(operator: str, value: Check) -> Check:
    return object_of({"question": slug, operator: value})


_COUNTED = list_of(_leaf, at_least=1)
_ATOMS: dict[str, Check] = {
    "is": _comparison("is", slug),
    "anyOf": _comparison("anyOf", list_of(slug, at_least=1)),
    "contains": _comparison("contains", slug),
    "atLeast": _comparison("atLeast", _number_or_slug),
    "atMost": _comparison("atMost", _number_or_slug),
    "atLeastOf": object_of({"atLeastOf": checks.integer(), "atoms": _COUNTED}),
    "atMostOf": object_of({"atMostOf": checks.integer(), "atoms": _COUNTED}),
}


def _tell(value: object, place: Place) -> None:
    """One text for a number; a text for each choice otherwise. Which of the two, `tell_is_text` says."""
    if tell_is_text(value):
        text(value, place)
    else:
        checks.map_of(text)(value, place)


def tell_is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "nl" in value)


def _vignette_answer(value: object, place: Place) -> None:
    if isinstance(value, str):
        slug(value, place)
    elif isinstance(value, list):
        list_of(slug, at_least=1)(value, place)
    else:
        checks.integer()(value, place)


_order = checks.integer(0, 1_000_000)
_urgency = checks.one_of(tuple(URGENCIES))
_slugs = list_of(slug)
_hours = object_of({"from": checks.clock_time, "to": checks.clock_time})
_atoms = list_of(atom)
_choice = object_of({"value": slug, "label": text}, {"baseline": checks.only_true, "exclusive": checks.only_true})
_number = object_of({"minimum": checks.integer(), "maximum": checks.integer(), "unit": text})
_contact = object_of(
    {"moments": list_of(checks.one_of(tuple(Moment)), at_least=1), "who": checks.one_of(tuple(Who)), "text": text},
    {"phone": checks.phone, "callWithin": checks.duration, "seenWithin": checks.duration},
)
_ignored = object_of({"question": slug}, {"choices": list_of(slug, at_least=1)})
_earlier = object_of(
    {"question": slug, "choices": list_of(slug, at_least=1)}, {"ignores": list_of(_ignored, at_least=1)}
)

SHAPES: dict[str, Check] = {
    "protocol": object_of(
        {
            **dict.fromkeys(("emergencyNotice", "interruptedText", "demonstrationNotice", "withdrawnText"), text),
            "officeHours": _hours,
            "unknownLabel": text,
            "noneOfTheseLabel": text,
        },
        {"consentText": text, "ageQuestion": slug, "earlier": _earlier, "reviewByDate": checks.day},
    ),
    "screen": object_of({"order": _order, "title": text, "noneOfThese": checks.boolean}, {"intro": text}),
    "question": object_of(
        {
            "screen": slug,
            "order": _order,
            "kind": checks.one_of(tuple(QuestionKind)),
            "role": checks.one_of(tuple(Role)),
            "text": text,
            "allowsUnknown": checks.boolean,
        },
        {
            "help": text,
            "speech": text,
            "choices": list_of(_choice, at_least=1),
            "number": _number,
            "worse": checks.one_of(("yes", "no", "last", "more", "higher", "lower")),
            "askedWhen": _atoms,
            "clarifies": slug,
            "tell": _tell,
            "sources": _slugs,
        },
    ),
    "rule": object_of(
        {
            "order": _order,
            "when": _atoms,
            "reason": text,
            "sources": _slugs,
            "evidence": checks.one_of(tuple(Evidence)),
        },
        {
            "atLeast": _urgency,
            "raises": checks.only_true,
            "ifUncertain": _urgency,
            "alarmSign": slug,
            "tell": text,
            "route": slug,
        },
    ),
    "adviceChoice": object_of(
        {
            "order": _order,
            "advice": slug,
            "urgencies": list_of(_urgency),
        },
        {"shownWhen": _atoms, "withheldWhen": list_of(object_of({"when": _atoms, "because": text}))},
    ),
    "route": object_of({"order": _order, "title": text}, {"when": _atoms, "default": checks.only_true}),
    "outcome": object_of(
        {
            "route": slug,
            "urgency": _urgency,
            **dict.fromkeys(("title", "message", "safetyNet", "ask"), text),
            "contacts": list_of(_contact, at_least=1),
        },
        {"alone": text, "reassessAfterHours": checks.integer(1, 2016), "ifNotReached": text},
    ),
    "promise": object_of(
        {
            "order": _order,
            "kind": checks.one_of(tuple(PromiseKind)),
            "when": list_of(promise_atom),
            "urgency": _urgency,
            "title": text,
        },
        {"sources": _slugs},
    ),
    "vignette": object_of(
        {
            "order": _order,
            "title": text,
            "story": text,
            "rest": checks.one_of(tuple(Rest)),
            "at": checks.moment,
            "expected": object_of({"urgency": _urgency}, {"who": checks.one_of(tuple(Who))}),
            "labelledBy": string,
        },
        {"answers": checks.map_of(_vignette_answer), "sources": _slugs},
    ),
    "calendar": object_of(
        {
            "timeZone": string,
            "officeHours": _hours,
            "holidays": list_of(object_of({"date": checks.day, "name": string})),
            "offsets": list_of(object_of({"from": checks.moment, "minutes": checks.integer(-1080, 1080)}), at_least=1),
            "validFrom": checks.day,
            "validUntil": checks.day,
        }
    ),
}

TRIAGE_KINDS = frozenset(SHAPES)
