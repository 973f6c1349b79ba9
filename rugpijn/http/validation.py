"""Faults from DRF's validation errors. DRF's own sentences repeat what was sent, so only their codes are used."""

from collections.abc import Iterator
from typing import Final

from rest_framework.exceptions import ErrorDetail, ValidationError

from rugpijn.http.problems import Fault, Text, pointer

OTHER: Final = Text("Deze waarde klopt niet.", "This value is wrong.")
FORM: Final = Text("Deze waarde heeft niet de goede vorm.", "This value does not have the right form.")
TEXTS: Final = {
    "required": Text("Dit veld ontbreekt. Vul het in.", "This field is missing. Add it."),
    "null": Text("Dit veld mag niet null zijn.", "This field may not be null."),
    "blank": Text("Dit veld mag niet leeg zijn.", "This field may not be empty."),
    "empty": Text("Deze lijst mag niet leeg zijn.", "This list may not be empty."),
    "invalid": FORM,
    "not_a_list": Text("Stuur hier een lijst.", "Send a list here."),
    "not_a_dict": Text("Stuur hier een object.", "Send an object here."),
    "invalid_choice": Text(
        "Deze waarde kan hier niet. Kies een van de waarden uit de documentatie.",
        "This value is not possible here. Choose one of the values in the documentation.",
    ),
    "max_length": Text("Dit is te lang.", "This is too long."),
    "min_length": Text("Dit is te kort.", "This is too short."),
    "max_value": Text("Dit getal is te hoog.", "This number is too high."),
    "min_value": Text("Dit getal is te laag.", "This number is too low."),
}
NO_FIELD: Final = "non_field_errors"


def faults_of(error: ValidationError) -> tuple[Fault, ...]:
    """Every fault at once, each with its pointer."""
    return tuple(_walk(error.detail, ()))


def _walk(detail: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _walk(value, path if key == NO_FIELD else (*path, key))
    elif isinstance(detail, list | tuple):
        yield from _walk_list(detail, path)
    else:
        code = (detail.code if isinstance(detail, ErrorDetail) else None) or "invalid"
        yield Fault(code.replace("_", "-"), TEXTS.get(code, OTHER), pointer=pointer(*path))


def _walk_list(details: list[object] | tuple[object, ...], path: tuple[str | int, ...]) -> Iterator[Fault]:
    """A list of sentences is about one place; a list of lists or objects is one entry per element of a sent list."""
    for index, detail in enumerate(details):
        yield from _walk(detail, path if isinstance(detail, str) else (*path, index))
