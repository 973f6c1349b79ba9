"""Faults as a clinician reads them: in Dutch, under the names that the forms give to fields and words.

msgspec says in English what is wrong with the shape of a record, and the engine calls fields as documents do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from content.admin.names import model_of
from content.drafts import Recorded, camel
from content.faults import Fault

Match = re.Match[str]
_EMPTY = "Dit is nog leeg. Vul het in."
# What msgspec and `content.texts` say; the group is a field of the record, or a bound.
_DUTCH: tuple[tuple[str, str | Callable[[Match], str]], ...] = (
    (r"Object missing required field `(?P<field>\w+)`", _EMPTY),
    (r"Object contains unknown field `(?P<field>\w+)`", "Dit hoort hier niet bij. Maak het leeg."),
    (r"Expected `array` of length >= 1", "Hier staat nog niets. Voeg er minstens één toe."),
    (r"Expected `str` of length >= 1", _EMPTY),
    (r"Expected `str` of length <= (\d+)", lambda m: f"Dit is te lang. Gebruik hoogstens {m[1]} letters."),
    (r"Expected `str` matching regex .*https.*", "Dit is geen goed adres. Een adres begint met https://."),
    (
        r"Expected `str` matching regex .*",
        "Dit heeft niet de goede vorm. Gebruik kleine letters, cijfers en streepjes.",
    ),
    (r"Expected `int(?: \| null)?` >= (-?\d+)", lambda m: f"Dit getal moet minstens {m[1]} zijn."),
    (r"Expected `int(?: \| null)?` <= (-?\d+)", lambda m: f"Dit getal mag hoogstens {m[1]} zijn."),
    (r"Expected .*", "Hier staat iets van een andere soort dan hier hoort. Vul het opnieuw in."),
    (r"Invalid (?:enum )?value '?(.*?)'?", lambda m: f"‘{m[1]}’ kan hier niet. Kies een woord uit de lijst."),
    (r"A text may not be empty.*", "Deze tekst is leeg. Vul hem in, of laat deze taal weg."),
    (r"The Dutch text .*", "De Nederlandse tekst ontbreekt. Andere talen zijn daar een vertaling van."),
    (r"(?:Unknown language|`translatedFrom`).*", "Deze tekst is beschadigd. Vul hem opnieuw in."),
)
# Names in documents that are no Dutch words; those with a capital inside speak for themselves.
_FIELDS = {"raises", "worse", "exclusive", "baseline", "default"}
_WORDS = {"self", "emergency", "immediate"}


def in_dutch(fault: Fault) -> Fault:
    """The same fault, at the field itself where the message named it."""
    for pattern, said in _DUTCH:
        if found := re.fullmatch(pattern, fault.message.rstrip(".")):
            message = said if isinstance(said, str) else said(found)
            field = found.groupdict().get("field")
            return replace(fault, message=message, path=f"{fault.path}/{field}" if field else fault.path)
    return replace(fault, message=_with_names_of_forms(fault.message, fault.kind))


def _with_names_of_forms(message: str, kind: str) -> str:
    names = dict(_names(model_of(kind)))
    return re.sub(r"\w+", lambda word: names.get(word[0], word[0]), message)


def _names(model: type[Recorded] | None) -> Iterator[tuple[str, str]]:
    """What documents call the fields and words of this kind of record, and what its form calls them."""
    for one in (model, *_children(model)) if model else ():
        for name in one.record_fields:
            field = one._meta.get_field(name)
            if _says_nothing(camel(name), _FIELDS):
                yield camel(name), f"“{getattr(field, 'verbose_name', name)}”"
            for word, label in getattr(field, "flatchoices", ()):
                if _says_nothing(str(word), _WORDS):
                    yield str(word), f"“{label}”"


def _children(model: type[Recorded]) -> list[type[Recorded]]:
    return [getattr(model, name).rel.related_model for name in model.record_children]


def _says_nothing(name: str, known: set[str]) -> bool:
    return name in known or name != name.lower()
