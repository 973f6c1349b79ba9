"""The whole protocol as the API shows it: what is asked, which rules decide, on which sources, and what is promised."""

from collections.abc import Mapping
from typing import Any

from content.api.v1.shapes import one
from content.documents import Document, Record
from triage.consent import version_of
from triage.engine.protocol import Protocol
from triage.engine.records import YES_NO, Earlier, Notices, OfficeHours, Question, QuestionKind

Shape = dict[str, Any]
_LISTS = {
    "rule": "rules",
    "adviceChoice": "adviceChoices",
    "route": "routes",
    "outcome": "outcomes",
    "promise": "promises",
}


def protocol(document: Document, compiled: Protocol, language: str) -> Shape:
    """The protocol of a release, in one language. Calendar and vignettes are not part of it."""
    notices = one("protocol", document.topic, document.records["protocol"][document.topic], language)
    lists = {name: _many(document, compiled, kind, language) for kind, name in _LISTS.items()}
    own = {name: value for name, value in notices.items() if name not in ("slug", "sources")}
    own["officeHours"] = _times(compiled.notices.office_hours)
    own |= _storing(compiled.notices, language)
    return {**own, "screens": _screens(document, compiled, language), **lists}


def _storing(notices: Notices, language: str) -> Shape:
    """What may be stored, and what is made of it the next time."""
    consent, earlier = notices.consent_text, notices.earlier
    return {
        "consentText": None if consent is None else consent.in_language(language),
        "consentVersion": None if consent is None else version_of(consent),
        "ageQuestion": notices.age_question,
        "earlier": None if earlier is None else _comparison(earlier),
    }


def _comparison(earlier: Earlier) -> Shape:
    ignores = [
        {"question": one.question, **({"choices": list(one.choices)} if one.choices else {})} for one in earlier.ignores
    ]
    return {"question": earlier.question, "choices": list(earlier.choices), "ignores": ignores}


def _times(hours: OfficeHours) -> Shape:
    """With seconds, as RFC 3339 writes a time of day."""
    return {"from": hours.opens.isoformat(), "to": hours.closes.isoformat()}


def _screens(document: Document, compiled: Protocol, language: str) -> list[Shape]:
    return [
        {
            **one("screen", screen.slug, document.records["screen"][screen.slug], language),
            "questions": [
                _question(document, asked, compiled, language) for asked in compiled.index.on_screen[screen.slug]
            ],
        }
        for screen in compiled.screens
    ]


def _question(document: Document, asked: Question, compiled: Protocol, language: str) -> Shape:
    record = document.records["question"][asked.slug]
    shape = one("question", asked.slug, _plain(record, compiled), language)
    shape["choices"] = [
        {"value": choice.value, "label": choice.label.in_language(language)}
        for choice in (YES_NO if asked.kind is QuestionKind.YES_NO else asked.choices)
    ]
    shape["exclusiveChoice"] = asked.exclusive
    shape.pop("tell", None)
    return shape


def _many(document: Document, compiled: Protocol, kind: str, language: str) -> list[Shape]:
    return [one(kind, slug, _plain(record, compiled), language) for slug, record in document.of_kind(kind)]


def _plain(value: Any, compiled: Protocol) -> Any:
    """Conditions in which a number is always a number: "at least this choice" names the choices that it means."""
    if isinstance(value, list):
        return [_plain(inner, compiled) for inner in value]
    if isinstance(value, dict):
        return _any_of(value, compiled) or {name: _plain(inner, compiled) for name, inner in value.items()}
    return value


def _any_of(atom: Mapping[str, Any], compiled: Protocol) -> Record | None:
    """An atom on an ordered choice, as the choices that it accepts; None for anything else."""
    for operator in ("atLeast", "atMost"):
        if "question" in atom and isinstance(atom.get(operator), str):
            values = compiled.index.questions[atom["question"]].values
            place = values.index(atom[operator])
            accepted = values[place:] if operator == "atLeast" else values[: place + 1]
            return {"question": atom["question"], "anyOf": list(accepted)}
    return None
